import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from './structure/source-file.ts'

// What is counted, never how long it took: no figure of this run means anything.
it('the benchmark measures two calls on both servers, and no word of them goes wrong', async () => {
  const typed = ['--calls', '2', '--seconds', '3', '--warm-up', '1', '--runs', '1', '--json']
  const bench = spawn(process.execPath, [path.join(root, 'bench/main.ts'), ...typed], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let log = ''
  bench.stdout.on('data', (text: Buffer) => (output += text.toString()))
  bench.stderr.on('data', (text: Buffer) => (log += text.toString()))
  const [status] = (await once(bench, 'close')) as [number | null]
  expect(status, log).toBe(0)
  const { loads } = JSON.parse(output) as { loads: readonly Record<string, object>[] }
  const counts = { badTurns: 0, lostLines: 0, staleTokens: 0, leftOpen: 0 }
  expect(loads).toMatchObject([
    { load: { calls: 2, interruptEvery: 0 }, ours: counts, bare: counts },
    { load: { calls: 20, interruptEvery: 2 }, ours: counts, bare: counts },
  ])
}, 180_000)
