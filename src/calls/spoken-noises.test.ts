import { describe, expect, it } from 'vitest'
import { asksFor, speaks } from '../../test/fakes/speech-brain.ts'
import { spokenCall } from '../../test/fakes/spoken-call.ts'
import { goOnAfterNoise } from './speech-instructions.ts'

const hours = 'We open at nine and close at five.'

/** The agent has said "We open at nine", and goes on. */
async function callerWhoListens(setting: Parameters<typeof spokenCall>[0] = {}) {
  const call = await spokenCall({ scripts: [speaks(hours), speaks('Yes?')], ...setting })
  await call.says('When are you open?')
  await call.passes(1_000)
  return call
}

describe('a caller who coughs', () => {
  it('hears the agent stop, and then go on where it stopped', async () => {
    const call = await callerWhoListens()
    await call.coughs()
    await call.passes(3_000)
    expect(call.line.deeds).toEqual(['clear'])
    expect(call.line.heard).toBe(hours)
    expect(call.transcript().at(-1)).toBe(`agent: ${hours}`)
    expect(call.all('agent-heard').at(-1)).toMatchObject({ interrupted: false })
  })

  it('hears no moment of it twice, wherever it was cut', async () => {
    const call = await callerWhoListens()
    await call.passes(37)
    await call.coughs()
    await call.passes(3_000)
    expect(Math.abs(call.line.givenMs - hours.length * 60)).toBeLessThan(1)
  })

  it('is in the phase that is heard', async () => {
    const call = await callerWhoListens()
    const cough = call.starts()
    expect(call.live.summary.phase).toBe('listening')
    await call.passes(500)
    call.stops(cough)
    call.words(cough, '')
    expect(call.live.summary.phase).toBe('speaking')
  })

  it('is not answered, and has the model forget it', async () => {
    const call = await callerWhoListens()
    const cough = await call.coughs()
    await call.passes(3_000)
    expect(call.told()).toContain(`forget ${cough}`)
    expect(call.told().filter((one) => one === 'answer')).toHaveLength(1)
    expect(call.all('caller-said')).toHaveLength(1)
  })

  it('has the model remember what came after it, once it was heard', async () => {
    const call = await callerWhoListens()
    await call.coughs()
    await call.passes(500)
    expect(call.told().at(-1)).toMatch(/^forget/)
    await call.passes(2_500)
    expect(call.told().at(-1)).toBe('remember and close at five.')
  })

  it('hears it go on also when nobody tells what the cough was', async () => {
    const call = await callerWhoListens()
    const cough = call.starts()
    await call.passes(800)
    call.stops(cough)
    await call.passes(1_190)
    expect(call.line.heard).toBe('We open at nine')
    await call.passes(2_000)
    expect(call.line.heard).toBe(hours)
  })

  it('hears no rest twice when it happens again', async () => {
    const call = await callerWhoListens()
    await call.coughs()
    await call.passes(600)
    await call.coughs()
    await call.passes(3_000)
    expect(call.line.heard).toBe(hours)
    expect(call.told().filter((one) => one.startsWith('cut'))).toHaveLength(1)
  })

  it('and then speaks is answered, and the rest is never said', async () => {
    const call = await callerWhoListens()
    const cough = call.starts()
    await call.passes(800)
    call.stops(cough)
    await call.says('And on Mondays?')
    await call.passes(3_000)
    expect(call.line.heard).toBe('We open at nineYes?')
    expect(call.transcript().slice(1)).toEqual([
      'caller: When are you open?',
      'agent: We open at nine',
      'caller: And on Mondays?',
      'agent: Yes?',
    ])
  })

  it('hears an answer go on that was still being made', async () => {
    const call = await callerWhoListens({
      scripts: [speaks(hours, { slowly: true }), speaks('at nine, all week.')],
    })
    await call.coughs()
    await call.passes(5_000)
    expect(call.told()).toContain(`answer: ${goOnAfterNoise}`)
    expect(call.line.heard).toMatch(/at nine, all week\.$/)
    expect(call.all('agent-heard').at(-1)).toMatchObject({ interrupted: false, turn: 1 })
  })

  it('while the agent thinks hears the answer all the same, and all of it', async () => {
    const call = await spokenCall({ scripts: [speaks(hours, { thinksMs: 1_500 })] })
    await call.says('When are you open?')
    await call.passes(200)
    await call.coughs()
    await call.passes(4_000)
    expect(call.line.heard).toBe(hours)
    expect(call.told()).toEqual(['answer', expect.stringMatching(/^forget/)])
  })

  it('is answered like anybody who says something where the owner wants it so', async () => {
    const call = await callerWhoListens({ goesOnAfterNoise: false })
    await call.coughs()
    await call.passes(3_000)
    expect(call.line.heard).toBe('We open at nineYes?')
    expect(call.all('caller-said').at(-1)).toMatchObject({ text: '', isUnheard: true })
  })

  it('during the words of the house hears the rest of them', async () => {
    const call = await spokenCall()
    await call.passes(8_700)
    await call.coughs()
    await call.passes(3_000)
    expect(call.line.heard).toBe('Are you still there?')
    expect(call.told()).toContain('remember Are you')
    expect(call.told().at(-1)).toBe('remember still there?')
  })

  it('for as long as nobody coughs hears the agent go on after half a minute', async () => {
    const call = await callerWhoListens()
    call.starts()
    await call.passes(29_900)
    expect(call.line.heard).toBe('We open at nine')
    await call.passes(2_000)
    expect(call.line.heard).toBe(hours)
  })
})

