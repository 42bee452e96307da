import process from 'node:process'
import { createSupervisor } from './create-supervisor.ts'
import { obtainLocalCarrierAccount } from './local-carrier-account.ts'
import { createStopRequests } from './stop-requests.ts'
import { readSupervisorSettings } from './supervisor-settings.ts'

// The parent of server and carrier: what `npm start` and `npm run dev` run. It ends with 0 after a
// Ctrl-C or SIGTERM, because that is how it is meant to end; with the status of a program that could
// not start; with 1 when something had to be ended by force.

/**
 * Node keeps the memory that it takes for the first seconds of a start. And what it collects of so little is done
 * soonest by one thread: several on a small machine keep the sound of calls waiting.
 */
const serverOptions = [
  '--max-semi-space-size=8',
  '--no-parallel-scavenge',
  '--import',
  './scripts/quick-imports.ts',
]
const isDevelopment = process.argv.includes('--dev')
const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

const settings = readSupervisorSettings({ folder: process.cwd(), environment: process.env })
const account = obtainLocalCarrierAccount({ dataDir: settings.dataDir, say })

const supervisor = createSupervisor({
  programs: {
    carrier: ['carrier/main.ts'],
    server: isDevelopment
      ? // Watching puts a process between, which passes no connections on: the server listens itself.
        ['--watch', '--watch-preserve-output', 'src/main.ts']
      : [...serverOptions, 'src/main.ts', '--behind-door'],
    ...(isDevelopment && { dashboard: ['scripts/dashboard-watcher.ts'] }),
  },
  environment: {
    ...process.env,
    LOCAL_CARRIER_ACCOUNT_SID: account.accountSid,
    LOCAL_CARRIER_AUTH_TOKEN: account.authToken,
  },
  carrierEnvironment: settings.carrierEnvironment,
  say,
})

const stopRequests = createStopRequests({ monotonicMs: () => performance.now() })

process.on('SIGTERM', () => supervisor.stop())
process.on('SIGHUP', () => supervisor.stop())
process.on('SIGINT', () => {
  if (stopRequests.isRepeated()) supervisor.kill()
  else supervisor.stop()
})
// The launcher is gone, whatever ended it.
process.on('disconnect', () => supervisor.stop())
// A terminal that was closed takes no words any more; the call that is being answered goes on.
process.stderr.on('error', () => undefined)

process.exit(await supervisor.run())
