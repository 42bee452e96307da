import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { describeError } from './errors.ts'
import { NoCarrier, PhoneClient } from './phone/phone-client.ts'
import { isCallerNumber } from './phone/phone-request.ts'
import { runTerminalPhone } from './phone/terminal-phone.ts'
import type { Terminal } from './phone/terminal-phone.ts'
import { createTranscriptPrinter } from './phone/transcript-printer.ts'
import { BadScript, parseCallScript } from './script/call-script.ts'
import type { ScriptStep } from './script/call-script.ts'
import { playScript } from './script/play-script.ts'

export interface CommandLine {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  /** For what is not part of the transcript. */
  readonly complain: (line: string) => void
  /** Aborted when the person asks to stop. */
  readonly signal: AbortSignal
}

/** Places one call from the terminal. @returns the exit status: 0 done, 1 failed, 2 wrong usage. */
export async function runCommandLine(commandLine: CommandLine): Promise<0 | 1 | 2> {
  const { complain } = commandLine
  try {
    return await placeCall(await readWish(commandLine), commandLine)
  } catch (error) {
    if (error instanceof WrongUsage || error instanceof BadScript) {
      complain(error.message)
      return 2
    }
    complain(
      error instanceof NoCarrier ? error.message : `The call failed: ${describeError(error)}`,
    )
    return 1
  }
}

class WrongUsage extends Error {}

interface Wish {
  readonly url: string
  readonly authToken: string
  readonly from: string | undefined
  readonly steps: readonly ScriptStep[] | undefined
}

async function readWish({ args, env }: CommandLine): Promise<Wish> {
  const { script, from } = readArguments(args)
  if (from !== undefined && !isCallerNumber(from)) {
    throw new WrongUsage('--from takes a number written like +12025550143.')
  }
  const url = env['LOCAL_CARRIER_URL']
  const authToken = env['LOCAL_CARRIER_AUTH_TOKEN']
  if (url === undefined || authToken === undefined) {
    throw new WrongUsage('LOCAL_CARRIER_URL and LOCAL_CARRIER_AUTH_TOKEN must be set.')
  }
  if (!URL.canParse(url)) throw new WrongUsage('LOCAL_CARRIER_URL must be an http: address.')
  const steps = script === undefined ? undefined : parseCallScript(await readScript(script))
  return { url, authToken, from, steps }
}

function readArguments(args: readonly string[]) {
  try {
    const options = { script: { type: 'string' }, from: { type: 'string' } } as const
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    throw new WrongUsage(`${describeError(error)}\nUsage: call [--script FILE] [--from NUMBER]`)
  }
}

async function readScript(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new WrongUsage(`The script cannot be read: ${describeError(error)}`)
  }
}

async function placeCall(wish: Wish, commandLine: CommandLine): Promise<0 | 1> {
  const phone = await PhoneClient.connect(wish)
  const stop = () => phone.hangUp()
  commandLine.signal.addEventListener('abort', stop, { once: true })
  try {
    phone.dial(wish.from)
    if (wish.steps !== undefined)
      return await playFromScript(phone, { ...wish, steps: wish.steps, ...commandLine })
    const { reason } = await runTerminalPhone(phone, commandLine.terminal)
    return normalEndings.has(reason) ? 0 : 1
  } finally {
    commandLine.signal.removeEventListener('abort', stop)
    phone.close()
  }
}

const normalEndings = new Set(['caller-hung-up', 'agent-hung-up'])

async function playFromScript(
  phone: PhoneClient,
  { steps, terminal, complain }: { steps: readonly ScriptStep[] } & CommandLine,
): Promise<0 | 1> {
  const printer = createTranscriptPrinter(terminal.write)
  phone.subscribe((event) => printer.note(event))
  const onCaller = (words: string) => printer.callerSaid(words)
  const result = await playScript({ steps, caller: phone, onCaller })
  if (result.passed) return 0
  complain(`Line ${result.step.line} failed: ${result.step.source}\n${result.why}`)
  return 1
}
