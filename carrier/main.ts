import { startCarrierProcess } from './carrier-process.ts'
import { describeError } from './errors.ts'
import { readSettings } from './settings.ts'

// The process around the local carrier: environment in, signals and the parent's channel heeded.

function log(line: string): void {
  process.stderr.write(`carrier: ${line}\n`)
}

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  if ('problems' in settings) {
    for (const problem of settings.problems) log(problem)
    process.exitCode = 2
    if (process.connected) process.disconnect()
    return
  }
  const carrier = await startCarrierProcess(settings, log)
  process.send?.({ type: 'carrier-listening', port: carrier.port })
  await stopAsked()
  await carrier.stop()
  if (process.connected) process.disconnect()
}

/** Resolves at the first signal, or when the parent is gone. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
    process.once('disconnect', () => resolve())
  })
}

try {
  await main()
} catch (error) {
  log(`It could not start: ${describeError(error)}`)
  process.exitCode = 1
  if (process.connected) process.disconnect()
}
