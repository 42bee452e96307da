import { describe, expect, it } from 'vitest'
import { slowTool } from '../../test/fakes/slow-tool.ts'
import { asksFor, speaks } from '../../test/fakes/speech-brain.ts'
import { greeting, spokenCall } from '../../test/fakes/spoken-call.ts'
import type { Transfer } from './tool.ts'

const usage = {
  model: 'parrot',
  inputTokens: 3,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 7,
  audio: { inputTokens: 3, cacheReadTokens: 0, outputTokens: 7 },
  transcribedSeconds: 0,
}
const goodbye = 'We have to stop now. Goodbye!'

describe('a goodbye of the house', () => {
  it('ends the call also when the caller has said something over its last words', async () => {
    const call = await spokenCall()
    call.conversation.closeWith(goodbye)
    await call.passes(300 + goodbye.length * 60 - 400)
    await call.says('But I wanted to ask what it costs')
    await call.passes(3_000)
    expect(call.line.heard).toBe(goodbye)
    expect(call.line.deeds).toEqual(['end'])
  })

  it('is said once, and ends the call, also when a filler was on its way', async () => {
    const tool = slowTool()
    const call = await spokenCall({ tools: [tool], scripts: [asksFor('look-up', { what: 'it' })] })
    await call.says('Please look it up')
    await call.passes(900)
    expect(call.told().at(-1)).toBe('say One moment, please.')
    call.conversation.closeWith(goodbye)
    await call.passes(5_000)
    expect(call.line.heard).toBe(goodbye)
    expect(call.line.deeds).toEqual(['end'])
  })

  it('that no model can say ends the call all the same', async () => {
    const call = await spokenCall()
    call.brain.comesUp = 'never'
    call.brain.session.isLost()
    await call.passes(200)
    call.conversation.closeWith(goodbye)
    await call.passes(10_000)
    expect(call.line.deeds).toEqual(['end'])
  })
})

describe('a caller whose line takes its time to close', () => {
  const transfer: Transfer = {
    to: [{ name: 'Maria', phoneNumber: '+12025550199' }],
    ringSeconds: 20,
    reason: 'a leaking tap',
  }

  it('is put through although a key that was pressed before counts only now', async () => {
    const tool = slowTool('transfer')
    const words = 'I am putting you through to Maria now.'
    const call = await spokenCall({
      tools: [tool],
      scripts: [asksFor('transfer', { what: 'Maria' }), speaks(words)],
    })
    await call.says('Maria, please')
    await call.passes(200)
    tool.finish({ afterwards: transfer })
    await call.passes(300 + words.length * 60 - 500)
    call.line.presses('1')
    await call.passes(2_700)
    expect(call.line.deeds).toEqual(['end'])
    call.line.closes()
    await call.passes(100)
    expect(await call.conversation.ended).toEqual({ by: 'agent', transfer })
  })

  it('is not asked whether anybody is there', async () => {
    const words = 'Goodbye, and thank you for calling.'
    const call = await spokenCall({ scripts: [asksFor('end-call', {}, speaks(words))] })
    await call.says('Bye')
    await call.passes(300 + words.length * 60 - 600)
    await call.says('Thank you, bye')
    await call.passes(60_000)
    expect(call.line.deeds).toEqual(['end'])
    expect(call.told().filter((told) => told.startsWith('say'))).toEqual([])
    expect(call.all('caller-silent')).toEqual([])
  })
})

describe('a caller who hangs up', () => {
  it('in the middle of a sentence while the model is lost is asked nothing, and no model is opened', async () => {
    const call = await spokenCall()
    call.starts()
    await call.passes(500)
    call.line.closes('caller')
    await call.passes(100)
    call.brain.session.isLost()
    await call.passes(8_000)
    await call.conversation.ended
    expect(call.brain.sessions.length).toBe(1)
    expect(call.all('agent-planned')).toEqual([])
  })

  it('in the middle of an answer has caused what it cost until then', async () => {
    const script = speaks('It is never closed on a Monday, nor on a Tuesday.', { slowly: true })
    const call = await spokenCall({ scripts: [script] })
    await call.says('When are you open?')
    await call.passes(900)
    const { session } = call.brain
    call.line.closes('caller')
    await call.passes(10)
    session.tells({ type: 'used', usage })
    await call.passes(1_100)
    await call.conversation.ended
    expect(call.all('brain-used')).toMatchObject([{ brain: 'fake-speech', outputTokens: 7 }])
    expect(session.isClosed).toBe(true)
  })

  it('before the answer has begun waits for no model that tells nothing', async () => {
    const call = await spokenCall({ scripts: [speaks('', { never: true })] })
    await call.says('When are you open?')
    call.line.closes('caller')
    await call.passes(1_100)
    await call.conversation.ended
    expect(call.brain.session.isClosed).toBe(true)
  })

  it('leaves no old model renewed', async () => {
    const tool = slowTool()
    const call = await spokenCall({ tools: [tool], scripts: [asksFor('look-up', { what: 'it' })] })
    await call.says('Please look it up')
    await call.passes(500)
    call.line.closes('caller')
    await call.passes(100)
    call.brain.session.tells({ type: 'ageing' })
    await call.passes(100)
    tool.finish()
    await call.passes(5_000)
    await call.conversation.ended
    expect(call.brain.sessions.length).toBe(1)
  })
})

describe('a caller whose model is lost early, or twice', () => {
  it('is not asked anything by one that is gone', async () => {
    const call = await spokenCall()
    call.starts()
    await call.passes(500)
    call.brain.session.isLost()
    await call.passes(600)
    call.brain.session.isLost()
    await call.passes(3_000)
    expect(call.line.deeds).toEqual(['end'])
    expect(call.all('agent-planned')).toEqual([])
  })

  it('before it was ready has been greeted once, as far as the next one knows', async () => {
    const call = await spokenCall({ isPrepared: true, comesUp: 'never' })
    call.brain.comesUp = 'at-once'
    call.brain.session.isLost()
    await call.passes(500)
    expect(call.brain.requests[1]?.transcript).toMatchObject([{ speaker: 'agent', text: greeting }])
    expect(call.told()).toEqual([])
  })
})

describe('a sound that begins like speech and never becomes anything', () => {
  it('does not keep the call from ever ending', async () => {
    const call = await spokenCall({ scripts: [speaks('Yes.')] })
    const lost = call.starts()
    await call.passes(500)
    call.brain.session.tells({ type: 'caller-stopped', utterance: lost, agoMs: 100 })
    await call.passes(200)
    await call.says('Are you open?')
    await call.passes(120_000)
    expect(call.line.deeds).toEqual(['end'])
  })
})
