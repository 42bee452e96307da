import { usualSpeech } from '../agents/default-agent.ts'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { standingWords } from '../agents/standing-words.ts'
import { answeredCall, everythingSettles } from '../../test/fakes/answered-call.ts'
import { calls, createGate, says } from '../../test/fakes/scripted-brain.ts'

const words = standingWords()
const [stillThere, offer, goodbye] = words.silent

async function callerWhoHeardTheGreeting(setting: Parameters<typeof answeredCall>[0] = {}) {
  const call = await answeredCall(setting)
  call.hearsTheOpening()
  return {
    ...call,
    async staysSilent(ms: number) {
      call.clock.advance(ms)
      await everythingSettles()
    },
  }
}

describe('a caller who says nothing', () => {
  it('is asked, then offered a message, then let go with a goodbye that is heard first', async () => {
    const call = await callerWhoHeardTheGreeting()
    for (const prompt of [stillThere, offer, goodbye]) {
      await call.staysSilent(8_000)
      expect(call.line.sent.slice(-2)).toEqual([prompt, '|'])
      call.hears(prompt)
      await everythingSettles()
    }
    expect(call.line.sent.at(-1)).toBe('[end]')
    await call.hangsUp()
    expect((await call.record()).entries.map(({ kind }) => kind)).toContain('caller-silent')
  })

  it('is not asked while the agent still speaks', async () => {
    const call = await answeredCall()
    call.clock.advance(8_000)
    await everythingSettles()
    expect(call.line.sent).toEqual([])
  })

  it('is given a full wait from the end of what the agent said', async () => {
    const call = await callerWhoHeardTheGreeting({ scripts: [says('We open at nine.')] })
    await call.staysSilent(7_000)
    call.says('When do you open?')
    await everythingSettles()
    await call.staysSilent(5_000)
    call.hears('We open at nine.')
    await call.staysSilent(7_999)
    expect(call.line.sent).not.toContain(stillThere)
    await call.staysSilent(1)
    expect(call.line.sent).toContain(stillThere)
  })

  it('begins the ladder anew with every word that is understood', async () => {
    const call = await callerWhoHeardTheGreeting({ scripts: [says('Yes?')] })
    await call.staysSilent(8_000)
    call.hears(stillThere)
    call.says('Yes, I am here.')
    await everythingSettles()
    call.hears('Yes?')
    await call.staysSilent(8_000)
    expect(call.line.sent.filter((text) => text === stillThere)).toHaveLength(2)
  })

  it('is not called silent while speaking, nor while an answer is worked out', async () => {
    const gate = createGate()
    const call = await callerWhoHeardTheGreeting({
      scripts: [[{ step: 'wait', gate }, ...says('Here.')]],
    })
    call.line.happens({ type: 'caller-speaking', text: 'I would' })
    await call.staysSilent(10_000)
    expect(call.line.sent).toEqual([])
    call.says('I would like to know')
    await call.staysSilent(5_000)
    expect(call.line.sent).not.toContain(stillThere)
    gate.open()
  })

  it('is asked all the same when a beginning of speech is never followed by words', async () => {
    const call = await callerWhoHeardTheGreeting()
    call.line.happens({ type: 'caller-speaking', text: '' })
    await call.staysSilent(38_000)
    expect(call.line.sent).toContain(stillThere)
  })

  it('is asked all the same in a room where a noise comes and goes like speech', async () => {
    const call = await callerWhoHeardTheGreeting()
    for (let second = 0; second < 40; second += 4) {
      call.line.happens({ type: 'caller-speaking', text: '' })
      await call.staysSilent(2_000)
      call.line.happens({ type: 'caller-stopped-speaking' })
      await call.staysSilent(2_000)
    }
    expect(call.line.sent).toContain(stillThere)
  })

  it('is not taken for one who falls in after having listened for a while', async () => {
    const call = await callerWhoHeardTheGreeting({ scripts: [says('That is a long story.')] })
    call.says('Why is that?')
    await everythingSettles()
    call.line.happens({ type: 'playback-started' })
    await call.staysSilent(6_000)
    call.line.happens({ type: 'caller-speaking', text: '' })
    call.interruptsAfter('That is')
    for (let second = 0; second < 30; second += 5) {
      call.line.happens({ type: 'caller-speaking', text: 'I mean' })
      await call.staysSilent(5_000)
    }
    expect(call.line.sent).toEqual(['That is a long story.', '|'])
  })

  it('appears to the brain as words of the house, so that an open question stays open', async () => {
    const call = await callerWhoHeardTheGreeting({ scripts: [says('At nine.')] })
    await call.staysSilent(8_000)
    call.hears(stillThere)
    call.says('When do you open?')
    await everythingSettles()
    expect(call.brain.requests.at(-1)?.transcript).toMatchObject([
      { speaker: 'agent', turn: 0 },
      { speaker: 'agent', turn: 1, text: stillThere, standing: true },
      { speaker: 'caller', turn: 2 },
    ])
  })
})

