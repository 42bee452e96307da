import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standingWords } from '../../src/agents/standing-words.ts'
import { createReceptionist } from '../../src/brains/receptionist.ts'
import type { ToolRefusal } from '../../src/calls/tool.ts'
import { teamOf } from '../fakes/tool-office.ts'
import { createTalk, replyTo, type TalkSetting } from './talk.ts'

/** One for all talks: it keeps nothing of them. */
const brain = createReceptionist()

const phrases =
  `yes|no|Bob|555 123 4567|leave a message|call me tomorrow|are you a robot|fire|there is a fire
  |bye||what|stop calling me|it ends in 7|not tuesday, wednesday|my name is Rob|where are you|hours|never mind
  |urgent|hold on|why|I want to complain about the roof|can I speak to Maria|next friday|tomorrow at 3|nothing
  |thanks|try again|no it's 9|x|my email is a@b.co|12|99|whenever|also tell them more|I don't know|can I talk to Sam|0|I am so angry
  |get me a human|are you there|I need a quote|I have an appointment|wrong number|I'm here`
    .split('|')
    .map((phrase) => phrase.trim())

const { nobodyTookTheCall, reconnected, silent, unclear } = standingWords()
/** What the house says by itself, as the talks of this file mark it. */
const houseMark = '~ '
const houseWords = [
  ...silent,
  ...unclear,
  reconnected,
  nobodyTookTheCall({ name: undefined, callback: false }),
].map((words) => houseMark + words)
const missedCall = 'nobody takes the call'

const anything = fc.oneof(
  fc.constantFrom(...phrases, ...houseWords, missedCall),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.array(fc.constantFrom(...phrases), { maxLength: 4 }).map((list) => list.join(' ')),
)

const refusals: readonly ToolRefusal[] = [
  'not-recorded',
  'failed',
  'taken-over',
  'not-allowed',
  'ambiguous',
  'wrong-arguments',
  'nobody-there',
]
const settings: fc.Arbitrary<TalkSetting> = fc.record(
  {
    from: fc.constantFrom('+12025550123', 'anonymous', '', '+447700900123'),
    callerName: fc.constant('Ann Lee'),
    agent: fc.constantFrom(
      { allowedTools: [] },
      { allowedTools: ['take-message', 'end-call'] },
      { allowedTools: ['schedule-callback'] },
      { allowedTools: ['save-contact-details'] },
      { team: teamOf('Sam', 'Ann') },
      { team: teamOf('Sam'), allowedTools: ['transfer-call', 'stop-calls'] },
    ),
    everyToolRefuses: fc
      .constantFrom(...refusals)
      .map((reason) => ({ ok: false, reason, detail: 'When, on which day?' }) as const),
  },
  { requiredKeys: ['from'] },
)

describe('whatever is said, in any order', () => {
  it('gets an answer in whole sentences that claims nothing without a receipt', async () => {
    const answersWell = fc.asyncProperty(
      fc.array(anything, { maxLength: 10 }),
      settings,
      talkThrough,
    )
    await expect(fc.assert(answersWell, { numRuns: 250 })).resolves.toBeUndefined()
  })

  it('is told that nothing was written down when the message for a callback is refused again and again', async () => {
    const everyToolRefuses = { ok: false, reason: 'ambiguous', detail: 'When?' } as const
    const talk = await createTalk({ from: '', callerName: 'Ann Lee', everyToolRefuses })
    const texts = ['I have an appointment', 'yes', '', '', 'yes', '', 'yes']
    for (const text of texts) await talk.says(text)
    const [, , goodbye] = silent
    talk.houseSays(goodbye)
    expect((await talk.says(goodbye)).unproven).toEqual([])
  })

  it('gets an answer also late in a long call', async () => {
    const talk = await createTalk()
    for (let turn = 0; turn < 150; turn += 1) {
      const { said, unproven } = await talk.says(phrases[turn % phrases.length] ?? '')
      expect(said).not.toBe('')
      expect(unproven).toEqual([])
    }
  })

  it.each([
    ['10,000 characters', 'and then they came back and did it all over again '.repeat(200)],
    ['10,000 digits', '5'.repeat(10_000)],
    ['10,000 letters', 'a'.repeat(10_000)],
    ['10,000 at signs', 'a@'.repeat(5_000)],
    ['10,000 emoji', '🙂'.repeat(5_000)],
    ['10,000 broken surrogates', '\ud83d'.repeat(10_000)],
    ['10,000 stars', 'call * me ~ '.repeat(900)],
  ])('of %s is answered', async (_name, text) => {
    const talk = await createTalk()
    for (let turn = 0; turn < 3; turn += 1) {
      expect((await talk.says(text)).said).not.toBe('')
    }
  })

  it('ends each reply once, and calls nothing that was not offered', async () => {
    const talk = await createTalk()
    const endsOnce = fc.asyncProperty(fc.array(anything, { maxLength: 6 }), async (texts) => {
      const at = new Date('2026-06-03T14:00:00Z')
      const transcript = texts.map(
        (text, turn) => ({ speaker: 'caller', turn: turn + 1, text, at }) as const,
      )
      const request = { ...talk.request(), transcript }
      const events = await replyTo(brain, request)
      const tools = request.tools.map(({ name }) => name)
      const isKnown = events.every(
        (event) => event.type !== 'tool-call' || tools.includes(event.tool),
      )
      const ends = events.filter(({ type }) => type === 'reply-end').length
      return isKnown && ends === 1 && events.at(-1)?.type === 'reply-end'
    })
    await expect(fc.assert(endsOnce, { numRuns: 300 })).resolves.toBeUndefined()
  })
})

async function talkThrough(texts: readonly string[], setting: TalkSetting): Promise<void> {
  const talk = await createTalk({ brain, ...setting })
  let before = ''
  for (const text of texts) {
    if (text.startsWith(houseMark)) talk.houseSays(text.slice(houseMark.length))
    if (text === missedCall) talk.nobodyTakesTheCall({ tried: ['Sam'], callback: true })
    const { called, said, unproven } = await talk.says(text)
    expect(said.trim()).not.toBe('')
    expect(said).not.toMatch(/undefined|null|NaN|\{|\}| {2}|\.\./)
    expect(said).toMatch(/[.?!]$/)
    expect(unproven).toEqual([])
    // Only who asks for the same words again gets them, and who speaks again before being put through.
    const isPutThrough = called.some(({ tool }) => tool === 'transfer-call')
    expect(said === before && !isPutThrough && !/what|again/.test(text)).toBe(false)
    before = said
  }
}
