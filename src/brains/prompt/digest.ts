import type { TranscriptTurn } from '../../calls/transcript.ts'
import { fenced } from './fence.ts'
import { resultInWords } from './tool-steps.ts'
import { callerInWords } from './turn-words.ts'

/** As many characters as a model reads at once without noticing; results of tools stay whole as long as they can. */
const longestDigest = 6_000
const longestTurn = 240

/** What was said long ago, shortened, oldest first; what does not fit goes, the oldest first. */
export function digestOf(turns: readonly TranscriptTurn[]): string {
  const lines = turns.map(inWords)
  let length = 0
  const kept = lines.findLastIndex((line) => (length += line.length + 1) > longestDigest) + 1
  const before = kept === 0 ? [] : [fenced('event', 'More was said before that.')]
  return ['Earlier in this call, shortened:', ...before, ...lines.slice(kept)].join('\n')
}

function inWords(turn: TranscriptTurn): string {
  if (turn.speaker === 'caller') return callerInWords({ ...turn, text: shortened(turn.text) })
  if (turn.speaker === 'agent') return fenced('event', `You said: “${shortened(turn.text)}”`)
  return `${fenced('event', `You used ${turn.tool}.`)}${resultInWords(turn.result)}`
}

function shortened(text: string): string {
  const words = text.trim()
  return words.length <= longestTurn ? words : `${words.slice(0, longestTurn)} …`
}