describe('a caller who is hardly understood', () => {
  it('is asked again, offered a message, and let go', async () => {
    const call = await callerWhoHeardTheGreeting()
    for (const prompt of words.unclear) {
      call.line.happens({ type: 'caller-unclear', text: 'mumble', confidence: 0.2 })
      await everythingSettles()
      expect(call.line.sent.slice(-2)).toEqual([prompt, '|'])
      call.hears(prompt)
      await everythingSettles()
    }
    expect(call.line.sent.at(-1)).toBe('[end]')
  })
})

describe('something that takes longer than a moment', () => {
  it('is covered by a filler, once, and the answer follows it', async () => {
    const gate = createGate()
    const call = await callerWhoHeardTheGreeting({
      scripts: [[{ step: 'wait', gate }, ...says('We open at nine.')]],
    })
    call.says('When do you open?')
    await everythingSettles()
    await call.staysSilent(699)
    expect(call.line.sent).toEqual([])
    await call.staysSilent(1)
    expect(call.line.sent).toEqual([words.fillers[0]])
    await call.staysSilent(4_000)
    gate.open()
    await everythingSettles()
    expect(call.line.sent).toEqual([words.fillers[0], ' We open at nine.', '|'])
  })

  it('is not covered by one filler alone where it takes very long, nor by the same again', async () => {
    const slow = {
      name: 'look-up',
      description: 'Never comes to an end',
      parameters: z.object({}),
      effectKey: () => undefined,
      run: () => new Promise<never>(() => undefined),
    }
    const call = await callerWhoHeardTheGreeting({
      agent: { allowedTools: ['look-up'] },
      tools: [slow],
      scripts: [calls('look-up', {}), calls('look-up', {}), says('I cannot find it.')],
    })
    call.says('When do you open?')
    await everythingSettles()
    for (let second = 0; second < 20; second += 1) await call.staysSilent(1_000)
    const [first, next] = words.fillers
    expect(call.line.sent).toEqual([first, ` ${next ?? ''}`, ' I cannot find it.', '|'])
  })

  it('is not covered by the same filler the next time', async () => {
    const gates = [createGate(), createGate()]
    const call = await callerWhoHeardTheGreeting({
      scripts: gates.map((gate) => [{ step: 'wait', gate }, ...says('At nine.')]),
    })
    for (const gate of gates) {
      call.says('When do you open?')
      await everythingSettles()
      await call.staysSilent(1_500)
      gate.open()
      await everythingSettles()
      call.hears(`${call.line.sent.at(-3) ?? ''} At nine.`)
    }
    const fillers = call.line.sent.filter((text) => words.fillers.includes(text))
    expect(fillers).toEqual(words.fillers.slice(0, 2))
  })

  it('is not covered where the brain answers at once', async () => {
    const call = await callerWhoHeardTheGreeting({ scripts: [says('At nine.')] })
    call.says('When do you open?')
    await everythingSettles()
    await call.staysSilent(5_000)
    expect(call.line.sent).toEqual(['At nine.', '|'])
  })

  it('waits for all the words before it, however many pieces they came in', async () => {
    const gate = createGate()
    const pieces = 'I will look that up for you right away.'.split(/(?= )/)
    const call = await callerWhoHeardTheGreeting({
      scripts: [[...says(...pieces), { step: 'wait', gate }, ...says('At nine.')]],
    })
    call.says('When do you open?')
    await everythingSettles()
    await call.staysSilent(699 + pieces.join('').length * 60)
    expect(call.line.sent).toEqual(pieces)
    await call.staysSilent(1)
    expect(call.line.sent.at(-1)).toBe(` ${words.fillers[0] ?? ''}`)
    gate.open()
  })

  it('comes after words too, once they have been played', async () => {
    const gate = createGate()
    const call = await callerWhoHeardTheGreeting({
      scripts: [[...says('I will look that up.'), { step: 'wait', gate }, ...says('At nine.')]],
    })
    call.says('When do you open?')
    await everythingSettles()
    await call.staysSilent(1_200 + 'I will look that up.'.length * 60)
    expect(call.line.sent).toEqual(['I will look that up.', ` ${words.fillers[0] ?? ''}`])
    gate.open()
  })
})

