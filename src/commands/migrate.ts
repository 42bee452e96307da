import { failWith, WrongUsage } from './exit-status.ts'
import { withDatabase } from './with-database.ts'

// `npm run migrate`: brings the database up to date and does nothing else.
try {
  if (process.argv.length > 2) throw new WrongUsage('Usage: npm run migrate')
  await withDatabase(({ migrations }) => {
    const done = migrations.map((name) => `Applied ${name}\n`).join('')
    process.stdout.write(done === '' ? 'The database is up to date\n' : done)
    return Promise.resolve()
  })
} catch (error) {
  failWith(error)
}
