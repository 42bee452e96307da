import type { Brain, BrainEvent, BrainRequest, BrainSwitch } from '../calls/brain.ts'
import type { Clock } from '../lib/clock.ts'
import { askOne, type Outcome } from './fallback/ask-one.ts'
import { askLastResort } from './fallback/last-resort.ts'
import { createRest, type Rest, type RestingBrain } from './fallback/rest.ts'
import type { ModelBrain } from './model-brain.ts'

/** Several brains that answer as one. */
export interface FallbackBrain extends Brain {
  /** Which brains are left alone at the moment, and why. */
  resting(): readonly RestingBrain[]
  /** Who is asked next: the first that does not rest. */
  answering(): string
  /** Ends the checks of brains that rest. */
  close(): void
}

export interface FallbackBrainParts {
  /** In the order in which they are asked, one at a time. */
  readonly brains: readonly ModelBrain[]
  /** Needs no vendor: it is asked when all others failed, and nothing hurries it. */
  readonly lastResort: Brain
  readonly clock: Clock
  /** How long a brain may take to its first word, or the first sign of one. */
  readonly firstWordWithinMs: number
  readonly onRestChanged?: (resting: readonly RestingBrain[]) => void
}

interface Member {
  readonly brain: ModelBrain
  readonly rest: Rest
}

/** However many brains there are, and however patient the owner is: a caller takes longer for a dead line. */
const someoneSpeaksWithinMs = 5_500
/** No model is asked that could not be quick enough. */
const leastTimeMs = 300

/** Why the brain before is not asked, or not asked any more. */
type Change = Omit<BrainSwitch, 'type' | 'to'>

/**
 * Asks one brain after the other until one gives the whole answer. Words are passed on as they come, and
 * whoever takes over is told what was said; tool calls only with the end of the answer that they belong to.
 * It remembers nothing between two answers but which brains failed lately: those rest.
 */
export function createFallbackBrain(parts: FallbackBrainParts): FallbackBrain {
  const { brains, lastResort, clock, firstWordWithinMs, onRestChanged } = parts
  const onChanged = () => onRestChanged?.(resting())
  const members = brains.map((brain): Member => {
    return {
      brain,
      rest: createRest({ brain, clock, checkWithinMs: firstWordWithinMs, onChanged }),
    }
  })
  const resting = () => members.flatMap(({ rest }) => rest.present ?? [])

  async function* reply(request: BrainRequest, signal: AbortSignal): AsyncGenerator<BrainEvent> {
    let saidAlready = request.saidAlready ?? ''
    let change: Change | undefined
    const beganMs = clock.monotonicMs()
    for (const { brain, rest } of members) {
      if (rest.present !== undefined) {
        change ??= { from: brain.name, reason: 'resting', detail: rest.present.detail }
        continue
      }
      const leftMs = beganMs + someoneSpeaksWithinMs - clock.monotonicMs()
      // Who had too little time has not failed, and may be quick the next time.
      if (leftMs < leastTimeMs) continue
      if (change) yield switchOf(change, brain)
      const asking = { brain, clock, firstWordWithinMs: Math.min(firstWordWithinMs, leftMs) }
      const { outcome, said } = yield* askOne(
        { ...asking, request: { ...request, saidAlready } },
        signal,
      )
      noteOutcome(rest, { outcome, wasHurried: leftMs < firstWordWithinMs })
      if (typeof outcome === 'string') return
      saidAlready += said
      change = { from: brain.name, reason: outcome.reason, detail: outcome.detail }
    }
    if (change) yield switchOf(change, lastResort)
    yield* askLastResort(lastResort, { request: { ...request, saidAlready }, signal })
  }

  return {
    name: brains[0]?.name ?? lastResort.name,
    reply,
    resting,
    answering: () => members.find(({ rest }) => !rest.present)?.brain.name ?? lastResort.name,
    close() {
      for (const { rest } of members) rest.close()
    },
  }
}

function noteOutcome(
  rest: Rest,
  { outcome, wasHurried }: { outcome: Outcome; wasHurried: boolean },
): void {
  if (outcome === 'answered') return rest.answered()
  if (outcome === 'aborted' || (outcome.reason === 'too-slow' && wasHurried)) return
  rest.failed(outcome)
}

function switchOf(change: Change, { name: to }: Brain): BrainSwitch {
  return { type: 'switched', to, ...change }
}