describe('a call that lasts too long', () => {
  const aMinute = { silenceMs: 300_000, fillerAfterMs: 1_200, longestCallMinutes: 1 }
  const agent = {
    voice: {
      channel: 'relay',
      language: 'en-US',
      speaker: undefined,
      patience: aMinute,
      speech: usualSpeech,
    },
  } as const

  it('is ended with words, after what is being said', async () => {
    const call = await callerWhoHeardTheGreeting({ agent, scripts: [says('We open at nine.')] })
    await call.staysSilent(58_000)
    call.says('When do you open?')
    await everythingSettles()
    await call.staysSilent(2_000)
    expect(call.line.sent).not.toContain(words.wrapUp)
    call.hears('We open at nine.')
    await everythingSettles()
    expect(call.line.sent.slice(-2)).toEqual([words.wrapUp, '|'])
    call.hears(words.wrapUp)
    await everythingSettles()
    expect(call.line.sent.at(-1)).toBe('[end]')
  })

  it('is ended also when the caller goes on talking over the goodbye', async () => {
    const call = await callerWhoHeardTheGreeting({ agent })
    call.line.happens({ type: 'caller-speaking', text: 'and then' })
    await call.staysSilent(60_000)
    call.interruptsAfter('I am sorry')
    call.says('But wait!')
    await everythingSettles()
    expect(call.brain.requests).toEqual([])
    await call.staysSilent(60_000)
    expect(call.line.sent.at(-1)).toBe('[end]')
  })
})

describe('keys that a caller presses', () => {
  it('become one thing said, at the hash or after a pause', async () => {
    const call = await callerWhoHeardTheGreeting({ scripts: [says('Thank you.'), says('Sure.')] })
    for (const key of '555#') call.line.happens({ type: 'key-pressed', key })
    await everythingSettles()
    call.hears('Thank you.')
    call.line.happens({ type: 'key-pressed', key: '0' })
    await call.staysSilent(2_500)
    expect(
      call.brain.requests.at(-1)?.transcript.filter(({ speaker }) => speaker === 'caller'),
    ).toMatchObject([{ text: '555' }, { text: '0' }])
  })

  it('and that say nothing, such as the hash alone, do not leave the caller in silence', async () => {
    const call = await callerWhoHeardTheGreeting()
    call.line.happens({ type: 'key-pressed', key: '#' })
    await call.staysSilent(12_000)
    expect(call.line.sent).toContain(stillThere)
  })

  it('are dropped when the caller speaks instead', async () => {
    const call = await callerWhoHeardTheGreeting({ scripts: [says('At nine.')] })
    call.line.happens({ type: 'key-pressed', key: '5' })
    call.says('When do you open?')
    await call.staysSilent(3_000)
    expect(call.brain.requests).toHaveLength(1)
  })
})

describe('a line that tells nothing of the playback', () => {
  const can = { bargeIn: false, reportsPlayback: false, reportsSilence: true }

  it('counts every answer as heard at once, and then it is the caller’s turn', async () => {
    const call = await answeredCall({ can, scripts: [says('We open at nine.')] })
    expect(call.line.listening).toBe(1)
    call.says('When do you open?')
    await everythingSettles()
    expect(call.line.listening).toBe(2)
    await call.hangsUp()
    const { messages } = await call.record()
    expect(messages.at(-1)).toMatchObject({ role: 'assistant', content: 'We open at nine.' })
  })

  it('tells of silence itself', async () => {
    const call = await answeredCall({ can })
    call.clock.advance(60_000)
    await everythingSettles()
    expect(call.line.sent).toEqual([])
    for (const prompt of words.silent) {
      call.line.happens({ type: 'caller-silent' })
      await everythingSettles()
      expect(call.line.sent).toContain(prompt)
    }
    expect(call.line.sent.at(-1)).toBe('[end]')
  })

  it('ends as soon as a goodbye is said', async () => {
    const call = await answeredCall({
      can,
      scripts: [calls('end-call', {}), says('Goodbye.')],
    })
    call.says('That was all.')
    await everythingSettles()
    expect(call.line.sent).toEqual(['Goodbye.', '|', '[end]'])
  })
})
