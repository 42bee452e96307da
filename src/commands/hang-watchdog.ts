import inspector from 'node:inspector'
import { Worker } from 'node:worker_threads'
import { beatsAt, debuggedAt, type Heartbeat } from './heartbeat.ts'

/**
 * Ends this process when its main thread does nothing any more for `hangMs`: a server that hangs leaves
 * every caller in silence, while one that died is back within a second. A thread of its own looks for
 * the heartbeat of the main thread; while a debugger is attached it looks away.
 *
 * @returns stops it. It keeps no process alive.
 */
export function startHangWatchdog({ hangMs = 2_500 }: { hangMs?: number } = {}): () => void {
  const everyMs = hangMs / looks
  const heart = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  const beat = () => {
    Atomics.add(heart, beatsAt, 1)
    Atomics.store(heart, debuggedAt, inspector.url() === undefined ? 0 : 1)
  }
  beat()
  const beating = setInterval(beat, everyMs).unref()
  const watch = new Worker(new URL('hang-watch.ts', import.meta.url), {
    workerData: { heart, everyMs, looks } satisfies Heartbeat,
    // Nothing of what the server was started with is for it.
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  })
  watch.unref()
  // Where there is no thread to spare, the server runs without it.
  watch.on('error', () => undefined)
  return () => {
    clearInterval(beating)
    void watch.terminate()
  }
}

const looks = 10
