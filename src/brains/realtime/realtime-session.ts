import { soundMs, type Sound } from '../../calls/sound.ts'
import type { SpeechListener, SpeechSession } from '../../calls/speech-brain.ts'
import type { ToolResult } from '../../calls/tool.ts'
import type { Clock, Timer } from '../../lib/clock.ts'
import type { SpeechPhrases } from '../spoken-dialogue.ts'
import { Answers } from './answers.ts'
import { CallerHearing } from './caller-hearing.ts'
import {
  agentEvent,
  callerEvent,
  deleteEvent,
  setUpName,
  transcriptionModel,
  type ClientEvent,
} from './client-events.ts'
import { createEarlySound } from './early-sound.ts'
import { openRealtimeSocket, type RealtimeSocket } from './realtime-socket.ts'
import {
  parseServerEvent,
  type EventOf,
  type ServerEvent,
  type ServerProblem,
  type ServerResponse,
} from './server-events.ts'
import { dispatchTo, type EventHandlers } from './event-handlers.ts'
import {
  lossIn,
  neverReady,
  problemInWords,
  settingsRefused,
  type AskedServer,
  type Loss,
} from './session-loss.ts'
import { appendFrame, isSound, soundDeltaOf, SoundReader, type SoundDelta } from './sound-frames.ts'
import { createSpeechNews } from './speech-news.ts'
import type { Sweep, Swept } from './sweep.ts'
import { usageOf } from './usage.ts'

export interface RealtimeSessionParts extends AskedServer {
  readonly url: string
  readonly clock: Clock
  readonly sweep: Sweep
  readonly phrases: SpeechPhrases
  /** What is sent before anything else, in order: the settings first. */
  readonly setUp: readonly ClientEvent[]
  /** How much silence ends what the caller says, where that is certain; else 0. */
  readonly silenceMs: number
  readonly paddingMs: number
  readonly readyWithinMs: number
  readonly ageingAfterMs: number
}

/** As much sound as waits before the network is taken for stuck: five seconds that came early, and some more. */
const mostWaitingBytes = 96 * 1024
/** What is asked for, or told, before the connection is open. */
const mostEarlyEvents = 500
const mostCounted = 16

/** One session with a Realtime server, from the opening of its socket to its loss. */
export class RealtimeSession implements SpeechSession, Swept {
  readonly #parts: RealtimeSessionParts
  readonly #news = createSpeechNews()
  readonly #sounds = new SoundReader()
  readonly #early = createEarlySound()
  readonly #hearing: CallerHearing
  readonly #answers: Answers
  readonly #socket: RealtimeSocket
  readonly #notReady: Timer
  readonly #openedMs: number
  readonly #understand: (event: ServerEvent) => void
  #earlyEvents: ClientEvent[] = []
  #state: 'opening' | 'set-up' | 'ready' | 'over' = 'opening'
  #isAgeing = false
  /** What the server found wrong before the session was ready. */
  #complaint: ServerProblem | undefined
  #droppedMs = 0
  /** The newest answers whose usage was told: it is told once. */
  #counted: readonly string[] = []

