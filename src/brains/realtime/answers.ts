import { soundMs } from '../../calls/sound.ts'
import type { SpokenAnswerEnd } from '../../calls/speech-brain.ts'
import type { Clock } from '../../lib/clock.ts'
import type { SpeechPhrases } from '../spoken-dialogue.ts'
import { endOf } from './answer-end.ts'
import { AnswersKnown } from './answers-known.ts'
import { isOfAnother, noteOf, requestEvents, sayingOf, type Asked } from './asked.ts'
import { cancelEvent, deleteEvent, truncateEvent, type ClientEvent } from './client-events.ts'
import type { EventOf, ServerResponse } from './server-events.ts'
import type { SoundDelta } from './sound-frames.ts'
import type { SpeechNews } from './speech-news.ts'
import { SpokenAnswer } from './spoken-answer.ts'
import { ToolCalls } from './tool-calls.ts'

export interface AnswersParts {
  readonly clock: Clock
  readonly news: SpeechNews
  readonly phrases: SpeechPhrases
  readonly send: (event: ClientEvent) => void
}

/** What the server makes at the moment; it makes one thing at a time. */
type Present =
  | { readonly state: 'idle' }
  /** Asked for under this name; the server has not said that it begins. */
  | { readonly state: 'asked'; readonly name: string; readonly asked: Asked }
  | { readonly state: 'made'; readonly answer: SpokenAnswer; readonly note: string | undefined }
  /** Something that we did not ask for, or have given up; `id`: if we know what. */
  | { readonly state: 'strange'; readonly id: string | undefined }

type Waiting = Extract<Present, { readonly state: 'asked' }>

const idle: Present = { state: 'idle' }
/** The longest silence of the server about an answer that it makes, or was asked to make. */
const silentForMs = 15_000
/** When it says that it is busy, and does not say with what. */
const busyForMs = 2_000
/** How often the same thing is asked for when the server says that it is busy. */
const mostTries = 3

/**
 * The answers of one session: what was asked for waits until what is being made has ended, so that there are
 * never two, and until the results of all tools are in that the last one asked for.
 */
export class Answers {
  readonly #parts: AnswersParts
  readonly #known = new AnswersKnown()
  readonly #tools: ToolCalls
  readonly #tries = new WeakMap<Asked, number>()
  #queue: readonly Asked[] = []
  #present: Present = idle
  #isReady = false
  #nameCount = 0
  /** Something came of the present answer since the last look. */
  #isAlive = true
  #quietSinceMs = 0

  constructor(parts: AnswersParts) {
    this.#parts = parts
    this.#tools = new ToolCalls(parts)
  }

  ready(): void {
    this.#isReady = true
    this.#next()
  }

  ask(asked: Asked): void {
    this.#queue = [...this.#queue, asked]
    this.#next()
  }

  cutOff(id: string, heardMs: number): void {
    const answer = this.#known.of(id)
    if (!answer || answer.isCut) return
    answer.isCut = true
    const isBeingMade = this.#present.state === 'made' && this.#present.answer === answer
    if (isBeingMade) this.#parts.send(cancelEvent(id))
    if (answer.saying !== undefined) return
    for (const cut of answer.cutAt(heardMs, { isWhole: !isBeingMade })) {
      const { endMs, id: itemId } = cut
      this.#parts.send(endMs === undefined ? deleteEvent(itemId) : truncateEvent(itemId, endMs))
    }
  }

