import { afterEach, describe, expect, it } from 'vitest'
import { scriptedMind, type Mind } from '../../bench/fakes/realtime/mind.ts'
import {
  openSpeakingOffice,
  type SpeakingOffice,
  type SpeakingOfficeSetting,
} from './speaking-office.ts'

let office: SpeakingOffice
afterEach(() => office[Symbol.asyncDispose]())

const hours = 'We open at nine in the morning and close at five in the afternoon.'
const greeting = 'How can I help you?'

async function callWith(setting: SpeakingOfficeSetting = {}) {
  office = await openSpeakingOffice(setting)
  const caller = office.carrier.placeCall({ from: '+12025550143' })
  await caller.hears(greeting)
  return caller
}

async function linesOf(callSid: string) {
  const { transcript } = await office.callRecord(callSid)
  return transcript.map(({ speaker, text, interrupted }) => {
    const cut = interrupted ? ' (cut)' : ''
    return `${speaker}: ${text}${cut}`
  })
}

describe('a caller who talks with a model that listens and speaks', () => {
  it('hears the notice first, asks and is answered, and both sides are written down', async () => {
    const caller = await callWith({ model: { mind: scriptedMind([hours, 'You are welcome.']) } })
    await caller.says('When do you open?')
    await caller.hears(hours)
    await caller.says('Thank you.')
    await caller.hears('You are welcome.')
    await caller.hangsUp()
    expect(await linesOf(caller.callSid)).toEqual([
      expect.stringContaining('You are speaking with an AI assistant. How can I help you?'),
      'caller: When do you open?',
      `agent: ${hours}`,
      'caller: Thank you.',
      'agent: You are welcome.',
    ])
    expect(office.model.violations).toEqual([])
    expect(office.carrier.violations).toEqual([])
  })

  it('is heard from the first word, also while the model is still being reached', async () => {
    const caller = await callWith({
      model: {
        mind: scriptedMind([hours]),
        handshake: ({ index }) => (index === 0 ? 'drop' : { acceptAfterMs: 300 }),
      },
    })
    await caller.says('When do you open?')
    await caller.hears(hours)
    expect(office.model.sessions[0]?.heard).toBe('When do you open?')
  })

  it('speaks over the agent, which stops, and remembers no more than was heard', async () => {
    const caller = await callWith({ model: { mind: scriptedMind([hours, 'At five.']) } })
    await caller.says('When do you open?')
    await caller.interruptsAfter('nine in the', 'And when do you close?')
    await caller.hears('At five.')
    await caller.hangsUp()
    expect(caller.heardSoFar()).not.toContain('afternoon')
    const lines = await linesOf(caller.callSid)
    expect(lines[2]).toMatch(/^agent: We open at nine in the( \w+)? \(cut\)$/)
    const [answer] = office.model.sessions[0]?.responses ?? []
    const heardMs = 'We open at nine in the'.length * 60
    expect(answer?.truncatedAtMs).toBeGreaterThanOrEqual(heardMs)
    expect(answer?.truncatedAtMs).toBeLessThan(heardMs + 400)
    expect(office.model.violations).toEqual([])
  })

  it('coughs, and hears the sentence to its end', async () => {
    const caller = await callWith({ model: { mind: scriptedMind([hours, 'Never asked for.']) } })
    await caller.says('When do you open?')
    await caller.hears('nine in the')
    await caller.coughs()
    await caller.staysSilent(1_500)
    await caller.hears('in the afternoon.')
    await caller.staysSilent(3_000)
    await caller.hangsUp()
    expect(caller.heardSoFar()).not.toContain('Never asked for.')
    expect((await linesOf(caller.callSid)).slice(1)).toEqual([
      'caller: When do you open?',
      expect.stringMatching(/^agent: We open at nine .* in the afternoon\./) as string,
    ])
  })

  it('coughs before the sentence was made, and the model is asked to go on with it', async () => {
    const goesOn: Mind = ({ items }) => {
      const last = items.at(-1)
      const isAsked = last?.by === 'house' && last.text.includes('Go on exactly where you stopped')
      return { says: isAsked ? 'open at nine, and close at five.' : 'Pardon?' }
    }
    const caller = await callWith({ model: { mind: scriptedMind([hours, goesOn]) } })
    await caller.says('When do you open?')
    await caller.startsHearing('We open')
    await caller.coughs()
    await caller.staysSilent(1_500)
    await caller.hears('close at five.')
    await caller.hangsUp()
    expect(caller.heardSoFar()).not.toContain('Pardon?')
  })

  it('is answered by keys as by words', async () => {
    const caller = await callWith({ model: { mind: scriptedMind(['Which number?', 'Thanks.']) } })
    await caller.says('Call me back.')
    await caller.hears('Which number?')
    await caller.presses('2025550143#')
    await caller.hears('Thanks.')
    expect(office.model.sessions[0]?.items).toContainEqual(
      expect.objectContaining({ by: 'caller', isSpoken: false }),
    )
  })

  it('is told the truth when the words of both come late and out of order', async () => {
    const caller = await callWith({
      model: {
        mind: scriptedMind(['First answer.', 'Second answer.']),
        transcripts: ({ utterance }) =>
          utterance === 0 ? { delayMs: 4_000, notBefore: 1 } : { delayMs: 100 },
      },
    })
    await caller.says('First question.')
    await caller.hears('First answer.')
    await caller.says('Second question.')
    await caller.hears('Second answer.')
    await caller.staysSilent(5_000)
    await caller.hangsUp()
    expect((await linesOf(caller.callSid)).slice(1)).toEqual([
      'caller: First question.',
      'agent: First answer.',
      'caller: Second question.',
      'agent: Second answer.',
    ])
  })

  it('hears that it takes a moment while a tool works, and leaves a message that is written down', async () => {
    const message = { name: 'Dana Miller', reason: 'a leak', urgency: 'normal' }
    const caller = await callWith({
      model: {
        mind: scriptedMind([
          { tools: [{ name: 'take-message', arguments: message }] },
          'Your message is written down.',
        ]),
      },
    })
    await caller.says('Dana Miller here, my sink leaks. Please pass it on.')
    await caller.hears('Your message is written down.')
    await caller.hangsUp()
    expect(await office.tasks()).toMatchObject([{ type: 'message' }])
    expect(office.model.sessions[0]?.mostResponsesAtOnce).toBe(1)
  })
})

