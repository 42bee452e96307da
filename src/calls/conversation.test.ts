import { describe, expect, it } from 'vitest'
import { answeredCall, everythingSettles, notice } from '../../test/fakes/answered-call.ts'
import { calls, createGate, fails, says } from '../../test/fakes/scripted-brain.ts'
import type { CallJournal } from './call-journal.ts'

const hours = 'We open at nine and close at five.'
const message = {
  name: 'Ada',
  phoneNumber: '+12025550123',
  reason: 'a leaking tap',
  urgency: 'normal',
}

describe('a conversation', () => {
  it('answers what the caller said, and keeps both in order', async () => {
    const call = await answeredCall({ scripts: [says('We open at nine ', 'and close at five.')] })
    call.hearsTheOpening()
    call.says('When are you open?')
    await everythingSettles()
    expect(call.line.sent).toEqual(['We open at nine ', 'and close at five.', '|'])
    call.hears(hours)
    await call.hangsUp()
    const { messages } = await call.record()
    expect(messages.map(({ role, content }) => [role, content])).toEqual([
      ['assistant', `${notice} How can I help you?`],
      ['user', 'When are you open?'],
      ['assistant', hours],
    ])
  })

  it('says nothing before the caller’s words are written down', async () => {
    const gate = createGate()
    const slowly = (journal: CallJournal): CallJournal => ({
      ...journal,
      async append(batch) {
        if (batch.entries.some(({ kind }) => kind === 'caller-said')) await gate.opened
        return journal.append(batch)
      },
    })
    const call = await answeredCall({ scripts: [says(hours)], journal: slowly })
    call.says('When are you open?')
    await everythingSettles()
    expect(call.line.sent).toEqual([])
    gate.open()
    await everythingSettles()
    expect(call.line.sent).toContain(hours)
  })

  it('does not let the caller wait for a journal that has gone away', async () => {
    const never = (journal: CallJournal): CallJournal => ({
      ...journal,
      append: () => new Promise(() => undefined),
    })
    const call = await answeredCall({ scripts: [says(hours)], journal: never })
    call.says('When are you open?')
    await everythingSettles()
    call.clock.advance(150)
    await everythingSettles()
    expect(call.line.sent).toContain(hours)
  })

  it('keeps only the words that the caller heard before interrupting', async () => {
    const call = await answeredCall({ scripts: [says(hours), says('On Monday too.')] })
    call.hearsTheOpening()
    call.says('When are you open?')
    await everythingSettles()
    call.interruptsAfter('We open at nine')
    call.says('On Mondays?')
    await everythingSettles()
    expect(call.brain.requests.at(-1)?.transcript).toMatchObject([
      { speaker: 'agent', turn: 0 },
      { speaker: 'caller', text: 'When are you open?' },
      { speaker: 'agent', text: 'We open at nine', planned: hours, interrupted: true },
      { speaker: 'caller', text: 'On Mondays?' },
    ])
  })

  it('sends nothing more of an answer that was interrupted, but its one closing token', async () => {
    const gate = createGate()
    const slow = [
      ...says('We open at nine '),
      { step: 'wait', gate } as const,
      ...says('and more.'),
    ]
    const call = await answeredCall({ scripts: [slow] })
    call.hearsTheOpening()
    call.says('When are you open?')
    await gate.reached
    call.interruptsAfter('We open')
    gate.open()
    await everythingSettles()
    expect(call.line.sent).toEqual(['We open at nine ', '|'])
    expect(call.brain.stopped).toBe(1)
  })

  it('answers everything the caller said when more comes while it thinks', async () => {
    const gate = createGate()
    const call = await answeredCall({
      scripts: [[{ step: 'wait', gate }], says('Yes, both days.')],
    })
    call.hearsTheOpening()
    call.says('Are you open on Monday?')
    await gate.reached
    call.says('And on Tuesday?')
    await everythingSettles()
    expect(call.brain.requests.at(-1)?.transcript).toMatchObject([
      { turn: 0 },
      { speaker: 'caller', text: 'Are you open on Monday?' },
      { speaker: 'caller', text: 'And on Tuesday?' },
    ])
    expect(call.line.sent).toEqual(['Yes, both days.', '|'])
  })

  it('lets the brain know of words that the caller is about to hear', async () => {
    const call = await answeredCall({ scripts: [says(hours), says('Goodbye.'), says('Yes?')] })
    call.hearsTheOpening()
    call.says('When are you open?')
    await everythingSettles()
    call.says('Thanks')
    await everythingSettles()
    const expected = [
      { speaker: 'agent', turn: 0 },
      { speaker: 'caller', turn: 1 },
      { speaker: 'agent', turn: 1, text: hours, interrupted: false },
      { speaker: 'caller', turn: 2 },
    ]
    expect(call.brain.requests.at(-1)?.transcript).toMatchObject(expected)
    call.hears(hours)
    call.hears('Goodbye.')
    call.says('One more thing')
    await everythingSettles()
    expect(call.brain.requests.at(-1)?.transcript).toMatchObject([
      ...expected,
      { speaker: 'agent', turn: 2, text: 'Goodbye.' },
      { speaker: 'caller', turn: 3 },
    ])
  })

  it('says again that a machine answers when that was not heard to its end', async () => {
    const call = await answeredCall({ scripts: [says(hours), says('Goodbye.')] })
    call.interruptsAfter('You are speaking')
    call.says('When are you open?')
    await everythingSettles()
    expect(call.line.sent[0]).toBe(`${notice} ${hours}`)
    call.hears(`${notice} ${hours}`)
    call.says('Thanks')
    await everythingSettles()
    expect(call.line.sent).toContain('Goodbye.')
  })

  it('does nothing any more for a caller who has spoken again, or gone', async () => {
    const gate = createGate()
    const wavering = [...calls('take-message', message), { step: 'wait', gate } as const]
    const call = await answeredCall({ scripts: [wavering, says('All right.')] })
    call.hearsTheOpening()
    call.says('Take a message')
    await gate.reached
    call.says('No wait, do not')
    await everythingSettles()
    expect((await call.stores.tasks.list({ limit: 10 })).items).toEqual([])
    expect(call.line.sent).toContain('All right.')
  })

  it('still answers when the interruption is reported after the words', async () => {
    const gate = createGate()
    const slow = [{ step: 'wait', gate } as const, ...says('We open at nine.')]
    const call = await answeredCall({ scripts: [slow] })
    call.says('When are you open?')
    await gate.reached
    call.interruptsAfter('You are')
    gate.open()
    await everythingSettles()
    expect(call.line.sent.join('')).toContain('We open at nine.')
  })

  it('shows that a tool is being used', async () => {
    const call = await answeredCall({ scripts: [calls('take-message', message), says('Done.')] })
    call.says('Take a message')
    await everythingSettles()
    const types = call.events.map(({ type }) => type)
    expect(types.indexOf('tool-started')).toBeGreaterThan(-1)
    expect(types.indexOf('tool-started')).toBeLessThan(types.indexOf('tool-finished'))
  })

  it('does not stay silent when the brain fails or says nothing', async () => {
    const call = await answeredCall({ scripts: [fails(), says(' ')] })
    call.hearsTheOpening()
    call.says('Hello')
    await everythingSettles()
    expect(call.line.sent).toEqual(['I lost my thread.', '|'])
    call.hears('I lost my thread.')
    call.says('Are you there?')
    await everythingSettles()
    expect(call.line.sent.slice(2).join('')).toContain('I lost my thread.')
    await call.hangsUp()
    expect((await call.record()).entries.map(({ kind }) => kind)).toContain('brain-failed')
  })
})