  toolDone(toolCallId: string, output: string): void {
    if (this.#tools.done(toolCallId, output)) this.#next()
  }

  /** On the hot path: up to fifty times a second for each answer. The sound has been looked at, see `isSound`. */
  sounded({ itemId, responseId, sound }: SoundDelta): void {
    const answer = this.#answerOf(responseId)
    if (!answer || answer.isCut) return
    answer.spoke(itemId, soundMs(sound))
    this.#parts.news.spoke(answer.id, sound)
  }

  /** What came instead of sound is left out, which is told once for each answer. */
  odd(id: string): void {
    const answer = this.#answerOf(id)
    if (!answer || answer.isOdd) return
    answer.isOdd = true
    this.#parts.news.trouble('A piece of an answer was no sound, and was left out')
  }

  said({ delta, response_id: id }: EventOf<'response.output_audio_transcript.delta'>): void {
    const answer = this.#answerOf(id)
    if (!answer || answer.isCut) return
    this.#parts.news.tell({ type: 'answer-words', answer: answer.id, text: delta })
  }

  /** Nothing that we use came of this answer, but it is being made. */
  heardOf(id: string): void {
    this.#answerOf(id)
  }

  itemBegan({ item, response_id: id }: EventOf<'response.output_item.added'>): void {
    const answer = this.#answerOf(id)
    if (item.type === 'message') answer?.began(item.id)
  }

  itemEnded({ item, response_id: id }: EventOf<'response.output_item.done'>): void {
    const answer = this.#answerOf(id)
    if (answer) this.#tools.called(answer, item)
  }

  argumentsEnded(event: EventOf<'response.function_call_arguments.done'>): void {
    const answer = this.#answerOf(event.response_id)
    // Some servers name the tool only in the item, which comes next.
    if (answer && event.name)
      this.#tools.called(answer, { ...event, type: 'function_call', status: '' })
  }

  created(response: ServerResponse): void {
    const { id } = response
    if (this.#known.has(id)) return
    const present = this.#present
    if (present.state === 'asked' && !isOfAnother(response, present.name)) {
      this.#begin(id)
      return
    }
    this.#parts.news.trouble('An answer began that nobody asked for')
    this.#known.add(new SpokenAnswer({ id, saying: undefined })).isCut = true
    this.#parts.send(cancelEvent(id))
    if (present.state === 'idle' || present.state === 'strange') {
      this.#present = { state: 'strange', id }
      this.#asOfNow()
    }
  }

  done(response: ServerResponse): void {
    const { id } = response
    const present = this.#present
    if (present.state === 'asked' && isOfAnother(response, present.name)) return
    const answer = this.#answerOf(id)
    if (answer) return this.#ended(answer, response)
    if (present.state !== 'strange') return
    if (present.id !== undefined && present.id !== id) return
    this.#present = idle
    this.#next()
  }

  /** @returns whether this error is about something that was asked for, which then does not come. */
  refused(name: string, code: string): boolean {
    const present = this.#present
    if (present.state !== 'asked' || present.name !== name) return false
    if (code === 'conversation_already_has_active_response') this.#tryLater(present)
    else this.#fail(present)
    return true
  }

  sweep(nowMs: number): void {
    const isIdle = this.#present.state === 'idle'
    if (this.#tools.sweep(nowMs, isIdle && this.#queue.length > 0)) this.#next()
    if (this.#present.state === 'idle') return
    if (this.#isAlive) {
      this.#isAlive = false
      this.#quietSinceMs = nowMs
    } else if (nowMs - this.#quietSinceMs >= this.#mayBeSilentForMs) {
      this.#giveUp()
    }
  }

  get #mayBeSilentForMs(): number {
    const present = this.#present
    return present.state === 'strange' && present.id === undefined ? busyForMs : silentForMs
  }

  #next(): void {
    const [asked, ...rest] = this.#queue
    if (!asked || !this.#isReady || this.#present.state !== 'idle') return
    if (asked.kind === 'answer' && this.#tools.areOpen) return
    this.#queue = rest
    this.#nameCount += 1
    const name = `ask-${this.#nameCount}`
    this.#present = { state: 'asked', name, asked }
    this.#asOfNow()
    const { phrases, send } = this.#parts
    for (const event of requestEvents(name, { asked, phrases })) send(event)
  }

  /** The present answer, if it is this one: what comes before the server said that it begins is of it, too. */
  #answerOf(id: string): SpokenAnswer | undefined {
    const present = this.#present
    if (present.state === 'made') {
      if (present.answer.id !== id) return undefined
      this.#isAlive = true
      return present.answer
    }
    if (present.state !== 'asked' || this.#known.has(id)) return undefined
    return this.#begin(id)
  }

  #begin(id: string): SpokenAnswer | undefined {
    const present = this.#present
    if (present.state !== 'asked') return undefined
    const { asked, name } = present
    const answer = this.#known.add(new SpokenAnswer({ id, saying: sayingOf(asked) }))
    this.#present = { state: 'made', answer, note: noteOf(name, asked) }
    this.#asOfNow()
    this.#tellStarted(answer)
    return answer
  }

  #tellStarted({ id, saying }: SpokenAnswer): void {
    const { news } = this.#parts
    news.tell({ type: 'answer-started', answer: id, ...(saying === undefined ? {} : { saying }) })
  }

  #ended(answer: SpokenAnswer, response: ServerResponse): void {
    const output = response.output ?? []
    for (const item of output) if (item) this.#tools.called(answer, item)
    if (answer.saying === undefined) {
      for (const itemId of answer.isCut || isBroken(response) ? answer.untold(output) : []) {
        this.#parts.send(deleteEvent(itemId))
      }
    }
    this.#end(answer, endOf(response, answer))
  }

  #end(answer: SpokenAnswer, reason: SpokenAnswerEnd): void {
    const present = this.#present
    if (present.state === 'made' && present.note !== undefined) {
      this.#parts.send(deleteEvent(present.note))
    }
    this.#present = idle
    this.#parts.news.tell({ type: 'answer-ended', answer: answer.id, reason })
    this.#next()
  }

  /** Told as an answer that failed at once: whoever asked waits for one. */
  #fail(present: Waiting): void {
    const saying = sayingOf(present.asked)
    const answer = this.#known.add(new SpokenAnswer({ id: `none-${present.name}`, saying }))
    this.#present = { state: 'strange', id: answer.id }
    this.#dropNote(present)
    this.#tellStarted(answer)
    this.#end(answer, 'failed')
  }

  #tryLater(present: Waiting): void {
    const { asked } = present
    const tries = (this.#tries.get(asked) ?? 1) + 1
    if (tries > mostTries) return this.#fail(present)
    this.#tries.set(asked, tries)
    this.#queue = [asked, ...this.#queue]
    this.#present = { state: 'strange', id: undefined }
    this.#asOfNow()
    this.#dropNote(present)
    this.#parts.send(cancelEvent())
  }

  #dropNote({ asked, name }: Waiting): void {
    const note = noteOf(name, asked)
    if (note !== undefined) this.#parts.send(deleteEvent(note))
  }

  #giveUp(): void {
    const present = this.#present
    this.#parts.send(cancelEvent())
    if (present.state !== 'strange') {
      this.#parts.news.trouble('An answer was given up: nothing came of it for too long')
    }
    if (present.state === 'asked') return this.#fail(present)
    if (present.state === 'made') {
      return this.#end(present.answer, present.answer.isCut ? 'cut-off' : 'failed')
    }
    this.#present = idle
    this.#next()
  }

  #asOfNow(): void {
    this.#isAlive = false
    this.#quietSinceMs = this.#parts.clock.monotonicMs()
  }
}

function isBroken({ status }: ServerResponse): boolean {
  return status === 'incomplete' || status === 'failed' || status === 'cancelled'
}
