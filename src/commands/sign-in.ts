import { z } from 'zod'
import { failWith, WrongUsage } from './exit-status.ts'
import { ownerEmail, signInUrl } from './sign-in-url.ts'
import { withDatabase } from './with-database.ts'

// `npm run sign-in -- [EMAIL]`: prints a fresh one-time link for a member of the team.
try {
  const [email = ownerEmail, ...rest] = process.argv.slice(2)
  const isEmail = email === ownerEmail || z.email().safeParse(email).success
  if (!isEmail || rest.length > 0) throw new WrongUsage('Usage: npm run sign-in -- [EMAIL]')
  await withDatabase(async ({ config, stores }) => {
    const { token } = await stores.access.createSignInLink({ email, now: new Date() })
    process.stdout.write(`${signInUrl(config.appUrl, token)}\n`)
  })
} catch (error) {
  failWith(error)
}
