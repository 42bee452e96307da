import type { CallEngine } from '../call-engine.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { createSoundGate } from './phone-sound.ts'
import type { SoundGate } from './phone-sound.ts'
import { Softphone } from './softphone.ts'
import { createToldEvents } from './told-events.ts'
import type { ToldEvents } from './told-events.ts'

/** A phone, and what is needed for it to come back on another socket. */
export interface KeptPhone {
  readonly resumeToken: string
  readonly phone: Softphone
  readonly told: ToldEvents
  /** For its sound. */
  readonly gate: SoundGate
  /** The number of the last request that was done; 0 for none, or where they have no numbers. */
  readUpTo: number
  /** Whether anything was ever asked of it. One that is fresh has nothing to come back to. */
  isUsed: boolean
  /** Ends the socket that it is on. */
  leaveSocket: () => void
}

export interface KeptPhonesParts {
  readonly engine: CallEngine
  readonly clock: Clock
  readonly random: Random
  readonly log: (line: string) => void
}

/**
 * Phones whose socket broke go on for a while: the call stands and what would have been heard is kept, so that
 * a server that is restarted between phone and carrier ends no call.
 */
export class KeptPhones {
  readonly #parts: KeptPhonesParts
  readonly #phones = new Map<string, KeptPhone>()
  readonly #endWaiting = new Map<string, () => void>()
  #isClosed = false

  constructor(parts: KeptPhonesParts) {
    this.#parts = parts
  }

  make(): KeptPhone {
    const told = createToldEvents()
    const phone = new Softphone({
      engine: this.#parts.engine,
      tell: (event) => told.tell(event),
      sounds: (sound) => told.pass({ type: 'sound', sound: sound.toString('base64') }),
    })
    const resumeToken = this.#parts.random.hex(tokenDigits)
    const gate = createSoundGate(this.#parts.clock)
    const kept = {
      resumeToken,
      phone,
      told,
      gate,
      readUpTo: 0,
      isUsed: false,
      leaveSocket: nowhere,
    }
    this.#phones.set(resumeToken, kept)
    return kept
  }

  /** The phone of that token, taken off the socket that it may still be on; nothing where it is gone. */
  takeBack(resumeToken: string): KeptPhone | undefined {
    const kept = this.#phones.get(resumeToken)
    if (kept === undefined) return undefined
    this.#stopTimer(resumeToken)
    kept.leaveSocket()
    kept.told.hush()
    return kept
  }

  /** Its socket broke: it may come back. */
  keep(kept: KeptPhone): void {
    kept.told.hush()
    if (this.#isClosed || !kept.isUsed) return this.putAway(kept)
    const { clock, log } = this.#parts
    log('The connection of a phone broke; it may come back.')
    const timer = clock.after(keptForMs, () => {
      log('A phone whose connection broke did not come back.')
      this.putAway(kept)
    })
    this.#endWaiting.set(kept.resumeToken, () => timer.cancel())
  }

  /** It was hung up, or is given up. */
  putAway(kept: KeptPhone): void {
    this.#stopTimer(kept.resumeToken)
    this.#phones.delete(kept.resumeToken)
    kept.told.hush()
    kept.phone.putAway()
  }

  close(): void {
    this.#isClosed = true
    for (const kept of this.#phones.values()) this.putAway(kept)
  }

  #stopTimer(resumeToken: string): void {
    this.#endWaiting.get(resumeToken)?.()
    this.#endWaiting.delete(resumeToken)
  }
}

const nowhere = () => undefined

/** 256 bits. */
const tokenDigits = 64

/**
 * As long as Twilio tries to reach a server at most (`tt`): a call whose server is away longer has been ended by
 * its own webhooks, and a person who sees nothing happen has closed the page.
 */
const keptForMs = 15_000
