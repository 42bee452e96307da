import type { CallerLine, LineAbilities, LineEvent } from '../../src/calls/caller-line.ts'

/** A line that keeps what is said on it, and lets a test be the caller. */
export interface FakeLine extends CallerLine {
  /** What was sent, in order: words, `|` where an utterance was closed, `[end]`. */
  readonly sent: readonly string[]
  /** How often it became the caller's turn. */
  readonly listening: number
  /** Something happens on the line. After it closed, nothing does. */
  happens(event: LineEvent): void
  callerHangsUp(): void
}

export function createFakeLine(
  onEvent: (event: LineEvent) => void,
  can: LineAbilities = { bargeIn: true, reportsPlayback: true, reportsSilence: false },
): FakeLine {
  const sent: string[] = []
  let listening = 0
  let isOpen = true
  let isEnding = false

  function happens(event: LineEvent) {
    if (!isOpen) return
    if (event.type === 'line-closed') isOpen = false
    onEvent(event)
  }

  return {
    can,
    sent,
    get listening() {
      return listening
    },
    say({ text, last }) {
      if (!isOpen || isEnding) return
      if (text !== '') sent.push(text)
      if (last) sent.push('|')
    },
    listen() {
      listening += 1
    },
    end() {
      if (!isOpen || isEnding) return
      isEnding = true
      sent.push('[end]')
    },
    leave(why) {
      if (!isOpen) return
      sent.push(`[${why}]`)
      happens({ type: 'line-closed', by: 'agent' })
    },
    happens,
    callerHangsUp: () => happens({ type: 'line-closed', by: isEnding ? 'agent' : 'caller' }),
  }
}