describe('a caller whose model is lost', () => {
  it('is answered by a new session that knows what was said', async () => {
    const caller = await callWith({
      model: { mind: scriptedMind([hours, 'You asked for hours.']) },
    })
    await caller.says('When do you open?')
    await caller.hears(hours)
    office.model.sessions[0]?.closes(1006)
    await caller.says('What did I ask?')
    await caller.hears('You asked for hours.')
    await caller.hangsUp()
    expect(office.model.sessions[1]?.items).toContainEqual(
      expect.objectContaining({
        by: 'caller',
        text: expect.stringContaining('When do you open?') as string,
      }),
    )
  })

  it('hears the rest when it breaks in the middle of an answer', async () => {
    const caller = await callWith({ model: { mind: scriptedMind([hours, 'and close at five.']) } })
    await caller.says('When do you open?')
    await caller.startsHearing('We open')
    office.model.sessions[0]?.closes(1011)
    await caller.hears('five')
    await caller.hangsUp()
  })

  it('goes on in words with the receptionist when no model can be had', async () => {
    office = await openSpeakingOffice({ model: { handshake: () => ({ refuse: 401 }) } })
    const caller = office.carrier.placeCall({ from: '+12025550143' })
    await caller.hears(greeting)
    await caller.says('What are your opening hours?')
    await caller.hears(/nine|9/)
    await caller.hangsUp()
    expect(office.carrier.violations).toEqual([])
  })

  it('goes on in words when the model goes away for good in the middle of the call', async () => {
    const caller = await callWith({ model: { mind: scriptedMind([hours]) } })
    await caller.says('When do you open?')
    await caller.hears(hours)
    office.model.answersHandshakes(() => ({ refuse: 503 }))
    office.model.sessions[0]?.closes(1006)
    await caller.staysSilent(4_000)
    await caller.says('What are your opening hours?')
    await caller.hears(/nine|9/)
    await caller.hangsUp()
  })

  it('notices nothing of a session that is renewed before it expires', async () => {
    const caller = await callWith({
      model: { mind: scriptedMind([hours, 'At five.']) },
      ageingAfterMs: 12_000,
    })
    await caller.says('When do you open?')
    await caller.hears(hours)
    await caller.staysSilent(5_000)
    await caller.says('And when do you close?')
    await caller.hears('At five.')
    await caller.hangsUp()
    const [old, fresh] = office.model.sessions
    expect(old?.closed?.by).toBe('client')
    expect([old?.heard, fresh?.heard].join('')).toBe('When do you open?And when do you close?')
    expect(JSON.stringify(fresh?.items)).toContain('When do you open?')
  })
})

describe('a caller whose line to us breaks', () => {
  it('hears so at once, is not greeted again, and goes on', async () => {
    const caller = await callWith({ model: { mind: scriptedMind([hours, 'At five.']) } })
    await caller.says('When do you open?')
    await caller.hears(hours)
    await caller.losesConnection()
    await caller.hears('One moment')
    await caller.hears('here again')
    await caller.says('And when do you close?')
    await caller.hears('At five.')
    await caller.hangsUp()
    expect(caller.heardSoFar().split('AI assistant').length).toBe(2)
  })
})

describe('a caller who is asked first', () => {
  it('talks with the model after saying yes, and not a sound has left before', async () => {
    office = await openSpeakingOffice({
      model: { mind: scriptedMind([hours]) },
      speech: { consent: 'ask' },
    })
    const caller = office.carrier.placeCall({ from: '+12025550143' })
    await caller.hears('AI assistant')
    await caller.says('Yes.')
    await caller.says('When do you open?')
    await caller.hears(hours)
    expect(office.model.sessions.map((session) => session.heard).join('')).toBe('When do you open?')
  })

  it('is called back by a person after saying no', async () => {
    office = await openSpeakingOffice({ speech: { consent: 'ask' } })
    const caller = office.carrier.placeCall({ from: '+12025550143' })
    await caller.hears('AI assistant')
    await caller.says('No.')
    await caller.ended()
    expect(await office.tasks()).toMatchObject([{ type: 'callback' }])
    expect(office.model.sessions.map((session) => session.heard).join('')).toBe('')
  })
})
