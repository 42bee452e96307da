import { describe, expect, it } from 'vitest'
import { slowTool } from '../../test/fakes/slow-tool.ts'
import { asksFor, speaks, type SpeechScript } from '../../test/fakes/speech-brain.ts'
import { greeting, spokenCall } from '../../test/fakes/spoken-call.ts'

/** The same numbers for the same seed, from 0 to 1. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

const said = [
  '',
  undefined,
  'Mhm.',
  'When are you open?',
  'Thanks, bye',
  'Stop!',
  'And on Mondays?',
]
const answers: readonly SpeechScript[] = [
  speaks('We open at nine and close at five.'),
  speaks('We open at nine. On Mondays it is ten, and on Fridays we close early.'),
  speaks('It is never closed on a Monday.', { slowly: true }),
  speaks('Shall I look it up?', { thinksMs: 900 }),
  asksFor('look-up', { what: 'it' }),
  asksFor('look-up', { what: 'it' }, speaks('Let me look that up for you.')),
  asksFor('look-up', { what: 7 }),
  asksFor('end-call', {}),
  { ends: 'failed' },
  speaks('', { never: true }),
]

async function storm(seed: number) {
  const roll = dice(seed)
  const one = <T>(of: readonly T[]): T => of[Math.floor(roll() * of.length)] as T
  const tool = slowTool()
  const scripts = Array.from({ length: 80 }, () => one(answers))
  const call = await spokenCall({ tools: [tool], scripts })
  const speaking: string[] = []
  const wordless: string[] = []

  const acts: readonly (() => void)[] = [
    () => void speaking.push(call.starts()),
    () => {
      const utterance = speaking.shift()
      if (utterance === undefined) return
      call.stops(utterance)
      wordless.push(utterance)
    },
    () => {
      const utterance = wordless.shift()
      if (utterance !== undefined) call.words(utterance, one(said))
    },
    () => tool.finish(),
    () => call.line.presses(one(['1', '#', '5'])),
    () => {
      if (roll() < 0.2) call.brain.session.isLost()
    },
    () => call.brain.session.tells({ type: 'ageing' }),
  ]
  for (let step = 0; step < 60 && !call.line.deeds.includes('end'); step += 1) {
    one([...acts, ...acts.slice(0, 4), ...acts.slice(0, 3)])()
    await call.passes(Math.floor(roll() * 900))
  }
  return { ...call, tool }
}

const letters = (text: string) => text.replaceAll(/[^a-z0-9]/gi, '').toLowerCase()

/** How many letters of `part` do not come in `all` in their order. */
function missing(part: string, all: string): number {
  let row = new Uint16Array(all.length + 1)
  for (const letter of part) {
    const next = new Uint16Array(all.length + 1)
    for (let at = 1; at <= all.length; at += 1) {
      const isSame = all[at - 1] === letter
      next[at] = isSame ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0)
    }
    row = next
  }
  return part.length - (row[all.length] ?? 0)
}

/** Where one sound follows another that was cut, the caller may not make out its first characters. */
const mostGarbled = 3

describe('a spoken call in which everything happens at once', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 93, 131, 590])(
    'comes to an end, and the record says what was heard (%i)',
    async (seed) => {
      const call = await storm(seed)
      call.line.closes('caller')
      call.tool.finish()
      await call.passes(500)
      call.tool.finish()
      await call.passes(14_000)
      await call.conversation.ended
      expect(call.brain.sessions.flatMap(({ problems }) => problems)).toEqual([])
      const heard = letters(call.line.heard)
      const spoken = call.all('agent-heard').filter(({ planned }) => planned !== greeting)
      const written = letters(spoken.map(({ text }) => text).join(' '))
      const cuts = call.line.deeds.length + call.brain.sessions.length + 1
      expect(missing(written, heard)).toBeLessThanOrEqual(cuts * mostGarbled)
      expect(heard.length - written.length).toBeLessThan(cuts * 12)

      const turns = call.live.turns.map(({ speaker, turn }) => `${speaker} ${turn}`)
      const sayings = turns.filter((turn) => !turn.startsWith('tool'))
      expect(new Set(sayings).size).toBe(sayings.length)
    },
  )

  it.each([101, 102, 103, 104, 105, 106, 1_017, 1_266, 1_287, 1_389])(
    'never falls silent for good (%i)',
    async (seed) => {
      const call = await storm(seed)
      // From now on nothing happens any more: the agent asks, and then says goodbye.
      for (let time = 0; time < 12; time += 1) {
        call.tool.finish()
        await call.passes(10_000)
      }
      expect(call.line.deeds).toContain('end')
    },
  )
})
