import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from './structure/source-file.ts'

/** What a run of the benchmark has found. Nothing is counted in time: no duration of such a run means anything. */
async function benchmark<T>(typed: string): Promise<T> {
  const args = [path.join(root, 'bench/main.ts'), ...typed.split(' '), '--runs', '1', '--json']
  const bench = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let log = ''
  bench.stdout.on('data', (text: Buffer) => (output += text.toString()))
  bench.stderr.on('data', (text: Buffer) => (log += text.toString()))
  await once(bench, 'close')
  if (output === '') throw new Error(log)
  return JSON.parse(output) as T
}

interface Measured<Server extends string> {
  readonly loads: readonly Record<Server, object>[]
}

// Where the machine is so busy that our server fills a pause with a word, its answer is another one than the
// model gave, so that only the bare handler is held to that.
it('the benchmark measures calls on both servers, and loses no line and stops every answer', async () => {
  const { text } = await benchmark<{ text: Measured<'ours' | 'bare'> }>(
    '--channel text --calls 0 --interrupting 2 --seconds 5 --warm-up 1',
  )
  const ours = { lostLines: 0, staleTokens: 0, leftOpen: 0 }
  const bare = { ...ours, badTurns: 0 }
  expect(text.loads).toMatchObject([{ load: { calls: 2, interruptEvery: 2 }, ours, bare }])
  const turns = text.loads
    .flatMap((load) => [load.ours, load.bare])
    .map((figures) => ({ ...figures }))
  expect(turns.filter((figures) => 'turns' in figures && figures.turns === 0)).toEqual([])
}, 180_000)

it('the benchmark measures calls in sound on both servers, also with a slow model, and no frame is lost', async () => {
  const { speech } = await benchmark<{ speech: Measured<'ours' | 'lean'> }>(
    '--channel speech --calls 0 --slow-model 2 --seconds 6 --warm-up 6',
  )
  const clean = {
    frames: { lost: 0, disordered: 0 },
    interruptions: { stalePieces: 0, uncleared: 0, untold: 0 },
    trouble: { lostLines: 0, strangePieces: 0, refused: {} },
  }
  expect(speech.loads).toMatchObject([
    { load: { calls: 2, opensAfterMs: 300 }, ours: clean, lean: clean },
  ])
  const answers = speech.loads
    .flatMap((load) => [load.ours, load.lean])
    .map((figures) => 'trouble' in figures && figures.trouble)
  expect(answers).not.toContainEqual(expect.objectContaining({ answers: 0 }))
}, 180_000)
