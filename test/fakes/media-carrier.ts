import { createWordsListener, soundOfWords } from '../../carrier/speech/audible-words.ts'
import { soundMs, type Sound } from '../../src/calls/sound.ts'
import type { Clock } from '../../src/lib/clock.ts'
import type { MediaSocket } from '../../src/voice/media-streams/stream-orders.ts'

/** Sound of this length: a tone that nobody need recognise. */
export function soundOf(ms: number): Sound {
  return Buffer.from(Buffer.alloc(ms * 8, 0x2a).toString('base64'))
}

/** Words as sound, which a caller of the tests understands. */
export function soundOfSaying(words: string): Sound {
  return Buffer.from(soundOfWords(words).toString('base64'))
}

/** What our server says on the stream, as it stands on the wire. */
export interface StreamOrder {
  readonly event: 'media' | 'mark' | 'clear'
  readonly streamSid: string
  readonly media?: { readonly payload: string }
  readonly mark?: { readonly name: string }
}

export interface MediaCarrierSetting {
  readonly clock: Clock
  /** What the carrier tells: marks that come back. */
  readonly onMark: (name: string) => void
  /** How long a message takes, each way. */
  readonly wayMs?: number
  /** How much later than it could it begins to play, each time that it begins. */
  readonly startsLate?: () => number
}

/**
 * The carrier's end of a stream, which plays what comes in real time and sends marks back when it gets to them,
 * so that a test knows what the caller has really heard.
 */
export function createMediaCarrier(setting: MediaCarrierSetting) {
  const { clock, onMark, startsLate = () => 0, wayMs = 1 } = setting
  const orders: StreamOrder[] = []
  const closed: number[] = []
  const marks: { readonly name: string; atMs: number; isBack: boolean }[] = []
  let pieces: { readonly fromMs: number; readonly ms: number }[] = []
  let heardBeforeMs = 0
  let endsAtMs = 0
  let isOpen = true
  let waitingBytes = 0
  let keepsMarks = false

  const now = () => clock.monotonicMs()

  function heardMs(): number {
    const playing = pieces.map(({ fromMs, ms }) => Math.min(ms, Math.max(0, now() - fromMs)))
    return playing.reduce((sum, ms) => sum + ms, heardBeforeMs)
  }

  function plays(ms: number) {
    const fromMs = endsAtMs > now() ? endsAtMs : now() + startsLate()
    pieces.push({ fromMs, ms })
    endsAtMs = fromMs + ms
  }

  function sendBack(mark: { readonly name: string; isBack: boolean }) {
    if (mark.isBack || keepsMarks) return
    mark.isBack = true
    clock.after(wayMs, () => isOpen && onMark(mark.name))
  }

  function gets(order: StreamOrder) {
    if (order.media) plays(soundMs(Buffer.from(order.media.payload)))
    if (order.mark) {
      const mark = { name: order.mark.name, atMs: Math.max(endsAtMs, now()), isBack: false }
      marks.push(mark)
      clock.after(mark.atMs - now(), () => sendBack(mark))
    }
    if (order.event !== 'clear') return
    heardBeforeMs = heardMs()
    pieces = []
    endsAtMs = now()
    for (const mark of marks) sendBack(mark)
  }

  const socket: MediaSocket = {
    send(message) {
      // What we send is ours, so its shape is known.
      const order = JSON.parse(message.toString()) as StreamOrder
      orders.push(order)
      clock.after(wayMs, () => gets(order))
    },
    close(code) {
      closed.push(code)
      isOpen = false
    },
    terminate() {
      closed.push(1006)
      isOpen = false
    },
    get isOpen() {
      return isOpen
    },
    get waitingBytes() {
      return waitingBytes
    },
  }

  return {
    socket,
    orders,
    closed,
    /** How much of what was sent the caller has heard by now. */
    get heardMs() {
      return heardMs()
    },
    /** Everything that was sent, in words. */
    get words(): string {
      const caller = createWordsListener()
      const sounds = orders.flatMap(({ media }) => (media ? [media.payload] : []))
      return sounds.map((payload) => caller.hear(Buffer.from(payload, 'base64'))).join('')
    },
    /** The other end reads no more. */
    reads: { nothing: (bytes: number) => void (waitingBytes = bytes) },
    /** The carrier forgets to send marks back. */
    forgetsMarks: () => void (keepsMarks = true),
    breaks: () => void (isOpen = false),
  }
}
