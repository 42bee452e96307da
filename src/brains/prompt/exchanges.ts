import type { AgentTurn, TranscriptTurn } from '../../calls/transcript.ts'
import type { AgentExchange, Exchange, OthersExchange, ToolUse } from '../dialogue.ts'
import { fenced } from './fence.ts'
import { toolInWords, toolStep } from './tool-steps.ts'
import { callerInWords, unheardInWords } from './turn-words.ts'

/**
 * The transcript as a strict exchange that begins and ends with the others: what was heard of the agent's
 * words, each tool with its result after it, and what happened in words where nobody spoke. What has been
 * exchanged stays the same in later turns, so that a cache may keep it.
 */
export function exchangesOf(
  transcript: readonly TranscriptTurn[],
  { withTools }: { withTools: boolean },
): readonly Exchange[] {
  const dialogue = new DialogueBuilder(withTools)
  dialogue.others(fenced('event', 'The call is connected.'))
  for (const turn of transcript) dialogue.add(turn)
  return dialogue.whole()
}

class DialogueBuilder {
  readonly #withTools: boolean
  readonly #exchanges: Exchange[] = []
  #toolCount = 0

  constructor(withTools: boolean) {
    this.#withTools = withTools
  }

  add(turn: TranscriptTurn): void {
    if (turn.speaker === 'caller') return this.others(callerInWords(turn))
    if (turn.speaker === 'agent') return this.#agent(turn)
    if (!this.#withTools) return this.others(toolInWords(turn))
    this.#toolCount += 1
    const { use, answer } = toolStep(turn, this.#toolCount)
    this.#own('', [use])
    this.#exchanges.push({ from: 'others', results: [answer], words: '', notes: '' })
  }

  others(words: string): void {
    const last = this.#exchanges.at(-1)
    const before = last?.from === 'others' ? last : undefined
    if (before) this.#exchanges.pop()
    this.#exchanges.push({
      from: 'others',
      results: before?.results ?? [],
      words: joined(before?.words ?? '', words, '\n'),
      notes: '',
    })
  }

  whole(): readonly Exchange[] {
    if (this.#exchanges.at(-1)?.from === 'agent') {
      this.others(fenced('event', 'The caller has said nothing since. It is your turn to speak.'))
    }
    return this.#exchanges
  }

  #agent(turn: AgentTurn): void {
    const heard = turn.text.trim()
    if (heard !== '') this.#own(heard, [])
    const unheard = unheardInWords(turn)
    if (unheard !== '') this.others(unheard)
  }

  /** Words after a tool was used are an exchange of their own: its result stands between. */
  #own(words: string, uses: readonly ToolUse[]): void {
    const last = this.#exchanges.at(-1)
    const before: AgentExchange | undefined = last?.from === 'agent' ? last : undefined
    if (before) this.#exchanges.pop()
    this.#exchanges.push({
      from: 'agent',
      words: joined(before?.words ?? '', words, ' '),
      uses: [...(before?.uses ?? []), ...uses],
    })
  }
}

function joined(one: string, other: string, between: string): string {
  return one === '' || other === '' ? one + other : one + between + other
}

/** The exchanges with `notes` behind the newest words of the others, and `goOn` at the very end. */
export function withNotes(
  exchanges: readonly Exchange[],
  { notes, goOn }: { notes: string; goOn: string },
): readonly Exchange[] {
  const newest = exchanges.findLastIndex((one) => one.from === 'others' && one.words !== '')
  return exchanges.map((one, index): Exchange => {
    if (one.from === 'agent') return one
    const here = [index === newest ? notes : '', index === exchanges.length - 1 ? goOn : '']
    return { ...one, notes: here.filter((note) => note !== '').join('\n') } satisfies OthersExchange
  })
}
