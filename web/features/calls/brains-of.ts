import { z } from 'zod'
import type { CallEvent } from '../../../src/contract/index.ts'
import { brainName } from '../../lib/brain-words.ts'

/** Which brain answered in each turn and what its models read and wrote, for people. */
export function brainsOf(events: readonly CallEvent[]): ReadonlyMap<number, string> {
  const turns = new Map<number, TurnOfBrains>()
  for (const { kind, payload } of events) {
    if (kind === 'agent-planned') note(turns, Planned.safeParse(payload).data)
    if (kind === 'brain-used') note(turns, Used.safeParse(payload).data)
  }
  return new Map([...turns].map(([turn, brains]) => [turn, wordsFor(brains)]))
}

interface TurnOfBrains {
  brain: string | undefined
  readonly models: Set<string>
  read: number
  cached: number
  written: number
  transcribedSeconds: number
}

function note(turns: Map<number, TurnOfBrains>, told: Told | undefined): void {
  if (!told) return
  const nothing = { read: 0, cached: 0, written: 0, transcribedSeconds: 0 }
  const brains = turns.get(told.turn) ?? {
    brain: undefined,
    models: new Set<string>(),
    ...nothing,
  }
  turns.set(told.turn, brains)
  // Who is asked again after a tool plans again: the last word is whose answer was heard.
  if (!('model' in told)) {
    brains.brain = told.brain
    return
  }
  brains.models.add(told.model)
  brains.read += told.inputTokens + told.cacheReadTokens + told.cacheWriteTokens
  brains.cached += told.cacheReadTokens
  brains.written += told.outputTokens
  brains.transcribedSeconds += told.transcribedSeconds ?? 0
}

function wordsFor({ brain, models, transcribedSeconds, ...tokens }: TurnOfBrains): string {
  const seconds = number.format(Math.round(transcribedSeconds))
  const transcribed = transcribedSeconds > 0 ? [`${seconds} s of speech written down`] : []
  const names = brain === undefined ? [] : [brainName(brain)]
  return [...names, ...models, ...tokenWords(tokens), ...transcribed].join(' · ')
}

function tokenWords({ read, cached, written }: Pick<TurnOfBrains, 'read' | 'cached' | 'written'>) {
  if (read + written === 0) return []
  const cache = cached > 0 ? ` (${number.format(cached)} from the cache)` : ''
  return [`${number.format(read)} tokens read${cache}, ${number.format(written)} written`]
}

const number = new Intl.NumberFormat('en-US')

const Planned = z.object({ turn: z.number(), brain: z.string() })
const Used = z.object({
  turn: z.number(),
  model: z.string(),
  inputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  outputTokens: z.number(),
  transcribedSeconds: z.number().optional(),
})

type Told = z.infer<typeof Planned> | z.infer<typeof Used>
