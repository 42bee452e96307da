import { soundOfWords } from '../../carrier/speech/audible-words.ts'
import type {
  SpeechBrain,
  SpeechEvent,
  SpeechListener,
  SpeechLoss,
  SpeechRequest,
  SpeechSession,
  SpokenAnswerEnd,
} from '../../src/calls/speech-brain.ts'
import { soundMs } from '../../src/calls/sound.ts'
import type { ToolResult } from '../../src/calls/tool.ts'
import type { Clock } from '../../src/lib/clock.ts'

/** A speech model that answers what a test wrote down, one script an answer, and lets a test be its ears. */
export interface FakeSpeechBrain extends SpeechBrain {
  readonly requests: readonly SpeechRequest[]
  readonly sessions: readonly FakeSpeechSession[]
  /** The newest session. */
  readonly session: FakeSpeechSession
  willAnswer(...scripts: readonly SpeechScript[]): void
  /** How sessions that are opened from now on come up. */
  comesUp: 'at-once' | 'never' | 'refused'
}

/** One answer. Its words are known before their sound, which all comes at once unless it is made slowly. */
export interface SpeechScript {
  readonly words?: string
  readonly calls?: readonly { readonly tool: string; readonly arguments: unknown }[]
  /** How long the model thinks; 300 ms where it is absent. */
  readonly thinksMs?: number
  /** The sound comes no faster than it is heard. */
  readonly slowly?: boolean
  readonly ends?: SpokenAnswerEnd
  /** It never comes. */
  readonly never?: boolean
}

export interface FakeSpeechSession extends SpeechSession {
  /** What it was asked and told, in order, such as `answer`, `cut a1 at 600` or `remember Hello`. */
  readonly told: readonly string[]
  /** How much sound it was given, in bytes. */
  readonly heardBytes: number
  readonly isClosed: boolean
  /** What nobody who keeps to the port would have asked of it. */
  readonly problems: readonly string[]
  readonly toolsDone: readonly { readonly toolCallId: string; readonly result: ToolResult }[]
  comesUp(): void
  tells(event: SpeechEvent): void
  /** Of an answer that the test itself told of. */
  spoke(answer: string, sound: Buffer): void
  isLost(reason?: SpeechLoss): void
}

/** An answer of these words. */
export function speaks(words: string, how: Omit<SpeechScript, 'words'> = {}): SpeechScript {
  return { words, ...how }
}

/** An answer that calls a tool; write the answer to its result down as the next script. */
export function asksFor(tool: string, args: unknown, how: SpeechScript = {}): SpeechScript {
  return { ...how, calls: [...(how.calls ?? []), { tool, arguments: args }] }
}

export function createFakeSpeechBrain(clock: Clock): FakeSpeechBrain {
  const scripts: SpeechScript[] = []
  const requests: SpeechRequest[] = []
  const sessions: FakeSession[] = []

  const brain: FakeSpeechBrain = {
    name: 'fake-speech',
    requests,
    sessions,
    comesUp: 'at-once',
    get session() {
      const newest = sessions.at(-1)
      if (!newest) throw new Error('No session was opened')
      return newest
    },
    willAnswer: (...more) => void scripts.push(...more),
    open(request) {
      requests.push(request)
      const session = new FakeSession(clock, {
        name: `s${sessions.length + 1}`,
        nextScript: () => scripts.shift(),
      })
      sessions.push(session)
      if (brain.comesUp === 'at-once') clock.after(100, () => session.comesUp())
      if (brain.comesUp === 'refused') clock.after(100, () => session.isLost('refused'))
      return session
    },
  }
  return brain
}

const usualThinkingMs = 300
const pieceMs = 100

interface Order {
  readonly saying?: string
  readonly script: SpeechScript
}

class FakeSession implements FakeSpeechSession {
  readonly told: string[] = []
  readonly toolsDone: { toolCallId: string; result: ToolResult }[] = []
  readonly problems: string[] = []
  heardBytes = 0
  isClosed = false
  /** How much sound each answer has by now, in milliseconds. */
  readonly #soundMs = new Map<string, number>()
  readonly #owedTools = new Set<string>()
  readonly #clock: Clock
  readonly #name: string
  readonly #nextScript: () => SpeechScript | undefined
  #listener: SpeechListener | undefined
  #before: SpeechEvent[] = []
  #isLost = false
  #orders: Order[] = []
  /** The answer that is being made. */
  #present: string | undefined
  #answers = 0

  constructor(clock: Clock, how: { name: string; nextScript: () => SpeechScript | undefined }) {
    this.#clock = clock
    this.#name = how.name
    this.#nextScript = how.nextScript
  }

  attach(listener: SpeechListener): void {
    this.#listener = listener
    const before = this.#before
    this.#before = []
    for (const event of before) listener.receive(event)
  }

  comesUp(): void {
    this.tells({ type: 'ready' })
  }

