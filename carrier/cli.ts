import { runCommandLine } from './command-line.ts'

// The entry of `npm run call`: a phone in the terminal. The environment says where the carrier is.

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())

process.exitCode = await runCommandLine({
  args: process.argv.slice(2),
  env: process.env,
  terminal: { input: process.stdin, write: (text) => process.stdout.write(text) },
  complain: (line) => process.stderr.write(`${line}\n`),
  signal: stop.signal,
})
// A terminal that is still open for reading would keep the process waiting for it.
process.stdin.destroy()
