import { describe, expect, it } from 'vitest'
import { asksFor, speaks } from '../../test/fakes/speech-brain.ts'
import { greeting, spokenCall } from '../../test/fakes/spoken-call.ts'
import { slowTool } from '../../test/fakes/slow-tool.ts'

const hours = 'We open at nine and close at five.'
/** Sixty milliseconds a character. */
const hoursMs = hours.length * 60

/** A call in which the agent has just begun to answer. */
async function callerWhoIsAnswered(setting: Parameters<typeof spokenCall>[0] = {}) {
  const scripts = [speaks(hours), speaks('Yes, on Mondays too.')]
  const call = await spokenCall({ scripts, ...setting })
  await call.says('When are you open?')
  // It thinks for 300 ms, of which the words have taken 200.
  await call.passes(100)
  return call
}

describe('a caller who speaks over the agent', () => {
  it('hears nothing more of it from that very moment', async () => {
    const call = await callerWhoIsAnswered()
    await call.passes(900)
    call.starts()
    expect(call.line.deeds).toEqual(['clear'])
    await call.passes(3_000)
    expect(call.line.heard).toBe(hours.slice(0, 15))
  })

  it('has the model know to the millisecond what was heard', async () => {
    const call = await callerWhoIsAnswered()
    await call.passes(900)
    call.starts()
    expect(call.told().at(-1)).toBe('cut s1a1 at 900')
  })

  it('has the line cleared before anything else, and both in one tick', async () => {
    const call = await callerWhoIsAnswered()
    await call.passes(900)
    const order: string[] = []
    const { line } = call
    const { session } = call.brain
    const clear = line.clear.bind(line)
    line.clear = () => {
      order.push('line')
      return clear()
    }
    session.cutOff = () => void order.push('model')
    call.starts()
    expect(order).toEqual(['line', 'model'])
  })

  it('is answered on what was said, and the transcript ends where the agent was cut', async () => {
    const call = await callerWhoIsAnswered()
    await call.passes(900)
    await call.says('On Mondays?')
    await call.passes(3_000)
    expect(call.transcript()).toEqual([
      `agent: ${greeting}`,
      'caller: When are you open?',
      'agent: We open at nine',
      'caller: On Mondays?',
      'agent: Yes, on Mondays too.',
    ])
    expect(call.all('agent-heard')).toContainEqual({
      turn: 1,
      text: 'We open at nine',
      planned: hours,
      interrupted: true,
    })
    expect(call.line.heard).toBe('We open at nineYes, on Mondays too.')
  })

  it('is seen to have interrupted', async () => {
    const call = await callerWhoIsAnswered()
    await call.passes(500)
    call.starts()
    expect(call.events).toContainEqual(expect.objectContaining({ type: 'agent-interrupted' }))
    expect(call.live.summary.phase).toBe('listening')
  })

  it('before its first sound hears none of it', async () => {
    const call = await spokenCall({ scripts: [speaks(hours), speaks('Both days.')] })
    await call.says('Are you open on Monday?', { wordsAfterMs: 100 })
    await call.says('And on Tuesday?', { ms: 1_500 })
    await call.passes(3_000)
    expect(call.line.heard).toBe('Both days.')
    expect(call.told()).toContain('cut s1a1 at 0')
    expect(call.transcript().slice(1)).toEqual([
      'caller: Are you open on Monday?',
      'agent: ',
      'caller: And on Tuesday?',
      'agent: Both days.',
    ])
  })

  it('while it is still being made stops it from being made', async () => {
    const call = await callerWhoIsAnswered({
      scripts: [speaks(hours, { slowly: true }), speaks('Yes.')],
    })
    await call.passes(600)
    call.starts()
    expect(call.told().at(-1)).toMatch(/^cut s1a1 at \d+$/)
    await call.passes(3_000)
    expect(call.line.heard.length).toBeLessThan(13)
  })

  it('after its last sound has been given cuts no more than is left', async () => {
    const call = await callerWhoIsAnswered()
    await call.passes(hoursMs - 240)
    await call.says('Thank you, and on Sundays?')
    await call.passes(3_000)
    expect(call.transcript()).toContain('agent: We open at nine and close at')
    expect(call.told()).toContain(`cut s1a1 at ${hoursMs - 240}`)
  })

  it('just when it was heard to its end has heard all of it', async () => {
    const call = await callerWhoIsAnswered()
    await call.passes(hoursMs)
    await call.says('Thank you, and on Sundays?')
    await call.passes(3_000)
    expect(call.transcript()).toContain(`agent: ${hours}`)
    expect(call.told().filter((one) => one.startsWith('cut'))).toEqual([])
    expect(call.line.deeds).toEqual([])
  })

  it('twice in a row is answered once, on both', async () => {
    const call = await callerWhoIsAnswered({
      scripts: [speaks(hours), speaks('Monday is fine.'), speaks('Tuesday is fine.')],
    })
    await call.passes(900)
    await call.says('On Mondays?')
    await call.says('I mean Tuesdays.')
    await call.passes(3_000)
    expect(call.line.heard).toBe('We open at nineTuesday is fine.')
    expect(call.transcript().slice(2)).toEqual([
      'agent: We open at nine',
      'caller: On Mondays?',
      'agent: ',
      'caller: I mean Tuesdays.',
      'agent: Tuesday is fine.',
    ])
  })

  it('while a tool runs lets it come to its end, and is answered with what it did', async () => {
    const tool = slowTool()
    const call = await callerWhoIsAnswered({
      tools: [tool],
      scripts: [asksFor('look-up', { what: 'hours' }), speaks('I see. Yes, it is there.')],
    })
    await call.passes(300)
    await call.says('Are you still looking?')
    expect(call.told().filter((one) => one === 'answer')).toHaveLength(1)
    tool.finish()
    await call.passes(3_000)
    expect(call.told().slice(-2)).toEqual(['tool done well', 'answer'])
    expect(call.line.heard).toContain('I see. Yes, it is there.')
    expect(call.transcript()).toContain('tool: look-up done')
  })

  it('during a filler hears no more of it, and the tool goes on', async () => {
    const tool = slowTool()
    const call = await callerWhoIsAnswered({
      tools: [tool],
      scripts: [asksFor('look-up', { what: 'hours' }), speaks('Here it is.')],
    })
    await call.passes(1_600)
    expect(call.line.heard).toBe('One moment')
    await call.says('Take your time, I have to look for a pen.')
    tool.finish()
    await call.passes(3_000)
    expect(call.line.heard).toBe('One momentHere it is.')
  })

  it('before a tool has begun does not have it done', async () => {
    const tool = slowTool()
    const call = await spokenCall({
      tools: [tool],
      scripts: [asksFor('look-up', { what: 'hours' }), speaks('All right, no.')],
    })
    await call.says('Please look it up', { wordsAfterMs: 250 })
    const utterance = call.starts()
    await call.passes(1_000)
    call.stops(utterance)
    call.words(utterance, 'No, stop, do not.')
    await call.passes(3_000)
    expect(tool.timesRun).toBe(0)
    expect(call.brain.session.toolsDone).toMatchObject([{ result: { ok: false } }])
    expect(call.line.heard).toBe('All right, no.')
  })
})