describe('what the agent claims', () => {
  it('is flagged when nothing of it was done', async () => {
    const call = await answeredCall({ scripts: [says('I have scheduled your callback.')] })
    call.says('Call me back')
    await everythingSettles()
    await call.hangsUp()
    expect((await call.record()).flags).toEqual(['claim-without-receipt'])
  })

  it('is fine when there is a receipt', async () => {
    const scripts = [calls('take-message', message), says('I have taken your message.')]
    const call = await answeredCall({ scripts })
    call.says('Take a message')
    await everythingSettles()
    await call.hangsUp()
    expect((await call.record()).flags).toEqual([])
  })
})

describe('when nothing can be written down', () => {
  const broken = (journal: CallJournal): CallJournal => ({
    ...journal,
    append: () => Promise.reject(Object.assign(new Error('No space left'), { code: '53100' })),
  })

  it('goes on, promises nothing, and is marked', async () => {
    const scripts = [calls('take-message', message), says('I cannot write that down.')]
    const call = await answeredCall({ scripts, journal: broken, isDiskFull: true })
    call.hearsTheOpening()
    call.says('Take a message')
    await everythingSettles()
    call.clock.advance(150)
    await everythingSettles()
    expect(call.line.sent).toContain('I cannot write that down.')
    expect(call.brain.requests.at(-1)?.transcript.at(-1)).toMatchObject({
      speaker: 'tool',
      result: { ok: false, reason: 'not-recorded' },
    })
    expect((await call.stores.tasks.list({ limit: 10 })).items).toEqual([])
    expect(call.switchboard.callsNotRecorded).toBe(1)
    expect(call.events).toContainEqual(
      expect.objectContaining({ type: 'recording-changed', mode: 'not-recorded' }),
    )
  })

  it('loses nothing once it can be written again', async () => {
    let isBroken = true
    const call = await answeredCall({
      scripts: [says(hours)],
      isDiskFull: true,
      journal: (journal) => ({
        ...journal,
        append: (batch) => (isBroken ? broken(journal) : journal).append(batch),
      }),
    })
    call.hearsTheOpening()
    call.says('When are you open?')
    await everythingSettles()
    isBroken = false
    call.clock.advance(1_000)
    await everythingSettles()
    const record = await call.record()
    expect(record.messages.map(({ content }) => content)).toContain('When are you open?')
    expect(record.flags).toContain('not-recorded')
    expect(record.entries.map(({ seq }) => seq)).toEqual(record.entries.map((_, at) => at + 1))
  })
})
