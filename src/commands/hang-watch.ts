import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { beatsAt, createMissedBeats, debuggedAt, type Heartbeat } from './heartbeat.ts'

// The thread of the hang watchdog. What it says it writes to standard error itself: the usual way
// leads through the main thread.

// Only our own main thread starts this.
const { heart, everyMs, looks } = workerData as Heartbeat
const missedBeats = createMissedBeats({ looks })

setInterval(() => {
  const isGone = missedBeats.isGone(Atomics.load(heart, beatsAt))
  if (isGone && Atomics.load(heart, debuggedAt) === 0) end()
}, everyMs)

function end(): void {
  const seconds = (everyMs * looks) / 1000
  try {
    writeSync(2, `The server has done nothing for ${seconds} seconds and is ended.\n`)
  } catch {
    // There is nowhere left to say it.
  }
  process.kill(process.pid, 'SIGKILL')
}
