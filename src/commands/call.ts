import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { failWith } from './exit-status.ts'
import { findOrStartServer } from './find-or-start-server.ts'

// `npm run call`: a phone in the terminal. It uses the server that runs, or one started for the call.
try {
  const args = asTypedHere(process.argv.slice(2))
  // Nobody listens to a scripted call, so it need not take the time that it takes to speak.
  const speechSpeed = args.includes('--script') ? 20 : 1
  await using server = await findOrStartServer({ speechSpeed })
  const phone = spawn(process.execPath, ['carrier/cli.ts', ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      LOCAL_CARRIER_URL: server.carrierUrl,
      LOCAL_CARRIER_AUTH_TOKEN: server.carrierToken,
    },
  })
  // A Ctrl-C goes to both of us; the phone hangs up, and then it is our turn to end.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => phone.kill('SIGTERM'))
  process.on('disconnect', () => phone.kill('SIGTERM'))
  const [status] = (await once(phone, 'exit')) as [number | null]
  process.exitCode = status ?? 1
} catch (error) {
  failWith(error)
}
if (process.connected) process.disconnect()

/** npm runs us in the project's folder; the name of a script is meant from where it was typed. */
function asTypedHere(args: readonly string[]): string[] {
  const folder = process.env['INIT_CWD'] ?? process.cwd()
  return args.map((arg, at) => (args[at - 1] === '--script' ? resolve(folder, arg) : arg))
}
