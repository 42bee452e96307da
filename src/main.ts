import { readConfig } from './config/read-config.ts'
import { withDotEnv } from './config/dotenv.ts'
import { exitWith, failWith } from './commands/exit-status.ts'
import { runServer } from './commands/run-server.ts'

// The process around the server: it ends by itself when everything it holds has been let go.
try {
  const folder = process.cwd()
  const config = readConfig(withDotEnv(process.env, folder), { workingDirectory: folder })
  const running = await runServer(config)
  const stop = () => void running.stop().catch(failWith)
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // The supervisor is gone: nobody would restart or end us any more.
  process.once('disconnect', stop)
} catch (error) {
  exitWith(error)
}
