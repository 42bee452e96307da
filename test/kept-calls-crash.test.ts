import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { silentLogger } from '../src/lib/logger.ts'
import { createFileLocalJournal } from '../src/stores/file-local-journal.ts'

const program = fileURLToPath(new URL('set-up/keeping-program.ts', import.meta.url))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kept-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Keeps entries in a process of its own and kills it after so many of them. @returns the last told of each call. */
async function keepUntilKilled({ from, after }: { from: number; after: number }) {
  const child = spawn(process.execPath, [program, folder, `${from}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const told = new Map<string, number>()
  let lines = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [sid = '', seq = ''] = line.split(' ')
    told.set(sid, Number(seq))
    lines += 1
    if (lines === after) child.kill('SIGKILL')
  }
  await exited
  return told
}

it('a process that is killed in mid-write has everything on the disk that it said is kept', async () => {
  let from = 1
  const most = new Map<string, number>()
  for (const after of [1, 7, 60, 200]) {
    const told = await keepUntilKilled({ from, after })
    for (const [sid, seq] of told) most.set(sid, seq)
    const journal = createFileLocalJournal({ folder, log: silentLogger })
    let last = 0
    for (const [sid, seq] of told) {
      const seqs = (await journal.read(sid))?.entries.map((entry) => entry.seq) ?? []
      const missing = Array.from({ length: seq - from + 1 }, (_, at) => from + at).filter(
        (one) => !seqs.includes(one),
      )
      expect(missing).toEqual([])
      last = Math.max(last, ...seqs)
    }
    from = last + 1
  }
  expect([...most.values()].reduce((one, other) => one + other)).toBeGreaterThan(200)
}, 60_000)
