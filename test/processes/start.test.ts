import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findRunningProgram } from '../../src/database/running-program.ts'
import { newInstallation, type Installation, type RunningProgram } from './installation.ts'

// Whole programs are started here, several a test, beside everything else that a machine does.
vi.setConfig({ testTimeout: 120_000 })

const supervisor = ['scripts/supervisor.ts']
const script = ['src/commands/call.ts', '--script', 'carrier/examples/leave-a-message.call']

/** A process that ended and that nobody has asked about since is gone, too. */
async function isGone(pid: number): Promise<boolean> {
  const program = await findRunningProgram(pid)
  return program === undefined || program.zombie
}

async function postmasterPid({ dataDir }: Installation): Promise<number> {
  const record = join(dataDir, 'postgres', 'cluster', 'postmaster.pid')
  return Number((await readFile(record, 'utf8')).split('\n')[0])
}

async function carrierOf({ dataDir }: Installation): Promise<string> {
  const note = await readFile(join(dataDir, 'run', 'server.json'), 'utf8')
  return /"carrierUrl":"([^"]+)"/.exec(note)?.[1] ?? ''
}

/** Of a request on a connection of its own: one that was kept from before died with its server. */
function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.on('error', reject)
  })
}

describe('a running installation', () => {
  let installation: Installation
  let running: RunningProgram
  beforeAll(async () => {
    installation = await newInstallation()
    running = installation.run(supervisor)
    await running.says(/sign-in#token=\S+/)
  })
  afterAll(() => installation[Symbol.asyncDispose]())

  const serverPid = async () => {
    const note = await readFile(join(installation.dataDir, 'run', 'server.json'), 'utf8')
    return Number(/"pid":(\d+)/.exec(note)?.[1])
  }

  it('answers, and prints a sign-in link that works once', async () => {
    const [, token = ''] = await running.says(/sign-in#token=(\S+)/)
    const redeem = () =>
      fetch(`${installation.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      })
    expect((await redeem()).status).toBe(200)
    expect((await redeem()).status).toBe(410)
  })

  it('makes API keys while it runs, and prints nothing else', async () => {
    const command = installation.run(['src/commands/api-key.ts', 'reporting'])
    expect(await command.exitStatus).toBe(0)
    expect(command.said.out).toMatch(/^lav_\S+\n$/)
    const reply = await fetch(`${installation.url}/api/calls`, {
      headers: { authorization: `Bearer ${command.said.out.trim()}` },
    })
    expect(reply.status).toBe(200)
  })

  it('prints a fresh sign-in link for a member', async () => {
    const command = installation.run(['src/commands/sign-in.ts', 'ada@example.com'])
    expect(await command.exitStatus).toBe(0)
    expect(command.said.out).toMatch(/^http:\/\/localhost:\d+\/sign-in#token=\S+\n$/)
  })

  it('takes a call from the terminal', async () => {
    const command = installation.run(script)
    expect([await command.exitStatus, command.said]).toMatchObject([0, {}])
  })

  it('does not start twice on the same data, and says so', async () => {
    const second = installation.run(supervisor, { PORT: `${installation.port + 1}` })
    expect(await second.exitStatus).toBe(1)
    expect(second.said.err).toContain('Another LegacyAI Voice is running')
    expect((await fetch(`${installation.url}/health`)).status).toBe(200)
  })

  it('answers everybody who asks in the moment in which its server is killed', async () => {
    const before = await serverPid()
    process.kill(before, 'SIGKILL')
    const replies = Array.from({ length: 10 }, () => statusOf(`${installation.url}/ready`))
    expect(new Set(await Promise.all(replies))).toEqual(new Set([200]))
    await expect.poll(serverPid, { timeout: 10_000 }).not.toBe(before)
  })

  it('leaves nothing running when it is stopped', async () => {
    const pids = [await serverPid(), await postmasterPid(installation)]
    const carrierUrl = await carrierOf(installation)
    running.process.kill('SIGTERM')
    expect(await running.exitStatus).toBe(0)
    expect(await Promise.all(pids.map(isGone))).toEqual([true, true])
    await expect(fetch(carrierUrl)).rejects.toThrow('fetch failed')
    await expect(fetch(`${installation.url}/health`)).rejects.toThrow('fetch failed')
    expect(running.said.err).not.toMatch(/\n\s+at /)
  })
})

describe('starting', () => {
  it('is refused with every wrong value of the environment at once', async () => {
    await using installation = await newInstallation()
    const running = installation.run(supervisor, { PORT: 'abc', APP_URL: 'foo', LOG_LEVEL: 'loud' })
    expect(await running.exitStatus).toBe(2)
    for (const name of ['PORT', 'APP_URL', 'LOG_LEVEL']) expect(running.said.err).toContain(name)
  })

  it('says in words that the port is taken', async () => {
    await using installation = await newInstallation()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(installation.port, '127.0.0.1', resolve))
    const running = installation.run(supervisor)
    expect(await running.exitStatus).toBe(1)
    expect(running.said.err).toContain(`Port ${installation.port} is in use`)
    await new Promise((resolve) => other.close(resolve))
  })

  it('ends as cleanly on Ctrl-C', async () => {
    await using installation = await newInstallation()
    const running = installation.run(supervisor)
    await running.says(/sign-in#token=/)
    const pid = await postmasterPid(installation)
    running.process.kill('SIGINT')
    expect(await running.exitStatus).toBe(0)
    expect(await isGone(pid)).toBe(true)
    expect(running.said.err).not.toMatch(/\n\s+at /)
  })

  it('tells the caller at Ctrl-C, is there until the carrier has hung up, and ends nothing by force', async () => {
    await using installation = await newInstallation()
    const running = installation.run(supervisor)
    await running.says(/sign-in#token=/)
    const patient = join(installation.dataDir, 'patient.call')
    await writeFile(patient, 'agent: how can I help\nagent: has to stop\nagent hangs up\n')
    const call = installation.run(['src/commands/call.ts', '--script', patient])
    await call.says(/How can I help you/)
    running.process.kill('SIGINT')
    expect([await call.exitStatus, call.said]).toMatchObject([0, {}])
    expect(await running.exitStatus).toBe(0)
    expect(running.said.err).not.toMatch(/by force|control-request-failed/)
  })

  it('ends on Ctrl-C soon after a call on Gather, and nothing by force', async () => {
    await using installation = await newInstallation()
    const running = installation.run(supervisor, { DEFAULT_CHANNEL: 'gather' })
    await running.says(/sign-in#token=/)
    expect(await installation.run(script).exitStatus).toBe(0)
    running.process.kill('SIGINT')
    expect(await running.exitStatus).toBe(0)
    expect(running.said.err).not.toContain('by force')
  })

  it('leaves no database running when it is stopped in the middle', async () => {
    await using installation = await newInstallation()
    const running = installation.run(supervisor)
    const postmaster = () => postmasterPid(installation)
    await expect
      .poll(() => postmaster().catch(() => 0), { timeout: 20_000, interval: 5 })
      .not.toBe(0)
    const pid = await postmaster()
    running.process.kill('SIGTERM')
    expect(await running.exitStatus).toBe(0)
    await expect.poll(() => isGone(pid), { timeout: 5_000 }).toBe(true)
  })

  it.runIf(existsSync('/dev/full'))('goes on when nobody can write its log any more', async () => {
    await using installation = await newInstallation()
    const running = installation.run(supervisor, {}, '/dev/full')
    await running.says(/sign-in#token=/)
    expect((await fetch(`${installation.url}/health`)).status).toBe(200)
    running.process.kill('SIGTERM')
    expect(await running.exitStatus).toBe(0)
  })

  it('does not fail because the database is away, and says what is wrong', async () => {
    await using installation = await newInstallation()
    const running = installation.run(supervisor, {
      DATABASE_URL: 'postgresql://nobody:wrong@127.0.0.1:9/nowhere',
    })
    await running.says(/answers at/)
    const health = await fetch(`${installation.url}/health`)
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({ status: 'degraded' })
    expect(running.said.err + running.said.out).not.toContain('wrong@')
  })

  it('starts a server for a call from the terminal when none runs, and ends it again', async () => {
    await using installation = await newInstallation()
    const command = installation.run(script)
    expect([await command.exitStatus, command.said.err]).toEqual([0, expect.any(String)])
    await expect(fetch(`${installation.url}/health`)).rejects.toThrow('fetch failed')
  })
})

describe('a command that is called wrongly', () => {
  it('ends with 2 and says how it is called', async () => {
    await using installation = await newInstallation()
    for (const program of [
      ['src/commands/api-key.ts'],
      ['src/commands/sign-in.ts', 'not an email'],
      ['src/commands/migrate.ts', 'now'],
    ]) {
      const command = installation.run(program)
      expect(await command.exitStatus).toBe(2)
      expect(command.said.err).toContain('Usage: npm run')
    }
  })
})
