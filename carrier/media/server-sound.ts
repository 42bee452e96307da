import type { Call } from '../call.ts'
import type { Witness } from '../witness.ts'
import { createPlayback, frameBytes } from './playback.ts'
import type { Playback } from './playback.ts'
import { parseServerMessage } from './server-message.ts'
import type { ServerMessage } from './server-message.ts'
import { createSoundHearing } from './sound-hearing.ts'
import type { SoundHearing } from './sound-hearing.ts'

export interface ServerSoundParts {
  readonly call: Call
  readonly streamSid: string
  readonly witness: Witness
  readonly onMark: (name: string) => void
  /** Told when the agent begins to be heard. */
  readonly onAudible: () => void
}

/** The server's half of a media stream: its sound on the way to the caller's ear, and what is wrong about it. */
export class ServerSound {
  readonly #parts: ServerSoundParts
  readonly #playback: Playback
  readonly #hearing: SoundHearing
  readonly #warnedOf = new Set<string>()

  constructor(parts: ServerSoundParts) {
    this.#parts = parts
    this.#playback = createPlayback(parts.onMark)
    this.#hearing = createSoundHearing(parts)
  }

  /** @returns what it was. */
  textFrame(frame: string): ServerMessage['event'] {
    const message = parseServerMessage(frame, this.#parts.streamSid)
    if (message.event === 'media') this.#give(message.sound)
    else if (message.event === 'mark') this.#mark(message.name)
    else if (message.event === 'clear') this.#clear()
    else this.refuse(message.why)
    return message.event
  }

  refuse(what: string): void {
    const { call, witness } = this.#parts
    const message = `The server sent ${what} on a media stream (31924).`
    witness.violation(call.sid, 'invalid-stream-message', message)
  }

  /** Plays the next 20 ms. */
  tick(atMs: number): void {
    const sound = this.#playback.take()
    this.#hearing.playing(sound, this.#playback.soundedBytes())
    if (sound.length > 0) this.#parts.call.publish({ type: 'sound', sound, atMs })
  }

  /** Whether sound is being played, or paused so lately that more may come. */
  isUnderWay(): boolean {
    return this.#playback.isSounding() || this.#hearing.isAudible()
  }

  stop(): void {
    const cutMs = this.#playback.clear() / bytesPerMs
    if (cutMs > 0)
      this.#warnOnce('sound-cut', `The stream ended with ${cutMs} ms of sound unheard.`)
    this.#hearing.cut(this.#playback.soundedBytes())
  }

  #give(sound: Buffer): void {
    const { length } = sound
    const { call, witness } = this.#parts
    witness.trace(call.sid, 'from-server', {
      kind: 'stream-received',
      event: 'media',
      bytes: length,
    })
    if (sound.toString('latin1', 0, 4) === 'RIFF') {
      this.#warnOnce('sound-with-header', 'The sound has the header of a WAV file: it is noise.')
    }
    if (length % frameBytes !== 0) {
      this.#warnOnce(
        'sound-not-in-frames',
        'The sound comes in no frames of 20 ms: it may stutter.',
      )
    }
    this.#hearing.given(sound, this.#playback.add(sound))
  }

  #mark(name: string): void {
    const { call, witness } = this.#parts
    witness.trace(call.sid, 'from-server', { kind: 'stream-received', event: 'mark', name })
    this.#playback.mark(name)
  }

  #clear(): void {
    const { call, witness } = this.#parts
    witness.trace(call.sid, 'from-server', { kind: 'stream-received', event: 'clear' })
    if (this.#playback.clear() === 0) return
    this.#hearing.cut(this.#playback.soundedBytes())
    call.publish({ type: 'interrupted' })
  }

  /** What is wrong with every frame is said with the first. */
  #warnOnce(code: string, message: string): void {
    const { call, witness } = this.#parts
    if (this.#warnedOf.has(code)) return
    this.#warnedOf.add(code)
    witness.warn(call.sid, code, message)
  }
}

const bytesPerMs = 8