  constructor(parts: RealtimeSessionParts) {
    this.#parts = parts
    const { clock, paddingMs: leadMs, phrases, silenceMs: trailMs, vendor } = parts
    const news = this.#news
    this.#openedMs = clock.monotonicMs()
    this.#hearing = new CallerHearing({ news, transcriptionModel, leadMs, trailMs })
    const send = (event: ClientEvent) => this.#send(event)
    this.#answers = new Answers({ clock, news, phrases, send })
    this.#understand = dispatchTo(this.#handlers())
    this.#notReady = clock.after(parts.readyWithinMs, () => this.#lost(neverReady(vendor)))
    parts.sweep.add(this)
    this.#socket = openRealtimeSocket({
      ...parts,
      onOpen: () => this.#opened(),
      onFrame: (frame) => this.#received(frame),
      onBinary: () => this.#news.trouble('The server sent a frame that is no text'),
      onLost: (loss) => this.#lost(this.#explained(loss)),
    })
  }

  attach(listener: SpeechListener): void {
    this.#news.attach(listener)
  }

  hear(sound: Sound): void {
    if (this.#state === 'ready') this.#hearLive(sound)
    else if (this.#state !== 'over') this.#early.keep(sound)
  }

  read(words: string): void {
    this.#send(callerEvent(this.#parts.phrases.read(words)))
  }

  answer({ instruction }: { readonly instruction?: string } = {}): void {
    this.#answers.ask({ kind: 'answer', instruction })
  }

  say({ saying, words }: { readonly saying: string; readonly words: string }): void {
    this.#answers.ask({ kind: 'say', saying, words })
  }

  cutOff(answer: string, heardMs: number): void {
    this.#answers.cutOff(answer, heardMs)
  }

  remember(text: string): void {
    if (text.trim() !== '') this.#send(agentEvent(text.trim()))
  }

  forget(utterance: string): void {
    this.#send(deleteEvent(utterance))
  }

  toolDone({
    result,
    toolCallId,
  }: {
    readonly toolCallId: string
    readonly result: ToolResult
  }): void {
    this.#answers.toolDone(toolCallId, this.#parts.phrases.result(result))
  }

  close(): void {
    this.#news.close()
    this.#end()
    this.#socket.close()
  }

  sweep(nowMs: number): void {
    this.#answers.sweep(nowMs)
    if (this.#isAgeing || nowMs - this.#openedMs < this.#parts.ageingAfterMs) return
    this.#isAgeing = true
    this.#news.tell({ type: 'ageing' })
  }

  #hearLive(sound: Sound): void {
    if (this.#socket.waitingBytes > mostWaitingBytes) {
      this.#droppedMs += soundMs(sound)
      return
    }
    if (this.#droppedMs > 0) this.#tellDropped()
    this.#give(sound)
  }

  #give(sound: Sound): void {
    this.#hearing.gave(sound)
    this.#socket.send(appendFrame(sound))
  }

  #tellDropped(): void {
    const ms = Math.round(this.#droppedMs)
    this.#droppedMs = 0
    this.#news.trouble(
      `${ms} ms of the caller’s sound are lost: the connection did not take it in time`,
    )
  }

  #send(event: ClientEvent): void {
    if (this.#state === 'over') return
    if (this.#state !== 'opening') this.#socket.send(JSON.stringify(event))
    else if (this.#earlyEvents.length < mostEarlyEvents) this.#earlyEvents.push(event)
  }

  #opened(): void {
    this.#state = 'set-up'
    for (const event of [...this.#parts.setUp, ...this.#earlyEvents]) this.#send(event)
    this.#earlyEvents = []
  }

  #becameReady(): void {
    if (this.#state !== 'set-up') return
    this.#state = 'ready'
    this.#notReady.cancel()
    for (const sound of this.#early.take()) this.#give(sound)
    this.#droppedMs = this.#early.droppedMs
    this.#news.tell({ type: 'ready' })
    this.#answers.ready()
  }

  #received(frame: Buffer): void {
    const delta = this.#sounds.read(frame)
    if (delta && isSound(delta.sound)) this.#answers.sounded(delta)
    else this.#understand(parseServerEvent(frame.toString('utf8')))
  }

  #handlers(): EventHandlers {
    const [answers, hearing, news] = [this.#answers, this.#hearing, this.#news]
    return {
      unknown: ({ reason }) => news.trouble(`The server sent ${reason}`),
      ignored: ({ responseId }) => responseId !== undefined && answers.heardOf(responseId),
      error: ({ error }) => this.#failed(error),
      'session.updated': () => this.#becameReady(),
      'rate_limits.updated': (event) => this.#limited(event),
      'input_audio_buffer.speech_started': (event) => hearing.started(event),
      'input_audio_buffer.speech_stopped': (event) => hearing.stopped(event),
      'input_audio_buffer.committed': (event) => hearing.committed(event),
      'conversation.item.input_audio_transcription.completed': (event) =>
        hearing.transcribed(event),
      'conversation.item.input_audio_transcription.failed': (event) =>
        hearing.notTranscribed(event),
      'response.created': ({ response }) => answers.created(response),
      'response.output_item.added': (event) => answers.itemBegan(event),
      'response.output_item.done': (event) => answers.itemEnded(event),
      'response.output_audio.delta': (event) => this.#sounded(soundDeltaOf(event)),
      'response.output_audio_transcript.delta': (event) => answers.said(event),
      'response.function_call_arguments.done': (event) => answers.argumentsEnded(event),
      'response.done': ({ response }) => this.#answered(response),
    }
  }

  #sounded(delta: SoundDelta): void {
    if (isSound(delta.sound)) this.#answers.sounded(delta)
    else this.#answers.odd(delta.responseId)
  }

  #answered(response: ServerResponse): void {
    const { model } = this.#parts
    const { id, status_details: details, usage } = response
    const isCounted = this.#counted.includes(id)
    this.#counted = [...this.#counted, id].slice(-mostCounted)
    if (usage && !isCounted) this.#news.tell({ type: 'used', usage: usageOf(model, usage) })
    this.#answers.done(response)
    if (!details?.error) return
    const loss = lossIn(details.error, this.#parts)
    if (loss) return this.#lost(loss)
    this.#report(details.error)
  }

  #failed(problem: ServerProblem): void {
    const loss = lossIn(problem, this.#parts) ?? this.#refusal(problem)
    if (loss) return this.#lost(loss)
    const { code, event_id: about } = problem
    this.#answers.refused(about ?? '', code ?? '')
    // What was to be cancelled had just ended.
    if (code !== 'response_cancel_not_active') this.#report(problem)
  }

  /** Until the session is ready, an error may be about how it was to be. */
  #refusal(problem: ServerProblem): Loss | undefined {
    if (this.#state === 'ready') return undefined
    this.#complaint = problem
    const { event_id: about, param } = problem
    const isOfSettings = about === setUpName || (param ?? '').startsWith('session.')
    return isOfSettings ? settingsRefused(problem, this.#parts) : undefined
  }

  /** A server that complains about what opened the session, and then closes it, would do so again. */
  #explained(loss: Loss): Loss {
    if (loss.reason !== 'broken' || this.#state === 'ready' || !this.#complaint) return loss
    return settingsRefused(this.#complaint, this.#parts)
  }

  #report(problem: Partial<ServerProblem>): void {
    this.#news.trouble(`${this.#parts.vendor} reports ${problemInWords(problem)}`)
  }

  #limited({ rate_limits: limits }: EventOf<'rate_limits.updated'>): void {
    const used = limits.flatMap(({ name, remaining }) => (remaining === 0 && name ? [name] : []))
    if (used.length === 0) return
    const what = used.join(' and ').replaceAll(/[^\w ]/g, '?')
    this.#news.trouble(`${this.#parts.vendor} allows no more ${what} for the moment`)
  }

  #lost({ detail, reason }: Loss): void {
    if (this.#state === 'over') return
    this.#end()
    this.#socket.close()
    this.#news.tell({ type: 'lost', reason, detail })
    this.#news.end()
  }

  #end(): void {
    this.#state = 'over'
    this.#notReady.cancel()
    this.#parts.sweep.remove(this)
  }
}
