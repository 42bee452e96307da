import { describe, expect, it } from 'vitest'
import { speaks } from '../../test/fakes/speech-brain.ts'
import { spokenCall, wordsOfHouse } from '../../test/fakes/spoken-call.ts'

const [stillThere, offer, goodbye] = wordsOfHouse.silent
const lasts = (words: string) => words.length * 60

describe('a caller on the line who says nothing', () => {
  it('is asked, then offered a message, then let go with a goodbye that is heard first', async () => {
    const call = await spokenCall()
    for (const prompt of [stillThere, offer]) {
      await call.passes(8_000 + 300 + lasts(prompt))
      expect(call.line.heard).toMatch(new RegExp(`${prompt.replaceAll('?', '\\?')}$`))
    }
    await call.passes(8_000 + 300 + lasts(goodbye) - 500)
    expect(call.line.deeds).toEqual([])
    await call.passes(1_000)
    expect(call.line.deeds).toEqual(['end'])
    expect(call.line.heard).toBe(stillThere + offer + goodbye)
    expect(call.all('caller-silent').map(({ times }) => times)).toEqual([1, 2, 3])
    expect(call.told().filter((one) => one.startsWith('say'))).toHaveLength(3)
  })

  it('has the model remember what the house said', async () => {
    const call = await spokenCall()
    await call.passes(8_000 + 300 + lasts(stillThere) + 100)
    expect(call.told().at(-1)).toBe(`remember ${stillThere}`)
    expect(call.transcript().at(-1)).toBe(`agent: ${stillThere}`)
    expect(call.all('agent-heard').at(-1)).toMatchObject({ standing: true })
  })

  it('is given a full wait from the end of what was heard', async () => {
    const call = await spokenCall({ scripts: [speaks('We open at nine.')] })
    await call.says('When do you open?')
    await call.passes(100 + lasts('We open at nine.') + 7_950)
    expect(call.line.heard).toBe('We open at nine.')
    await call.passes(1_500)
    expect(call.line.heard).toMatch(/Are/)
  })

  it('begins anew with every word that is understood', async () => {
    const call = await spokenCall({ scripts: [speaks('Yes?')] })
    await call.passes(8_300 + lasts(stillThere))
    await call.says('Yes, I am here.')
    await call.passes(1_000 + 8_300 + lasts(stillThere))
    expect(call.line.heard).toBe(`${stillThere}Yes?${stillThere}`)
  })

  it('is not asked while a sound like speech is heard, and not asked for ever', async () => {
    const call = await spokenCall()
    call.starts()
    await call.passes(29_000)
    expect(call.line.heard).toBe('')
    await call.passes(10_000)
    expect(call.line.heard).toMatch(/Are/)
  })

  it('and speaks over the last goodbye is answered after it', async () => {
    const call = await spokenCall({ scripts: [speaks('Oh, good.')] })
    await call.passes(3 * 8_300 + lasts(stillThere) + lasts(offer) + 1_000)
    await call.says('I am here now, sorry!')
    await call.passes(lasts(goodbye) + 2_000)
    expect(call.line.heard).toBe(`${stillThere}${offer}${goodbye}Oh, good.`)
    expect(call.line.deeds).toEqual([])
  })
})

describe('a spoken call that has lasted long enough', () => {
  const long = { longestCallMs: 10_000 }

  it('ends with a goodbye that is heard to its end', async () => {
    const call = await spokenCall({ ...long, scripts: [speaks('Yes?')] })
    await call.says('Hello')
    await call.passes(8_000 + 1_000 + lasts(wordsOfHouse.wrapUp))
    expect(call.line.heard).toContain(`Yes?${wordsOfHouse.wrapUp}`)
    expect(call.line.deeds).toEqual(['end'])
  })

  it('lets the agent finish its sentence first', async () => {
    const answer = 'This is a long answer, which is not cut off in the middle of it.'
    const call = await spokenCall({ ...long, scripts: [speaks(answer)] })
    await call.passes(6_500)
    await call.says('Hello')
    await call.passes(12_000)
    expect(call.line.heard).toMatch(new RegExp(`^${answer}I am sorry`))
  })

  it('answers nothing any more', async () => {
    const call = await spokenCall({ ...long, scripts: [speaks('This is never said.')] })
    await call.passes(10_500)
    await call.says('But I still have a question!')
    await call.passes(lasts(wordsOfHouse.wrapUp) + 2_000)
    expect(call.line.heard).toBe(`${stillThere}${wordsOfHouse.wrapUp}`)
    expect(call.transcript()).toContain('caller: But I still have a question!')
    expect(call.line.deeds.at(-1)).toBe('end')
  })

  it('ends also when the line never tells that it has', async () => {
    const call = await spokenCall(long)
    await call.passes(10_500 + lasts(wordsOfHouse.wrapUp))
    await call.passes(121_000)
    expect(await call.conversation.ended).toEqual({ by: 'agent', transfer: undefined })
  })
})

describe('a spoken call that this process lets go of', () => {
  it('is told to be between two turns when nobody speaks and nothing is answered', async () => {
    const call = await spokenCall({ scripts: [speaks('We open at nine.')] })
    let hasEnded = false
    const utterance = call.starts()
    void call.conversation.turnEnds().then(() => (hasEnded = true))
    await call.passes(500)
    call.stops(utterance)
    call.words(utterance, 'When do you open?')
    await call.passes(1_000)
    expect(hasEnded).toBe(false)
    await call.passes(1_000)
    expect(hasEnded).toBe(true)
    await call.conversation.turnEnds()
  })

  it('says its last words, and ends when they were heard', async () => {
    const call = await spokenCall()
    call.conversation.closeWith('We have to stop. Goodbye.')
    await call.passes(3_000)
    expect(call.line.heard).toBe('We have to stop. Goodbye.')
    expect(call.line.deeds).toEqual(['end'])
  })

  it('says them after what has begun to be said', async () => {
    const call = await spokenCall({ scripts: [speaks('We open at nine.')] })
    await call.says('When do you open?')
    await call.passes(300)
    call.conversation.closeWith('Goodbye.')
    await call.passes(3_000)
    expect(call.line.heard).toBe('We open at nine.Goodbye.')
  })

  it('says them also to a caller who has just fallen in', async () => {
    const call = await spokenCall({ scripts: [speaks('We open at nine and close at five.')] })
    await call.says('When do you open?')
    await call.passes(1_000)
    const utterance = call.starts()
    await call.passes(300)
    call.conversation.closeWith('We have to stop. Goodbye.')
    await call.passes(1_000)
    call.stops(utterance)
    call.words(utterance, 'And on Mondays?')
    await call.passes(3_000)
    expect(call.line.heard).toMatch(/^We open at nineWe have to stop. Goodbye\.$/)
    expect(call.line.deeds).toEqual(['clear', 'end'])
  })

  it('is left where it is, with what was heard written down', async () => {
    const call = await spokenCall({ scripts: [speaks('We open at nine and close at five.')] })
    await call.says('When do you open?')
    await call.passes(1_000)
    call.conversation.leave('handed-on')
    await call.passes(2_100)
    expect(await call.conversation.ended).toEqual({ by: 'agent', transfer: undefined })
    expect(call.line.deeds).toEqual(['leave'])
    expect(call.all('agent-heard').at(-1)).toMatchObject({
      text: 'We open at nine',
      interrupted: true,
    })
    expect(call.brain.session.isClosed).toBe(true)
  })
})
