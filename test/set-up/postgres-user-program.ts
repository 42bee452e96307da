import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts'
import { describeError } from '../../src/lib/errors.ts'
import { silentLogger } from '../../src/lib/logger.ts'

/*
 * A process that uses the embedded PostgreSQL of a folder until its standard input is closed. Tests
 * start it, talk to it by one line of JSON, and kill it.
 */
const [, , dataDir = '', publicFolder = ''] = process.argv
try {
  const postgres = await startEmbeddedPostgres({ dataDir, publicFolder, log: silentLogger })
  const { found, pid, connection } = postgres
  process.stdout.write(`${JSON.stringify({ found, pid, connection })}\n`)
  process.stdin.resume()
  process.stdin.once('end', () => void postgres[Symbol.asyncDispose]())
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: describeError(error) })}\n`)
}