describe('a caller who says "mhm"', () => {
  it.each(['Mhm.', 'uh-huh', 'Yeah, okay.', 'I see'])(
    'hears the agent go on after %s',
    async (sign) => {
      const call = await callerWhoListens()
      await call.coughs(sign)
      await call.passes(3_000)
      expect(call.line.heard).toBe(hours)
      expect(call.all('caller-said')).toHaveLength(1)
    },
  )

  it('to a question that was just asked has answered it', async () => {
    const call = await spokenCall({
      scripts: [speaks('Shall I note it? I can also call somebody.'), speaks('It is noted.')],
    })
    await call.says('A tap is leaking.')
    await call.passes(100 + 'Shall I note it?'.length * 60 + 100)
    await call.coughs('Yeah.')
    await call.passes(3_000)
    expect(call.line.heard).toMatch(/^Shall I note it\? ?I?It is noted\.$/)
    expect(call.transcript()).toContain('caller: Yeah.')
  })
})

describe('a caller who says a short word', () => {
  it('is answered as soon as it is known to be one', async () => {
    const call = await callerWhoListens({ scripts: [speaks(hours), speaks('I stop.')] })
    await call.coughs('Stop!')
    await call.passes(3_000)
    expect(call.line.heard).toBe('We open at nineI stop.')
    expect(call.transcript()).toContain('caller: Stop!')
  })

  it('is answered also when it was taken for a cough before', async () => {
    const call = await callerWhoListens({ scripts: [speaks(hours), speaks('I stop.')] })
    await call.says('Stop!', { ms: 300, wordsAfterMs: 1_400 })
    await call.passes(3_000)
    expect(call.line.heard).toMatch(/^We open at nine and?I stop\.$/)
    expect(call.told()).toContain('read Stop!')
    expect(call.transcript()).toContain('caller: Stop!')
  })
})

describe('a caller who presses keys', () => {
  it('stops the agent with the first, and is answered on all of them', async () => {
    const call = await callerWhoListens({ scripts: [speaks(hours), speaks('Thank you.')] })
    for (const key of ['1', '2']) call.line.presses(key)
    expect(call.line.deeds).toEqual(['clear'])
    await call.passes(500)
    call.line.presses('#')
    await call.passes(3_000)
    expect(call.told()).toContain('read 12')
    expect(call.line.heard).toBe('We open at nineThank you.')
    expect(call.transcript()).toContain('caller: 12')
    expect(call.all('key-pressed').map(({ key }) => key)).toEqual(['1', '2', '#'])
  })

  it('and none that count hears the agent go on', async () => {
    const call = await callerWhoListens()
    call.line.presses('#')
    await call.passes(7_000)
    expect(call.line.heard).toBe(hours)
  })

  it('during a goodbye does not cut it', async () => {
    const call = await spokenCall({
      scripts: [asksFor('end-call', {}), speaks('Goodbye, and thank you.'), speaks('Pardon?')],
    })
    await call.says('That is all.')
    await call.passes(1_000)
    for (const key of ['1', '#']) call.line.presses(key)
    expect(call.line.deeds).toEqual([])
    await call.passes(6_000)
    expect(call.line.heard).toBe('Goodbye, and thank you.Pardon?')
  })
})
