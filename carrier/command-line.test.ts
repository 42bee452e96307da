import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { runCommandLine } from './command-line.ts'
import { openPhoneLine, phoneAccount } from './testing/phone-line.ts'

interface Run {
  readonly args?: string[]
  readonly url?: string
  readonly input?: NodeJS.ReadableStream & { isTTY?: boolean }
  readonly signal?: AbortSignal
  readonly onWrite?: (printed: string) => void
}

async function run({ args = [], url, input = Readable.from([]), signal, onWrite }: Run) {
  let printed = ''
  let complained = ''
  const address = url === undefined ? {} : { LOCAL_CARRIER_URL: url }
  const status = await runCommandLine({
    args,
    env: { LOCAL_CARRIER_AUTH_TOKEN: phoneAccount.authToken, ...address },
    terminal: {
      input,
      write(text) {
        printed += text
        onWrite?.(printed)
      },
    },
    complain: (line) => (complained += line),
    signal: signal ?? new AbortController().signal,
  })
  return { status, printed, complained }
}

async function scriptFile(...lines: string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'carrier-script-'))
  const file = path.join(folder, 'a.call')
  await writeFile(file, lines.join('\n'))
  return { file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

describe('a call from the terminal', () => {
  it('prints what is heard, and says what is read, each line after the answer', async () => {
    await using line = await openPhoneLine()
    const input = Readable.from(['red\n', '\n', 'bye\n'])
    expect(await run({ url: line.url, input })).toEqual({
      status: 0,
      complained: '',
      printed: [
        '(it rings)',
        '(the call is answered)',
        'Agent: Hello there.',
        'Caller: red',
        'Agent: You said red. What else can I do for you today?',
        'Caller: bye',
        'Agent: Goodbye.',
        '(the agent hung up)\n',
      ].join('\n'),
    })
  })

  it('is hung up, and has failed, when the agent wants to hear a voice', async () => {
    await using line = await openPhoneLine()
    const { status, printed } = await run({
      url: line.url,
      input: Object.assign(new PassThrough(), { isTTY: true }),
      onWrite(text) {
        const [call] = line.engine.calls()
        if (text.includes('Hello') && !text.includes('by voice')) {
          call?.publish({ type: 'line', kind: 'sound' })
        }
      },
    })
    expect(printed).toContain('(This call goes on by voice. To speak, call from the browser.)')
    expect(printed).toContain('(you hung up)')
    expect(status).toBe(1)
  })

  it.each([
    ['"/hang up"', (input: PassThrough) => input.write('/hang up\n')],
    ['the end of the input', (input: PassThrough) => input.end()],
  ])('is hung up by %s', async (_, hangUp) => {
    await using line = await openPhoneLine()
    const input = Object.assign(new PassThrough(), { isTTY: true })
    let hungUp = false
    const { status, printed } = await run({
      url: line.url,
      input,
      onWrite(text) {
        if (hungUp || !text.includes('Hello')) return
        hungUp = true
        hangUp(input)
      },
    })
    expect(status).toBe(0)
    expect(printed).toContain('(you hung up)')
  })

  it('is hung up by Ctrl-C', async () => {
    await using line = await openPhoneLine()
    const stop = new AbortController()
    const input = Object.assign(new PassThrough(), { isTTY: true })
    const onWrite = (text: string) => {
      if (text.includes('Hello')) stop.abort()
    }
    const result = await run({ url: line.url, input, signal: stop.signal, onWrite })
    expect(result).toMatchObject({
      status: 0,
      printed: expect.stringContaining('(you hung up)') as string,
    })
  })

  it('lets a person speak over the agent', async () => {
    await using line = await openPhoneLine({ speed: 10 })
    const input = Object.assign(new PassThrough(), { isTTY: true })
    const typed = new Set<string>()
    const type = (text: string) => {
      if (!typed.has(text)) input.write(`${text}\n`)
      typed.add(text)
    }
    const { printed } = await run({
      url: line.url,
      input,
      onWrite(text) {
        if (text.includes('there.')) type('red')
        if (text.includes('What else')) type('bye')
      },
    })
    expect(printed).toMatch(/You said red\. What else.* …\nAgent: Goodbye\./)
  })

  it('fails when the server fails the call', async () => {
    await using line = await openPhoneLine({
      server: { localUrl: 'http://127.0.0.1:1', publicUrl: 'http://127.0.0.1:1' },
    })
    const input = Object.assign(new PassThrough(), { isTTY: true })
    const { status, printed } = await run({ url: line.url, input })
    expect(status).toBe(1)
    expect(printed).toContain('the server failed')
  })

  it('fails in words when there is no carrier', async () => {
    const { status, complained } = await run({ url: 'http://127.0.0.1:1' })
    expect(status).toBe(1)
    expect(complained).toContain('No carrier lets this phone in')
  })
})

describe('a scripted call from the terminal', () => {
  it('passes with the transcript', async () => {
    await using line = await openPhoneLine()
    await using script = await scriptFile(
      'agent: hello there',
      'caller: red',
      'agent: you said red',
      'caller presses 1',
      'agent: pressed 1',
      'caller: bye',
      'agent hangs up',
    )
    const { status, printed } = await run({ url: line.url, args: ['--script', script.file] })
    expect(printed).toContain('Agent: You said red. What else can I do for you today?\n')
    expect(printed).toContain('Caller: red\n')
    expect(status).toBe(0)
  })

  it('plays an interruption', async () => {
    await using line = await openPhoneLine({ speed: 10 })
    await using script = await scriptFile(
      'agent: there',
      'caller: red',
      'caller interrupts after "red what": blue',
      'agent: you said blue',
    )
    expect(await run({ url: line.url, args: ['--script', script.file] })).toMatchObject({
      status: 0,
    })
  })

  it('fails with the line that failed and what was heard', async () => {
    await using line = await openPhoneLine()
    await using script = await scriptFile('agent: hello', 'caller: bye', 'agent: welcome back')
    const { status, complained } = await run({ url: line.url, args: ['--script', script.file] })
    expect(status).toBe(1)
    expect(complained).toContain('Line 3 failed: agent: welcome back')
    expect(complained).toContain('"there. Goodbye."')
  })
})

describe('wrong usage', () => {
  it.each([
    ['an unknown option', ['--loud'], 'Usage'],
    ['a file that is not there', ['--script', '/nowhere/a.call'], 'cannot be read'],
    ['a number that is none', ['--from', 'me'], '--from'],
  ])('by %s is said in words', async (_, args, words) => {
    const { status, complained } = await run({ url: 'http://127.0.0.1:1', args })
    expect(status).toBe(2)
    expect(complained).toContain(words)
  })

  it('by a script that cannot be read names the line', async () => {
    await using script = await scriptFile('agent: hello', 'sing')
    const { status, complained } = await run({
      url: 'http://127.0.0.1:1',
      args: ['--script', script.file],
    })
    expect(status).toBe(2)
    expect(complained).toContain('Line 2')
  })

  it('by an environment without a carrier is said in words', async () => {
    expect(await run({})).toMatchObject({ status: 2 })
    expect(await run({ url: 'nonsense' })).toMatchObject({ status: 2 })
  })
})
