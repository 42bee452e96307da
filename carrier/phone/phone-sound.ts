import type { Clock } from '../clock.ts'

/** A phone's sound as its frames carry it; nothing for what is no base64, too short or too long. */
export function parseSound(
  sound: unknown,
): { readonly type: 'sound'; readonly sound: string } | undefined {
  if (typeof sound !== 'string' || sound.length > longestBase64 || !base64.test(sound)) {
    return undefined
  }
  const ms = soundMs(sound)
  return ms >= shortestMs && ms <= longestMs ? { type: 'sound', sound } : undefined
}

/** How long a piece of sound in base64 is, in milliseconds. */
export function soundMs(sound: string): number {
  return Buffer.byteLength(sound, 'base64') / bytesPerMs
}

/** Lets through what can have been spoken, and no more. */
export interface SoundGate {
  /** @returns whether so much more sound can have been spoken by now. */
  lets(ms: number): boolean
}

/** A network bunches frames, and a microphone's clock may be a little fast; nobody speaks twice as fast as time. */
export function createSoundGate(clock: Pick<Clock, 'monotonicMs'>): SoundGate {
  let creditMs = mostAtOnceMs
  let lastMs = clock.monotonicMs()
  return {
    lets(ms) {
      const nowMs = clock.monotonicMs()
      creditMs = Math.min(mostAtOnceMs, creditMs + (nowMs - lastMs) * fastest)
      lastMs = nowMs
      if (creditMs < ms) return false
      creditMs -= ms
      return true
    },
  }
}

const base64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const bytesPerMs = 8
const shortestMs = 20
const longestMs = 100
/** 100 ms in base64. */
const longestBase64 = 1068
const mostAtOnceMs = 2000
const fastest = 1.25
