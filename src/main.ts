import { readConfig } from './config/read-config.ts'
import { withDotEnv } from './config/dotenv.ts'
import { exitWith } from './commands/exit-status.ts'
import { startHangWatchdog } from './commands/hang-watchdog.ts'
import { findParentsDoor } from './commands/parents-door.ts'
import { runServer } from './commands/run-server.ts'

// The process around the server: it ends by itself when everything it holds has been let go.
const stopping = new AbortController()
const stop = () => stopping.abort()
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
// The supervisor is gone: nobody would restart or end us any more.
process.on('disconnect', stop)
try {
  const folder = process.cwd()
  const config = readConfig(withDotEnv(process.env, folder), { workingDirectory: folder })
  startHangWatchdog()
  await runServer(config, { signal: stopping.signal, door: findParentsDoor(process, process.argv) })
  if (process.connected) process.disconnect()
} catch (error) {
  exitWith(error)
}
