import type { CarrierAccount } from '../account.ts'
import type { Call } from '../call.ts'
import type { Clock } from '../clock.ts'
import type { CarrierQuirks } from '../quirks.ts'
import type { Sids } from '../sids.ts'
import type { WebhookClient } from '../webhooks/webhook-client.ts'
import type { Witness } from '../witness.ts'
import { recordingParameters } from './recording-callback.ts'
import { isOngoing } from './recording.ts'
import type { Recording, RecordingEvent, RecordingInHand, RecordingOrder } from './recording.ts'
import { recordSound } from './recorded-sound.ts'

/** The recordings of all calls. They are in memory, as much as there is room for. */
export interface Recordings {
  /** Records a call that is talked on, from now until it ends or is told to stop. */
  start(call: Call, order: RecordingOrder): Recording
  /** Records a call from when it is answered. */
  startWhenAnswered(call: Call, order: RecordingOrder): void
  pause(sid: string, how: 'silence' | 'skip'): void
  goOn(sid: string): void
  stop(sid: string): void
  find(sid: string): Recording | undefined
  /** Newest first. */
  all(): readonly Recording[]
  /** For good: also one that is being made. */
  remove(sid: string): void
  /** What the end of a call is told with, where it was asked to be recorded from the beginning. */
  parametersOf(callSid: string): Record<string, string>
}

export interface RecordingsParts {
  readonly account: CarrierAccount
  readonly clock: Clock
  readonly sids: Pick<Sids, 'recording'>
  readonly webhooks: Pick<WebhookClient, 'inform'>
  readonly witness: Witness
  readonly quirks: Pick<CarrierQuirks, 'firstRecordedChannel'>
  /** The address under which REST is reached now. */
  readonly restUrl: () => string
  /** From the end of a recording until it can be had. */
  readonly processingMs: number
  readonly room?: RecordingRoom
}

/** In bytes of sound, a second of one side being 8000. */
export interface RecordingRoom {
  readonly ofOne: number
  readonly ofAll: number
}

/** More than half an hour in which both sides speak all the time, and four of those. */
const usualRoom: RecordingRoom = { ofOne: 32_000_000, ofAll: 128_000_000 }
/** Of which anything is known. */
const mostRecordings = 1000

export function createRecordings(parts: RecordingsParts): Recordings {
  return new KeptRecordings(parts)
}

class KeptRecordings implements Recordings {
  readonly #parts: RecordingsParts
  readonly #room: RecordingRoom
  readonly #recordings = new Map<string, RecordingInHand>()

  constructor(parts: RecordingsParts) {
    this.#parts = parts
    this.#room = parts.room ?? usualRoom
  }

  start(call: Call, order: RecordingOrder): Recording {
    const { clock, sids, quirks } = this.#parts
    const { firstRecordedChannel: firstChannel } = quirks
    const started = clock.now()
    const onGrown = () => this.#keepToRoom(recording)
    const recording: RecordingInHand = {
      ...order,
      sid: sids.recording(),
      callSid: call.sid,
      started,
      updated: started,
      status: 'in-progress',
      seconds: undefined,
      sound: recordSound({ call, clock, sides: order.sides, firstChannel, onGrown }),
      file(channels) {
        return this.status === 'completed' ? this.sound?.file(channels) : undefined
      },
    }
    this.#recordings.set(recording.sid, recording)
    this.#forgetOldest()
    const stop = () => this.stop(recording.sid)
    if (call.over.aborted) stop()
    call.over.addEventListener('abort', stop, { once: true })
    this.#tell(recording, 'in-progress')
    return recording
  }

  startWhenAnswered(call: Call, order: RecordingOrder): void {
    const unsubscribe = call.subscribe(({ type }) => {
      if (type !== 'status') return
      const { status } = call.state()
      if (status === 'in-progress') this.start(call, order)
      if (status === 'in-progress' || call.over.aborted) unsubscribe()
    })
  }

