import { describe, expect, it } from 'vitest'
import { slowTool } from '../../test/fakes/slow-tool.ts'
import { asksFor, speaks } from '../../test/fakes/speech-brain.ts'
import { greeting, spokenCall, wordsOfHouse } from '../../test/fakes/spoken-call.ts'
import { goOnFrom } from './speech-instructions.ts'
import { silenceOf } from './sound.ts'

const hours = 'We open at nine and close at five.'
const lost = wordsOfHouse.lost

describe('a caller whose model is lost', () => {
  it('between two turns notices nothing', async () => {
    const call = await spokenCall({ scripts: [speaks(hours), speaks('Yes.')] })
    await call.says('When are you open?')
    await call.passes(4_000)
    call.brain.session.isLost()
    await call.passes(500)
    await call.says('On Mondays too?')
    await call.passes(2_000)
    expect(call.line.heard).toBe(`${hours}Yes.`)
    expect(call.brain.requests[1]?.transcript).toMatchObject([
      { speaker: 'agent', text: greeting },
      { speaker: 'caller', text: 'When are you open?' },
      { speaker: 'agent', text: hours },
    ])
    expect(call.all('speech-lost')).toMatchObject([{ reason: 'broken' }])
    expect(call.all('speech-opened').map(({ why }) => why)).toEqual(['began', 'lost'])
  })

  it('before the answer has begun hears it from the next one', async () => {
    const call = await spokenCall({ scripts: [speaks('Never said'), speaks(hours)] })
    await call.says('When are you open?', { wordsAfterMs: 100 })
    call.brain.session.isLost()
    await call.passes(3_500)
    expect(call.told()).toEqual(['answer'])
    expect(call.line.heard).toBe(hours)
  })

  it('in the middle of an answer hears all that was there, and then the rest', async () => {
    const call = await spokenCall({
      scripts: [speaks(hours, { slowly: true }), speaks('close at five.')],
    })
    await call.says('When are you open?')
    await call.passes(1_130)
    call.brain.session.isLost()
    await call.passes(4_000)
    expect(call.told()).toEqual([
      `answer: ${goOnFrom('We open at nine')}`,
      'remember We open at nine',
    ])
    expect(call.line.heard).toMatch(/close at five\.$/)
    expect(call.all('agent-heard').at(-1)).toMatchObject({
      turn: 1,
      text: 'We open at nine close at five.',
      interrupted: false,
    })
  })

  it('before the words were there is asked to say it once more', async () => {
    const call = await spokenCall({ scripts: [speaks('Never said')] })
    const utterance = call.starts()
    await call.passes(1_000)
    call.stops(utterance)
    await call.passes(100)
    call.brain.session.isLost()
    await call.passes(3_000)
    expect(call.line.heard).toBe(lost)
    expect(call.all('caller-said')).toMatchObject([{ text: '', isUnheard: true, turn: 1 }])
  })

  it('while speaking is asked to say it once more, unless the next one hears the rest', async () => {
    const call = await spokenCall()
    call.starts()
    await call.passes(300)
    call.brain.session.isLost()
    await call.passes(100 + 1_450)
    expect(call.line.heard).toBe('')
    await call.passes(2_500)
    expect(call.line.heard).toBe(lost)
  })

  it('while speaking on is heard from where the next one listens', async () => {
    const call = await spokenCall({ scripts: [speaks('Yes.')] })
    call.starts()
    await call.passes(300)
    call.brain.session.isLost()
    await call.passes(500)
    await call.says('you open on Mondays?')
    await call.passes(2_000)
    expect(call.line.heard).toBe('Yes.')
  })

  it('while a tool runs hears what came of it', async () => {
    const tool = slowTool()
    const call = await spokenCall({
      tools: [tool],
      scripts: [asksFor('look-up', { what: 'it' }), speaks('Here it is.')],
    })
    await call.says('Please look it up')
    await call.passes(300)
    call.brain.session.isLost()
    await call.passes(300)
    tool.finish()
    await call.passes(4_000)
    expect(call.told().filter((one) => one.startsWith('tool done'))).toEqual([])
    expect(call.told().at(-1)).toContain('"tool":"look-up"')
    expect(call.line.heard).toMatch(/Here it is\.$/)
    expect(tool.timesRun).toBe(1)
  })

  it('during a goodbye hears it, and the call ends', async () => {
    const call = await spokenCall({
      scripts: [asksFor('end-call', {}), speaks('Never said'), speaks('Goodbye.')],
    })
    await call.says('That is all.')
    await call.passes(250)
    call.brain.session.isLost()
    await call.passes(3_000)
    expect([call.line.heard, call.line.deeds]).toEqual(['Goodbye.', ['end']])
  })

  it('during the words of the house hears the rest of them', async () => {
    const call = await spokenCall()
    await call.passes(8_200)
    call.brain.session.isLost()
    await call.passes(2_500)
    expect(call.line.heard).toBe('Are you still there?')
  })

  it('after falling in is listened to', async () => {
    const call = await spokenCall({ scripts: [speaks(hours), speaks('Yes.')] })
    await call.says('When are you open?')
    await call.passes(1_000)
    call.starts()
    await call.passes(200)
    call.brain.session.isLost()
    await call.passes(300)
    await call.says('And on Mondays?')
    await call.passes(2_000)
    expect(call.line.heard).toMatch(/^We open at n?i?n?e?Yes\.$/)
  })

  it('has a model that does not answer taken for lost', async () => {
    const call = await spokenCall({ scripts: [speaks('', { never: true }), speaks(hours)] })
    await call.says('When are you open?')
    await call.passes(5_700)
    expect(call.brain.sessions).toHaveLength(1)
    await call.passes(4_000)
    expect(call.brain.sessions[0]?.isClosed).toBe(true)
    expect(call.line.heard).toBe(hours)
  })
})

