import { spawn } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const program = path.join(import.meta.dirname, 'fixtures/watched-program.ts')

describe('a server under the hang watchdog', { timeout: 30_000 }, () => {
  it.each(['hangs', 'hangs for a while'])('is ended when it %s, and says so', async (behaviour) => {
    expect(await run([program, behaviour])).toEqual({
      status: null,
      signal: 'SIGKILL',
      said: 'The server has done nothing for 0.4 seconds and is ended.\n',
    })
  })

  it.each(['works', 'ends', 'is watched no more and hangs for a while'])(
    'ends by itself when it %s',
    async (behaviour) => {
      expect(await run([program, behaviour])).toEqual({ status: 0, signal: null, said: '' })
    },
  )

  it('may stand still while somebody debugs it', async () => {
    const { status, signal } = await run(['--inspect=127.0.0.1:0', program, 'hangs for a while'])
    expect([status, signal]).toEqual([0, null])
  })
})

function run(args: readonly string[]): Promise<Ending> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env: {} })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve) =>
    child.once('close', (status, signal) => resolve({ status, signal, said })),
  )
}

interface Ending {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly said: string
}
