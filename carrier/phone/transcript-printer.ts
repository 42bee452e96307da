import type { PhoneEvent } from './phone-event.ts'

/** Writes down a call as it is heard: the agent's words one by one, and who hung up. */
export interface TranscriptPrinter {
  note(event: PhoneEvent): void
  /** Something the caller said that the terminal does not show by itself. */
  callerSaid(words: string): void
  /** Something about the call that nobody says in it. */
  notice(words: string): void
}

export function createTranscriptPrinter(write: (text: string) => void): TranscriptPrinter {
  let inAgentsLine = false

  function endLine(): void {
    if (inAgentsLine) write('\n')
    inAgentsLine = false
  }

  function line(text: string): void {
    endLine()
    write(`${text}\n`)
  }

  return {
    note(event) {
      if (event.type === 'heard') {
        write(inAgentsLine ? ` ${event.text}` : `Agent: ${event.text}`)
        inAgentsLine = true
      }
      if (event.type === 'interrupted' && inAgentsLine) write(' …')
      if (event.type === 'agent-speaking' && !event.on) endLine()
      if (event.type === 'error') line(`(${event.message})`)
      if (event.type === 'call-status') line(`(${statusWords(event)})`)
    },
    callerSaid: (words) => line(`Caller: ${words}`),
    notice: (words) => line(`(${words})`),
  }
}

const reasons: Readonly<Record<string, string>> = {
  'caller-hung-up': 'you hung up',
  'agent-hung-up': 'the agent hung up',
  'other-party-hung-up': 'the other party hung up',
  'ended-by-request': 'the server ended the call',
  'time-limit': 'the call had lasted as long as it may',
  'application-error': 'the server failed, so the call was ended',
  rejected: 'the call was not taken',
  busy: 'the line is busy',
  'carrier-stopped': 'the carrier was stopped',
  'phone-lost': 'the connection to the carrier was lost',
}

function statusWords({ status, reason }: Extract<PhoneEvent, { type: 'call-status' }>): string {
  if (status === 'ringing' && reason === undefined) return 'it rings'
  if (reason === undefined) return 'the call is answered'
  return reasons[reason] ?? reason
}
