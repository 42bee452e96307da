import { failWith, WrongUsage } from './exit-status.ts'
import { withDatabase } from './with-database.ts'

// `npm run api-key -- NAME`: makes a key for a program and prints it, and nothing else.
try {
  const [name, ...rest] = process.argv.slice(2)
  if (name === undefined || name.trim() === '' || name.length > 100 || rest.length > 0) {
    throw new WrongUsage('Usage: npm run api-key -- NAME (what the key is for, such as reporting)')
  }
  await withDatabase(async ({ stores }) => {
    const { key } = await stores.access.createApiKey({ name: name.trim(), now: new Date() })
    process.stdout.write(`${key}\n`)
  })
} catch (error) {
  failWith(error)
}
