import type { Sound } from '../../calls/sound.ts'
import type { SpeechEvent, SpeechListener } from '../../calls/speech-brain.ts'

/** What a session tells: kept while nobody listens, and nothing any more once it is over. */
export interface SpeechNews {
  attach(listener: SpeechListener): void
  tell(event: SpeechEvent): void
  spoke(answer: string, sound: Sound): void
  /** Something went wrong that the session survives. The same is told a few times and not for ever. */
  trouble(detail: string): void
  /** There is nothing more to tell; what is kept still is. */
  end(): void
  /** Nobody wants to be told anything any more. */
  close(): void
}

/** More than a session tells in the seconds until somebody listens. */
const mostKept = 2_000
const mostOfTheSame = 3
const mostTroubles = 100

export function createSpeechNews(): SpeechNews {
  let listener: SpeechListener | undefined
  let kept: ((to: SpeechListener) => void)[] = []
  let isOver = false
  let troubleCount = 0
  const troubles = new Map<string, number>()

  function keep(telling: (to: SpeechListener) => void): void {
    if (kept.length < mostKept) kept.push(telling)
  }

  function tell(event: SpeechEvent): void {
    if (isOver) return
    if (listener && kept.length === 0) listener.receive(event)
    else keep((to) => to.receive(event))
  }

  return {
    tell,
    attach(next) {
      listener = next
      for (let first = kept.shift(); first; first = kept.shift()) first(next)
    },
    spoke(answer, sound) {
      if (isOver) return
      if (listener && kept.length === 0) listener.spoke(answer, sound)
      else keep((to) => to.spoke(answer, sound))
    },
    trouble(detail) {
      const count = (troubles.get(detail) ?? 0) + 1
      if (count > mostOfTheSame || troubleCount >= mostTroubles) return
      troubles.set(detail, count)
      troubleCount += 1
      tell({ type: 'trouble', detail })
    },
    end() {
      isOver = true
    },
    close() {
      isOver = true
      kept = []
    },
  }
}
