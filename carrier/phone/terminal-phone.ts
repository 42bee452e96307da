import { createInterface } from 'node:readline/promises'
import { endsWithin } from '../outstanding.ts'
import type { PhoneClient, PhoneEnding } from './phone-client.ts'
import { createTranscriptPrinter } from './transcript-printer.ts'
import type { TranscriptPrinter } from './transcript-printer.ts'

/** Where a terminal phone reads and writes. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly write: (text: string) => void
}

/**
 * Lets a person talk to the agent: a line typed is said, also in the middle of what the agent says.
 * "/hang up" and the end of the input hang up. Lines from a pipe or a file wait for the agent. A terminal has no
 * voice: it hangs up, with the reason `by-voice-only`, when the agent wants to hear one.
 */
export async function runTerminalPhone(
  phone: PhoneClient,
  terminal: Terminal,
): Promise<PhoneEnding> {
  const printer = createTranscriptPrinter(terminal.write)
  phone.subscribe((event) => printer.note(event))
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const outcome: { reason?: string } = {}
  phone.subscribe((event) => {
    if (event.type === 'call-status' && event.reason !== undefined) resolve()
    if (event.type !== 'line' || event.kind !== 'sound') return
    outcome.reason = 'by-voice-only'
    printer.notice('This call goes on by voice. To speak, call from the browser.')
    phone.hangUp()
  })
  const lines = createInterface({ input: terminal.input })
  if (terminal.input.isTTY === true) {
    lines.on('line', (line) => speak(phone, line))
    lines.on('close', () => phone.hangUp())
    await over
  } else {
    await Promise.race([over, readPolitely(lines, { phone, printer, over })])
  }
  lines.close()
  return { ...(await phone.ended()), ...outcome }
}

const hangUpCommand = /^\/hang[ -]?up$/i

function speak(phone: PhoneClient, line: string): void {
  if (hangUpCommand.test(line.trim())) return phone.hangUp()
  if (line.trim() !== '') phone.say(line)
}

async function readPolitely(
  lines: AsyncIterable<string>,
  { phone, printer, over }: { phone: PhoneClient; printer: TranscriptPrinter; over: Promise<void> },
): Promise<void> {
  for await (const line of lines) {
    if (line.trim() === '') continue
    await phone.waitsForAnswer()
    if (!hangUpCommand.test(line.trim())) printer.callerSaid(line)
    speak(phone, line)
  }
  await phone.waitsForAnswer()
  // The last answer may have been a goodbye, after which the agent hangs up.
  await endsWithin(over, goodbyePatienceMs)
  phone.hangUp()
}

const goodbyePatienceMs = 1000
