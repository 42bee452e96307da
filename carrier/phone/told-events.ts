import type { NumberedEvent, PhoneEvent, SoundEvent } from './phone-event.ts'

/** What a phone was told, numbered: the latest of it can be told again to one that comes back. */
export interface ToldEvents {
  /** Told now where somebody listens, and kept either way. */
  tell(event: PhoneEvent): void
  /** Told to whoever listens now, and never again. */
  pass(event: SoundEvent): void
  /** From now on this listens, beginning with everything kept after that number. */
  listen(listener: ToldListener, options: { after: number }): void
  /** Nobody listens for now. */
  hush(): void
}

export type ToldListener = (event: NumberedEvent | SoundEvent) => void

export function createToldEvents(): ToldEvents {
  const kept: NumberedEvent[] = []
  let told = 0
  let listener: ToldListener | undefined
  return {
    tell(event) {
      told += 1
      const numbered = { ...event, seq: told }
      kept.push(numbered)
      if (kept.length > keptAtMost) kept.shift()
      listener?.(numbered)
    },
    pass: (event) => listener?.(event),
    listen(next, { after }) {
      for (const event of kept) if (event.seq > after) next(event)
      listener = next
    },
    hush() {
      listener = undefined
    },
  }
}

/**
 * Each word that is heard is one. A voice says some fifty of them while a phone may be away, so this is enough
 * even for one that plays ten times as fast.
 */
const keptAtMost = 500
