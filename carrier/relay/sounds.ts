import type { Call } from '../call.ts'
import { keysLengthMs, mostLoops, soundLengthMs } from '../speech/sound-length.ts'
import type { Sound } from '../speech/speaker.ts'
import type { Timing } from '../timing.ts'
import type { WebhookClient } from '../webhooks/webhook-client.ts'
import type { Witness } from '../witness.ts'

/** What a relay session plays besides words. */
export interface Sounds {
  /** Fetched at once, played when its turn comes; one that cannot be had makes no sound. */
  ofFile(file: { readonly source: string; readonly loop: number }): Sound
  ofKeys(keys: string): Sound
}

export interface SoundsParts {
  readonly call: Pick<Call, 'sid'>
  readonly timing: Timing
  readonly webhooks: Pick<WebhookClient, 'media'>
  readonly witness: Witness
}

export function createSounds({ call, timing, webhooks, witness }: SoundsParts): Sounds {
  async function lengthOf(source: string): Promise<number> {
    const sound = await webhooks.media({ callSid: call.sid, url: source })
    if (sound.ok) return soundLengthMs(sound, timing)
    witness.violation(call.sid, 'sound-not-playable', `"play" found no sound: ${sound.reason}.`)
    return 0
  }

  return {
    ofFile({ source, loop }) {
      const times = loop === 0 ? mostLoops : loop
      const length = lengthOf(source)
      return {
        lengthMs: length.then((once) => once * times),
        started(lengthMs) {
          if (lengthMs === 0) return
          witness.trace(call.sid, 'inside', { kind: 'sound-played', url: source, lengthMs })
        },
      }
    },
    ofKeys: (keys) => ({
      lengthMs: keysLengthMs(keys, timing),
      started: () => witness.trace(call.sid, 'inside', { kind: 'keys-played', keys }),
    }),
  }
}