  pause(sid: string, how: 'silence' | 'skip'): void {
    const recording = this.#ongoing(sid)
    if (recording?.status !== 'in-progress') return
    recording.sound?.pause(how)
    this.#become(recording, 'paused')
  }

  goOn(sid: string): void {
    const recording = this.#ongoing(sid)
    if (recording?.status !== 'paused') return
    recording.sound?.goOn()
    this.#become(recording, 'in-progress')
  }

  stop(sid: string): void {
    const recording = this.#ongoing(sid)
    if (recording === undefined) return
    recording.sound?.stop()
    recording.seconds = Math.round((recording.sound?.lengthMs() ?? 0) / 1000)
    this.#become(recording, 'stopped')
    const { clock, processingMs } = this.#parts
    clock.after(0, () => this.#become(recording, 'processing'))
    clock.after(processingMs, () => this.#processed(recording))
  }

  find(sid: string): Recording | undefined {
    return this.#recordings.get(sid)
  }

  all(): readonly Recording[] {
    return [...this.#recordings.values()].toReversed()
  }

  remove(sid: string): void {
    this.#recordings.get(sid)?.sound?.stop()
    this.#recordings.delete(sid)
  }

  parametersOf(callSid: string): Record<string, string> {
    const recording = this.all().find(
      (one) => one.callSid === callSid && one.source === 'OutboundAPI',
    )
    if (recording?.seconds === undefined) return {}
    const parameters = recordingParameters(recording, this.#context())
    const { RecordingUrl = '', RecordingSid = '', RecordingDuration = '' } = parameters
    return { RecordingUrl, RecordingSid, RecordingDuration }
  }

  #ongoing(sid: string): RecordingInHand | undefined {
    const recording = this.#recordings.get(sid)
    return recording !== undefined && isOngoing(recording) ? recording : undefined
  }

  #processed(recording: RecordingInHand): void {
    // It may have been deleted meanwhile.
    if (!this.#recordings.has(recording.sid)) return
    const event = recording.sound?.isSilent() === true ? 'absent' : 'completed'
    this.#become(recording, event)
    this.#tell(recording, event)
  }

  #become(recording: RecordingInHand, status: RecordingInHand['status']): void {
    recording.status = status
    recording.updated = this.#parts.clock.now()
  }

  #tell(recording: Recording, event: RecordingEvent): void {
    const { callback, callSid } = recording
    if (callback?.events.has(event) !== true) return
    const parameters = recordingParameters(recording, this.#context())
    const { url, method } = callback
    // What comes of it is in the trace; nobody waits for it.
    void this.#parts.webhooks.inform({ callSid, url, method, parameters })
  }

  #context(): { account: CarrierAccount; restUrl: string } {
    return { account: this.#parts.account, restUrl: this.#parts.restUrl() }
  }

  /** Room is made by the oldest that is done; one that has too much itself ends. */
  #keepToRoom(recording: RecordingInHand): void {
    const { ofOne, ofAll } = this.#room
    if ((recording.sound?.heldBytes() ?? 0) > ofOne) return this.#end(recording)
    while (this.#heldBytes() > ofAll) {
      const oldest = [...this.#recordings.values()].find(
        (one) => one.status === 'completed' && one.sound !== undefined,
      )
      if (oldest === undefined) return this.#end(recording)
      this.#warn(oldest, 'recording-dropped', 'There is no room for this recording any more.')
      oldest.sound = undefined
    }
  }

  #end(recording: RecordingInHand): void {
    this.#warn(recording, 'recording-too-long', 'There is no room for more of this recording.')
    this.stop(recording.sid)
  }

  #warn({ callSid }: Recording, code: string, message: string): void {
    this.#parts.witness.warn(callSid, code, message)
  }

  #heldBytes(): number {
    let held = 0
    for (const { sound } of this.#recordings.values()) held += sound?.heldBytes() ?? 0
    return held
  }

  #forgetOldest(): void {
    if (this.#recordings.size <= mostRecordings) return
    const oldest = [...this.#recordings.values()].find((one) => !isOngoing(one))
    if (oldest !== undefined) this.remove(oldest.sid)
  }
}