describe('a caller who speaks over a goodbye', () => {
  const goodbye = 'Goodbye, and thank you for calling.'

  async function callerWhoIsSeenOff(setting: Parameters<typeof spokenCall>[0] = {}) {
    const scripts = [asksFor('end-call', { reason: 'done' }), speaks(goodbye), speaks('Yes?')]
    const call = await spokenCall({ scripts, ...setting })
    await call.says('That is all.')
    await call.passes(800)
    return call
  }

  it('hears it to its end', async () => {
    const call = await callerWhoIsSeenOff()
    await call.says('Thanks, bye!')
    await call.passes(3_000)
    expect(call.line.heard).toBe(goodbye)
    expect(call.line.deeds).toEqual(['end'])
  })

  it('with a courtesy is not answered again, and it stands in the transcript', async () => {
    const call = await callerWhoIsSeenOff()
    await call.says('Thanks, bye!')
    await call.passes(3_000)
    call.line.closes()
    await call.passes(100)
    expect(await call.conversation.ended).toEqual({ by: 'agent', transfer: undefined })
    expect(call.transcript().slice(-2)).toEqual([`agent: ${goodbye}`, 'caller: Thanks, bye!'])
  })

  it('with another wish is answered after it, and the call goes on', async () => {
    const call = await callerWhoIsSeenOff()
    await call.says('Oh wait, one more question.')
    await call.passes(5_000)
    expect(call.line.heard).toBe(`${goodbye}Yes?`)
    expect(call.line.deeds).toEqual([])
  })

  it('is heard out before the line ends', async () => {
    const call = await callerWhoIsSeenOff()
    await call.passes(goodbye.length * 60 - 1_000)
    const utterance = call.starts()
    await call.passes(2_000)
    expect(call.line.deeds).toEqual([])
    call.stops(utterance)
    call.words(utterance, 'Bye bye')
    await call.passes(100)
    expect(call.line.deeds).toEqual(['end'])
  })
})
