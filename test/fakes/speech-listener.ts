import type { SpeechEvent, SpeechListener } from '../../src/calls/speech-brain.ts'
import { soundMs } from '../../src/calls/sound.ts'

/** What a session told: its events and sounds, in order. */
export interface RecordingListener extends SpeechListener {
  readonly events: readonly SpeechEvent[]
  /** Events by their type, with `sound` where sound came, each with its answer: the order of everything. */
  readonly order: readonly string[]
  /** Everything that was heard of an answer. */
  soundOf(answer: string): Buffer
  heardMs(answer: string): number
  of<Type extends SpeechEvent['type']>(type: Type): readonly Extract<SpeechEvent, { type: Type }>[]
  /**
   * Waits until `look` finds something in what was told.
   * @throws {Error} with what was told, when it does not in time.
   */
  until<Found>(look: () => Found | undefined | false, withinMs?: number): Promise<Found>
  /** Does this whenever something is told. */
  onTold(callback: (told: SpeechEvent | 'sound') => void): void
}

export function createRecordingListener(): RecordingListener {
  const events: SpeechEvent[] = []
  const order: string[] = []
  const sounds = new Map<string, Buffer[]>()
  const callbacks = new Set<(told: SpeechEvent | 'sound') => void>()
  const told = (what: SpeechEvent | 'sound') => callbacks.forEach((callback) => callback(what))

  const listener: RecordingListener = {
    events,
    order,
    spoke(answer, sound) {
      // A copy: the view is good for as long as it is being told.
      sounds.set(answer, [...(sounds.get(answer) ?? []), Buffer.from(sound)])
      order.push(`sound ${answer}`)
      told('sound')
    },
    receive(event) {
      events.push(event)
      order.push('answer' in event ? `${event.type} ${event.answer}` : event.type)
      told(event)
    },
    soundOf: (answer) => Buffer.concat(sounds.get(answer) ?? []),
    heardMs: (answer) => (sounds.get(answer) ?? []).reduce((sum, sound) => sum + soundMs(sound), 0),
    of: (type) => events.filter((event) => event.type === type) as never,
    onTold: (callback) => void callbacks.add(callback),
    until(look, withinMs = 5_000) {
      const { promise, reject, resolve } = Promise.withResolvers<never>()
      const patience = setTimeout(
        () => reject(new Error(`Never told; what was: ${JSON.stringify(events).slice(0, 3_000)}`)),
        withinMs,
      )
      const lookAgain = () => {
        const found = look()
        if (found === undefined || found === false) return
        clearTimeout(patience)
        callbacks.delete(lookAgain)
        resolve(found as never)
      }
      callbacks.add(lookAgain)
      lookAgain()
      return promise
    },
  }
  return listener
}