  hear(sound: Buffer): void {
    if (!this.#isOver) this.heardBytes += sound.length
  }

  read(words: string): void {
    this.#note(`read ${words}`)
  }

  answer({ instruction }: { instruction?: string } = {}): void {
    this.#note(instruction === undefined ? 'answer' : `answer: ${instruction}`)
    if (this.#owedTools.size > 0) this.#problem('an answer before all results were told')
    this.#order(undefined)
  }

  say({ saying, words }: { saying: string; words: string }): void {
    this.#note(`say ${words}`)
    this.#order({ saying, script: { words } })
  }

  cutOff(answer: string, heardMs: number): void {
    this.#note(`cut ${answer} at ${heardMs}`)
    const thereMs = this.#soundMs.get(answer)
    if (thereMs === undefined) this.#problem(`a cut of ${answer}, which never was`)
    else if (heardMs > thereMs) this.#problem(`a cut of ${answer} after its end`)
    if (this.#present !== answer) return
    this.#present = undefined
    this.#clock.after(20, () => this.#ends(answer, 'cut-off'))
  }

  remember(text: string): void {
    this.#note(`remember ${text}`)
  }

  forget(utterance: string): void {
    this.#note(`forget ${utterance}`)
  }

  toolDone(done: { toolCallId: string; result: ToolResult }): void {
    if (this.#isOver) return
    this.#note(`tool done ${done.result.ok ? 'well' : done.result.reason}`)
    if (!this.#owedTools.delete(done.toolCallId)) this.#problem(`a result that nobody waits for`)
    this.toolsDone.push(done)
  }

  close(): void {
    this.isClosed = true
  }

  isLost(reason: SpeechLoss = 'broken'): void {
    this.tells({ type: 'lost', reason, detail: 'The test wants it' })
    this.#isLost = true
  }

  tells(event: SpeechEvent): void {
    if (this.#isOver) return
    if (this.#listener) this.#listener.receive(event)
    else this.#before.push(event)
  }

  spoke(answer: string, sound: Buffer): void {
    this.#soundMs.set(answer, (this.#soundMs.get(answer) ?? 0) + soundMs(sound))
    if (!this.#isOver) this.#listener?.spoke(answer, sound)
  }

  get #isOver(): boolean {
    return this.isClosed || this.#isLost
  }

  #note(what: string): void {
    if (!this.#isOver) this.told.push(what)
  }

  #problem(what: string): void {
    if (!this.#isOver) this.problems.push(what)
  }

  #order(saying: Order | undefined): void {
    if (this.#isOver) return
    const order = saying ?? { script: this.#nextScript() ?? noScript() }
    this.#orders.push(order)
    if (this.#orders.length === 1) this.#make(order)
  }

  #make({ saying, script }: Order): void {
    if (script.never === true) return
    this.#clock.after(script.thinksMs ?? usualThinkingMs, () => {
      this.#answers += 1
      const answer = `${this.#name}a${this.#answers}`
      this.#present = answer
      this.#soundMs.set(answer, 0)
      const named = saying === undefined ? {} : { saying }
      this.tells({ type: 'answer-started', answer, ...named })
      this.#speak(answer, script)
    })
  }

  #speak(answer: string, script: SpeechScript): void {
    const { words = '', slowly = false } = script
    if (words !== '' && !slowly) this.tells({ type: 'answer-words', answer, text: words })
    const sound = soundOfWords(words)
    for (let atMs = 0; atMs * 8 < sound.length; atMs += pieceMs) {
      const piece = sound.subarray(atMs * 8, (atMs + pieceMs) * 8)
      if (slowly) this.#clock.after(atMs, () => this.#sounds(answer, piece, wordsAt(words, atMs)))
      else this.#sounds(answer, piece, '')
    }
    const finish = () => this.#finish(answer, script)
    if (slowly) this.#clock.after(sound.length / 8, finish)
    else finish()
  }

  #sounds(answer: string, piece: Buffer, text: string): void {
    if (this.#present !== answer || this.#isOver) return
    if (text !== '') this.tells({ type: 'answer-words', answer, text })
    this.#soundMs.set(answer, (this.#soundMs.get(answer) ?? 0) + piece.length / 8)
    this.#listener?.spoke(answer, Buffer.from(piece.toString('base64'), 'latin1'))
  }

  #finish(answer: string, { calls = [], ends }: SpeechScript): void {
    if (this.#present !== answer) return
    calls.forEach(({ tool, arguments: args }, at) => {
      const toolCallId = `${answer}-${at}`
      this.#owedTools.add(toolCallId)
      this.tells({ type: 'tool-call', answer, toolCallId, tool, arguments: args })
    })
    this.#present = undefined
    this.#ends(answer, ends ?? (calls.length > 0 ? 'tools' : 'finished'))
  }

  #ends(answer: string, reason: SpokenAnswerEnd): void {
    this.#orders.shift()
    this.tells({ type: 'answer-ended', answer, reason })
    const [next] = this.#orders
    if (next) this.#make(next)
  }
}

/** The words whose sound begins in this piece. */
function wordsAt(words: string, atMs: number): string {
  return words.slice(Math.ceil(atMs / 60), Math.ceil((atMs + pieceMs) / 60))
}

function noScript(): SpeechScript {
  return { ends: 'failed' }
}