describe('a caller whom no model can hear any more', () => {
  it.each([
    ['is refused', 'refused'],
    ['never comes up', 'never'],
  ] as const)('goes on in words when the next one %s', async (_, comesUp) => {
    const call = await spokenCall({ scripts: [speaks(hours)] })
    call.brain.comesUp = comesUp
    call.brain.session.isLost()
    await call.passes(2_050)
    expect(call.line.deeds).toEqual(['end'])
    call.line.closes()
    await call.passes(100)
    expect(await call.conversation.ended).toEqual({
      by: 'fault',
      transfer: undefined,
      instead: 'relay',
    })
  })

  it('goes on in words after a second loss within a minute', async () => {
    const call = await spokenCall({ silenceMs: 90_000 })
    call.brain.session.isLost()
    await call.passes(30_000)
    expect(call.line.deeds).toEqual([])
    call.brain.session.isLost()
    await call.passes(100)
    expect(call.brain.sessions).toHaveLength(2)
    expect(call.line.deeds).toEqual(['end'])
  })

  it('goes on in sound when two losses are far apart', async () => {
    const call = await spokenCall({ silenceMs: 90_000 })
    call.brain.session.isLost()
    await call.passes(61_000)
    call.brain.session.isLost()
    await call.passes(200)
    expect(call.brain.sessions).toHaveLength(3)
    expect(call.line.deeds).not.toContain('end')
  })

  it('hears to its end what is being said', async () => {
    const call = await spokenCall({ scripts: [speaks(hours)] })
    await call.says('When are you open?')
    await call.passes(500)
    call.brain.session.isLost('refused')
    await call.passes(1_000)
    expect(call.line.deeds).toEqual([])
    await call.passes(2_000)
    expect([call.line.heard, call.line.deeds]).toEqual([hours, ['end']])
  })

  it('is put through all the same when that was arranged', async () => {
    const tool = slowTool('transfer')
    const transfer = { to: [], ringSeconds: 20, reason: 'a tap' }
    const call = await spokenCall({
      tools: [tool],
      scripts: [asksFor('transfer', { what: 'x' }), speaks('', { never: true })],
    })
    await call.says('Maria, please')
    await call.passes(200)
    tool.finish({ afterwards: transfer })
    await call.passes(100)
    call.brain.session.isLost('refused')
    await call.passes(3_000)
    call.line.closes()
    await call.passes(100)
    expect(await call.conversation.ended).toEqual({ by: 'agent', transfer })
  })

  it('goes on in words when the model fails twice in a row, after an apology', async () => {
    const call = await spokenCall({ scripts: [{ ends: 'failed' }, { ends: 'refused' }] })
    await call.says('When are you open?')
    await call.passes(4_000)
    expect(call.line.heard).toBe(lost)
    await call.says('When are you open?')
    await call.passes(1_000)
    expect(call.line.deeds.at(-1)).toBe('end')
    expect(call.all('brain-failed')).toHaveLength(2)
  })

  it('hangs up while nobody can be reached, and that is how it ended', async () => {
    const call = await spokenCall()
    call.brain.comesUp = 'never'
    call.brain.session.isLost()
    await call.passes(500)
    expect(await call.hangsUp()).toEqual({ by: 'caller', transfer: undefined })
  })
})

describe('a long call', () => {
  const mondays = [speaks(hours), speaks('Yes.')]

  it('goes on in a new session from the next pause on, and nobody notices', async () => {
    const call = await spokenCall({ scripts: mondays })
    await call.says('When are you open?')
    await call.passes(500)
    call.brain.session.tells({ type: 'ageing' })
    expect(call.brain.sessions).toHaveLength(1)
    await call.passes(2_500)
    expect(call.brain.sessions.map(({ isClosed }) => isClosed)).toEqual([true, false])
    await call.says('On Mondays too?')
    await call.passes(2_000)
    expect(call.line.heard).toBe(`${hours}Yes.`)
    expect(call.brain.requests[1]?.transcript).toHaveLength(3)
    expect(call.all('speech-opened').map(({ why }) => why)).toEqual(['began', 'aged'])
  })

  it('loses no sound of the caller’s meanwhile', async () => {
    const call = await spokenCall()
    const sound = silenceOf(20)
    call.brain.session.tells({ type: 'ageing' })
    for (let frame = 0; frame < 20; frame += 1) {
      call.conversation.heard(sound)
      await call.passes(20)
    }
    const [old, young] = call.brain.sessions
    expect(young?.heardBytes).toBe(20 * sound.length)
    expect(old?.heardBytes).toBeGreaterThan(0)
    expect(old?.isClosed).toBe(true)
  })

  it('keeps the old session when the caller begins to speak just then', async () => {
    const call = await spokenCall({ scripts: [speaks('Yes.')] })
    call.brain.session.tells({ type: 'ageing' })
    await call.passes(50)
    const [old, young] = call.brain.sessions
    old?.tells({ type: 'caller-started', utterance: 'x', agoMs: 0 })
    await call.passes(1_000)
    expect([old?.isClosed, young?.isClosed]).toEqual([false, true])
    old?.tells({ type: 'caller-stopped', utterance: 'x', agoMs: 500 })
    old?.tells({ type: 'caller-finished', utterance: 'x' })
    old?.tells({ type: 'caller-words', utterance: 'x', text: 'Hello?', language: 'en' })
    await call.passes(2_000)
    expect(call.line.heard).toBe('Yes.')
    await call.passes(500)
    expect(call.brain.sessions.map(({ isClosed }) => isClosed)).toEqual([true, true, false])
  })
})
