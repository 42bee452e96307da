import type { LiveLine } from '../../lib/live-call.ts'

/**
 * The lines of the call with the words that the phone has just heard. The server tells the agent's words
 * in groups; the phone hears each by itself and is a little ahead.
 */
export function withHeardWords(lines: readonly LiveLine[], heard: Heard): readonly LiveLine[] {
  const last = lines.at(-1)
  if (heard.words === '') return lines
  if (!last || last.speaker === 'caller') return [...lines, newLine(last?.turn ?? 0, heard)]
  const isAhead = !last.final && heard.words.startsWith(last.text)
  return isAhead ? [...lines.slice(0, -1), { ...last, text: heard.words }] : lines
}

export interface Heard {
  /** All that was heard of what the agent is saying now. */
  readonly words: string
  readonly at: Date
}

function newLine(turn: number, { words, at }: Heard): LiveLine {
  return {
    turn,
    speaker: 'agent',
    text: words,
    planned: null,
    interrupted: false,
    at: at.toISOString(),
    final: false,
  }
}
