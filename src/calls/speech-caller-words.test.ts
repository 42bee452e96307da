import { describe, expect, it } from 'vitest'
import { speaks } from '../../test/fakes/speech-brain.ts'
import { greeting, spokenCall } from '../../test/fakes/spoken-call.ts'

/** A caller who has said something whose words are not there yet. */
async function callerWhoSaidSomething() {
  const call = await spokenCall({ scripts: [speaks('Yes.'), speaks('Also.')] })
  const utterance = call.starts()
  await call.passes(1_000)
  call.stops(utterance)
  return { ...call, utterance }
}

describe('the words of a caller', () => {
  it('that come after the answer was heard stand before it', async () => {
    const call = await callerWhoSaidSomething()
    await call.passes(2_000)
    expect(call.line.heard).toBe('Yes.')
    call.words(call.utterance, 'Are you open?')
    expect(call.transcript()).toEqual([
      `agent: ${greeting}`,
      'caller: Are you open?',
      'agent: Yes.',
    ])
    expect(call.all('caller-said')).toMatchObject([{ turn: 1, lateMs: 2_000, language: 'en' }])
  })

  it('that come in another order than they were said stand in the order of speaking', async () => {
    const call = await callerWhoSaidSomething()
    await call.passes(1_000)
    const second = call.starts()
    await call.passes(1_000)
    call.stops(second)
    call.words(second, 'And on Mondays?')
    await call.passes(1_000)
    call.words(call.utterance, 'Are you open?')
    expect(call.transcript().filter((one) => one.startsWith('caller'))).toEqual([
      'caller: Are you open?',
      'caller: And on Mondays?',
    ])
  })

  it('that are there before what was said is whole are kept for it', async () => {
    const call = await spokenCall({ scripts: [speaks('Yes.')] })
    const utterance = call.starts()
    await call.passes(1_000)
    call.words(utterance, 'Are you open?')
    call.stops(utterance)
    expect(call.all('caller-said')).toMatchObject([{ turn: 1, text: 'Are you open?' }])
  })

  it('that never come leave a gap that is marked', async () => {
    const call = await callerWhoSaidSomething()
    await call.passes(4_900)
    expect(call.all('caller-said')).toEqual([])
    await call.passes(200)
    expect(call.all('caller-said')).toMatchObject([{ turn: 1, text: '', isUnheard: true }])
    expect(call.live.turns[1]).toMatchObject({ speaker: 'caller', turn: 1, isUnheard: true })
  })

  it('that could not be made out leave one at once', async () => {
    const call = await callerWhoSaidSomething()
    call.words(call.utterance, undefined)
    expect(call.all('caller-said')).toMatchObject([{ text: '', isUnheard: true }])
  })

  it('that come after all take the place of the gap', async () => {
    const call = await callerWhoSaidSomething()
    await call.passes(6_000)
    call.words(call.utterance, 'Are you open?')
    expect(call.transcript()).toEqual([
      `agent: ${greeting}`,
      'caller: Are you open?',
      'agent: Yes.',
    ])
    expect(call.live.lines.filter(({ speaker }) => speaker === 'caller')).toMatchObject([
      { text: 'Are you open?' },
    ])
  })

  it('who hangs up with them are written down all the same', async () => {
    const call = await spokenCall()
    const utterance = call.starts()
    await call.passes(500)
    const heardBytes = call.brain.session.heardBytes
    call.line.closes('caller')
    expect(call.brain.session.heardBytes).toBeGreaterThan(heardBytes)
    call.stops(utterance)
    await call.passes(300)
    call.words(utterance, 'Thanks, bye')
    await call.passes(100)
    expect(await call.conversation.ended).toEqual({ by: 'caller', transfer: undefined })
    expect(call.transcript().at(-1)).toBe('caller: Thanks, bye')
    expect(call.told()).toEqual([])
  })

  it('who hangs up are not waited for longer than two seconds', async () => {
    const call = await callerWhoSaidSomething()
    call.line.closes('caller')
    await call.passes(2_100)
    expect(await call.conversation.ended).toMatchObject({ by: 'caller' })
    expect(call.all('caller-said')).toMatchObject([{ isUnheard: true }])
  })
})
