import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from './structure/source-file.ts'

// What is counted, never how long it took: no figure of this run means anything. Where the machine is so busy
// that our server fills a pause with a word, its answer is another one than the model gave, so that only the
// bare handler is held to that.
it('the benchmark measures calls on both servers, and loses no line and stops every answer', async () => {
  const typed =
    '--channel text --calls 0 --interrupting 2 --seconds 5 --warm-up 1 --runs 1 --json'.split(' ')
  const bench = spawn(process.execPath, [path.join(root, 'bench/main.ts'), ...typed], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let log = ''
  bench.stdout.on('data', (text: Buffer) => (output += text.toString()))
  bench.stderr.on('data', (text: Buffer) => (log += text.toString()))
  await once(bench, 'close')
  if (output === '') throw new Error(log)
  const { text } = JSON.parse(output) as {
    text: { loads: readonly Record<'ours' | 'bare', object>[] }
  }
  const { loads } = text
  const ours = { lostLines: 0, staleTokens: 0, leftOpen: 0 }
  const bare = { ...ours, badTurns: 0 }
  expect(loads).toMatchObject([{ load: { calls: 2, interruptEvery: 2 }, ours, bare }])
  const turns = loads.flatMap((load) => [load.ours, load.bare]).map((figures) => ({ ...figures }))
  expect(turns.filter((figures) => 'turns' in figures && figures.turns === 0)).toEqual([])
}, 180_000)
