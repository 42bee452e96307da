import { describe, expect, it } from 'vitest'
import { speaks } from '../../test/fakes/speech-brain.ts'
import { spokenCall } from '../../test/fakes/spoken-call.ts'

const second = Buffer.from(Buffer.alloc(8_000, 0xff).toString('base64'))
const never = speaks('', { never: true })

describe('a model that goes wrong', () => {
  it('and speaks without end is stopped after the longest answer, and the caller is heard again', async () => {
    const call = await spokenCall({ scripts: [never] })
    await call.says('Tell me everything')
    const { session } = call.brain
    session.tells({ type: 'answer-started', answer: 'endless' })
    for (let seconds = 0; seconds < 1_000; seconds += 1) session.spoke('endless', second)
    expect(call.told().filter((told) => told.startsWith('cut'))).toEqual(['cut endless at 120000'])
    expect(call.line.givenMs).toBe(120_000)
    session.tells({ type: 'answer-ended', answer: 'endless', reason: 'cut-off' })
    await call.passes(121_000)
    expect(call.all('brain-failed')).toEqual([])
    await call.conversation.turnEnds()
    expect(call.told().some((told) => told.startsWith('say'))).toBe(false)
  })

  it('and writes without a sound counts as lost', async () => {
    const call = await spokenCall({ scripts: [never, speaks('We are open.')] })
    await call.says('Are you open?')
    const { session } = call.brain
    session.tells({ type: 'answer-started', answer: 'mute' })
    for (let times = 0; times < 12; times += 1) {
      session.tells({ type: 'answer-words', answer: 'mute', text: 'word ' })
      await call.passes(1_000)
    }
    expect(call.line.heard).toBe('We are open.')
  })

  it('and cannot even say that it lost its thread hands the caller to one who can', async () => {
    const call = await spokenCall({ scripts: [never] })
    await call.says('Are you open?')
    const { session } = call.brain
    session.tells({ type: 'answer-started', answer: 'a' })
    session.tells({ type: 'answer-ended', answer: 'a', reason: 'failed' })
    session.tells({ type: 'answer-started', answer: 'b', saying: 'words-1' })
    session.tells({ type: 'answer-ended', answer: 'b', reason: 'failed' })
    await call.passes(100)
    expect(call.line.deeds).toEqual(['end'])
    call.line.closes()
    await call.passes(100)
    expect(await call.conversation.ended).toMatchObject({ by: 'fault', instead: 'relay' })
  })

  it('and is lost while it says so says so again', async () => {
    const call = await spokenCall({ scripts: [never, speaks('We are open.')] })
    await call.says('Are you open?')
    const { session } = call.brain
    session.tells({ type: 'answer-started', answer: 'a' })
    session.tells({ type: 'answer-ended', answer: 'a', reason: 'failed' })
    session.isLost()
    await call.passes(3_000)
    expect(call.line.heard).toBe('I lost my thread.')
  })

  it('and does not say the words of the house hands the caller to one who does', async () => {
    const call = await spokenCall({ silenceMs: 5_000 })
    const { session } = call.brain
    await call.passes(4_950)
    for (let time = 1; time < 4; time += 1) {
      session.tells({ type: 'answer-started', answer: `b${time}`, saying: `words-${time}` })
      session.tells({ type: 'answer-ended', answer: `b${time}`, reason: 'failed' })
    }
    expect(call.line.deeds).toEqual(['end'])
  })
})
