import { describe, expect, it } from 'vitest'
import { answersHours, events, relayCall } from '../testing/relay-call.ts'
import { silentWav } from '../testing/wav.ts'
import type { RelayFrame } from '../testing/relay-peer.ts'

const aLongStory = 'Once upon a time there was a telephone that nobody answered. '

/** A call in which the agent tells a long story. */
async function storyCall(attributes = events) {
  const call = await relayCall({
    attributes,
    script: (frame, peer) => {
      if (frame.type === 'setup') peer.token(aLongStory, { last: true })
    },
  })
  await call.caller.hears('Once upon')
  return call
}

function types(frames: readonly RelayFrame[]): string[] {
  return frames.map(({ type }) => type)
}

describe('recognition', () => {
  it('gives a prompt to the server 700 ms after the last word', async () => {
    await using call = await relayCall({ attributes: '' })
    await call.caller.says('Hello')
    expect(call.carrier.clock.monotonicMs()).toBe(700)
    expect(types(call.seen())).toEqual(['setup', 'prompt'])
  })

  it('waits for the silence that the server asks for', async () => {
    await using call = await relayCall({ attributes: 'speechTimeout="2000"' })
    await call.caller.says('Hello')
    expect(call.carrier.clock.monotonicMs()).toBe(2000)
  })

  it('takes what follows within that silence for the same sentence', async () => {
    await using call = await relayCall({ attributes: 'partialPrompts="true"' })
    await call.caller.answered()
    await call.carrier.advance(0)
    const [leg] = call.carrier.engine.calls()
    leg?.listener?.says('I would like to')
    await call.carrier.advance(500)
    leg?.listener?.says('book a table')
    await call.carrier.advance(700)
    expect(call.peer().ofType('prompt')).toMatchObject([
      { voicePrompt: 'I would like', last: false },
      { voicePrompt: 'I would like', last: false },
      { voicePrompt: 'I would like to book a', last: false },
      { voicePrompt: 'I would like to book a table', last: true },
    ])
  })

  it('ends with the session, whatever was on its way', async () => {
    await using call = await relayCall({ attributes: 'dtmfDetection="true"' })
    await call.caller.answered()
    await call.carrier.advance(0)
    const [leg] = call.carrier.engine.calls()
    leg?.listener?.says('Hello')
    leg?.listener?.presses('12')
    call.peer().end()
    await expect(call.caller.says('Are you there?')).rejects.toThrow('not heard to the end')
    expect(call.peer().ofType('prompt')).toEqual([])
    expect(call.peer().ofType('dtmf')).toMatchObject([{ digit: '1' }])
  })

  it('knows only the primary language where any is understood', async () => {
    await using call = await relayCall({ attributes: 'transcriptionLanguage="multi"' })
    await call.caller.says('Hello')
    expect(call.peer().ofType('prompt')).toMatchObject([{ lang: 'en' }])
  })

  it('changes its language when the server says so', async () => {
    await using call = await relayCall({
      script: (frame, peer) => {
        if (frame.type === 'prompt') peer.send({ type: 'language', transcriptionLanguage: 'es-US' })
      },
    })
    await call.caller.says('Hello')
    await call.caller.says('Hola')
    expect(call.peer().ofType('prompt')).toMatchObject([{ lang: 'en-US' }, { lang: 'es-US' }])
    expect(call.carrier.violations).toEqual([])
  })
})

describe('an interruption', () => {
  it.each([
    ['high', 100],
    ['medium', 300],
    ['low', 600],
  ])('is noticed by a sensitivity that is %s after %i ms', async (sensitivity, delayMs) => {
    await using call = await storyCall(`interruptSensitivity="${sensitivity}"`)
    const beforeMs = call.carrier.clock.monotonicMs()
    await call.caller.interrupts('Stop')
    expect(call.carrier.clock.monotonicMs() - beforeMs).toBe(delayMs + 700)
    const [interrupt] = call.peer().ofType('interrupt')
    expect(interrupt?.['durationUntilInterruptMs']).toBe(10 * 60 + delayMs)
  })

  it('is not made by a mere sign of listening, where those are ignored', async () => {
    await using call = await storyCall('ignoreBackchannel="true"')
    await expect(call.caller.interrupts('Uh-huh')).rejects.toThrow('cannot be interrupted')
    await call.caller.interrupts('Uh-huh, but stop now')
    expect(types(call.seen())).toEqual(['setup', 'interrupt', 'prompt'])
  })

  it('is made by any sound where they are not', async () => {
    await using call = await storyCall('')
    await call.caller.interrupts('Uh-huh')
    expect(types(call.seen())).toEqual(['setup', 'interrupt', 'prompt'])
  })

  it.each([
    [false, 'First thing. Second'],
    [true, 'First thing. Second Third thing.'],
  ])('lets what was queued be heard: %s', async (queueSurvivesInterruption, heard) => {
    await using call = await relayCall({
      quirks: { queueSurvivesInterruption },
      script: (frame, peer) => {
        if (frame.type !== 'setup') return
        for (const text of ['First thing.', 'Second thing.', 'Third thing.']) {
          peer.token(text, { last: true })
        }
      },
    })
    await call.caller.interruptsAfter('Second', 'Stop')
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe(heard)
    expect(call.carrier.violations).toEqual([])
  })

  it('of the greeting follows a rule of its own', async () => {
    await using call = await relayCall({
      attributes: 'welcomeGreeting="Welcome to our house." welcomeGreetingInterruptible="none"',
      script: answersHours,
    })
    await call.caller.hears('Welcome to')
    await expect(call.caller.interrupts('Hours?')).rejects.toThrow('cannot be interrupted')
    await call.caller.waitsForSilence()
    await call.caller.says('Hours?')
    await call.caller.interruptsAfter('We open', 'Thanks')
    expect(call.caller.heardSoFar()).toBe('Welcome to our house. We open')
  })

  it('is allowed or not by each answer for itself', async () => {
    await using call = await relayCall({
      attributes: 'interruptible="any"',
      script: (frame, peer) => {
        if (frame.type !== 'setup') return
        peer.token('This must be heard. ', { last: true, interruptible: false })
        peer.token('This need not be heard at all.', { last: true })
      },
    })
    await call.caller.hears('This must')
    await expect(call.caller.interrupts('Stop')).rejects.toThrow('cannot be interrupted')
    await call.caller.interruptsAfter('This need', 'Stop')
    expect(call.caller.heardSoFar()).toBe('This must be heard. This need')
  })
})

describe('keys', () => {
  it('come one by one, 200 ms apart', async () => {
    await using call = await relayCall({ attributes: 'dtmfDetection="true"' })
    await call.caller.presses('12#')
    expect(
      call
        .peer()
        .ofType('dtmf')
        .map(({ digit }) => digit),
    ).toEqual(['1', '2', '#'])
    expect(call.carrier.clock.monotonicMs()).toBe(400)
  })

  it('pressed over what may not be interrupted are lost, all of them', async () => {
    await using call = await storyCall('interruptible="none" dtmfDetection="true"')
    await expect(call.caller.presses('12')).rejects.toThrow('cannot be interrupted')
    await call.caller.hears('nobody answered')
    expect(call.peer().ofType('dtmf')).toEqual([])
  })
})

describe('what is said later', () => {
  it('waits for what is said now', async () => {
    await using call = await storyCall()
    call.peer().token('And then?', { last: true })
    await call.caller.hears('nobody answered')
    await call.caller.hears('And then')
  })

  it('cuts off what may be preempted, without an interruption', async () => {
    await using call = await storyCall('preemptible="true"')
    call.peer().token('And then?', { last: true })
    await call.carrier.advance(0)
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe('Once upon And then?')
    expect(types(call.seen())).toEqual(['setup'])
  })

  it('cuts off one answer that says of itself that it may be', async () => {
    await using call = await relayCall()
    await call.caller.answered()
    await call.carrier.advance(0)
    const peer = call.peer()
    peer.send({ type: 'text', token: 'One moment please.', last: true, preemptible: true })
    peer.token('This stays.', { last: true })
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe('This stays.')
  })

  it('leaves in place what waits and may not be preempted', async () => {
    await using call = await relayCall()
    await call.caller.answered()
    await call.carrier.advance(0)
    const peer = call.peer()
    peer.send({ type: 'text', token: 'One moment please, I look.', last: true, preemptible: true })
    await call.caller.hears('One moment')
    peer.token('First.', { last: true })
    peer.token('Second.', { last: true })
    await call.carrier.advance(0)
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe('One moment First. Second.')
  })
})

describe('"play"', () => {
  const headers = { 'content-type': 'audio/wav' }
  const answers = {
    '/a.wav': { status: 200, headers, body: silentWav(1000) },
    '/none.wav': 404,
  }

  /** A call in which the agent plays a sound between two sentences. */
  async function soundCall(path: string, how: Record<string, unknown> = {}) {
    const call = await relayCall({ answers })
    await call.caller.answered()
    await call.carrier.advance(0)
    const peer = call.peer()
    peer.token('Listen.', { last: true })
    peer.send({ type: 'play', source: call.server.url + path, ...how })
    peer.token('Nice?', { last: true })
    return call
  }

  it('plays a sound between what is said, as often as asked', async () => {
    await using call = await soundCall('/a.wav', { loop: 3 })
    await call.caller.hears('Listen')
    const beforeMs = call.carrier.clock.monotonicMs()
    await call.caller.hears('Nice')
    expect(call.carrier.clock.monotonicMs() - beforeMs).toBe(3000 + 300)
    expect(call.carrier.trace).toContainEqual(
      expect.objectContaining({ kind: 'sound-played', lengthMs: 3000 }),
    )
    expect(call.carrier.violations).toEqual([])
  })

  it('goes on without a sound that cannot be had, and notes it', async () => {
    await using call = await soundCall('/none.wav')
    await call.caller.hears('Nice')
    expect(call.carrier.violations).toMatchObject([{ kind: 'sound-not-playable' }])
  })

  it('is interrupted like words, of which none were heard', async () => {
    await using call = await soundCall('/a.wav', { loop: 0 })
    await call.caller.hears('Listen')
    await call.caller.staysSilent(5000)
    await call.caller.interrupts('Stop it')
    expect(call.peer().ofType('interrupt')).toMatchObject([
      { utteranceUntilInterrupt: '', durationUntilInterruptMs: 5100 },
    ])
    expect(call.caller.heardSoFar()).toBe('Listen.')
  })
})

describe('"sendDigits"', () => {
  it('plays keys when their turn comes', async () => {
    await using call = await storyCall()
    call.peer().send({ type: 'sendDigits', digits: '1w2' })
    await call.carrier.advance(0)
    expect(call.carrier.trace.some(({ kind }) => kind === 'keys-played')).toBe(false)
    await call.caller.waitsForSilence()
    expect(call.carrier.trace).toContainEqual(
      expect.objectContaining({ kind: 'keys-played', keys: '1w2' }),
    )
  })
})

describe('the round trip', () => {
  it('is reported where debugging is asked for', async () => {
    await using call = await relayCall({ attributes: 'debug="debugging"', script: answersHours })
    await call.caller.says('Hours?')
    await call.caller.hears('We open')
    expect(call.peer().ofType('info')).toEqual([
      { type: 'info', name: 'roundTripDelayMs', value: '0' },
    ])
  })
})

describe('an answer', () => {
  it('has to be ended within ten seconds', async () => {
    await using call = await relayCall()
    await call.caller.answered()
    await call.carrier.advance(0)
    call.peer().token('Let me see. ')
    await call.carrier.advance(9000)
    call.peer().token('Yes. ')
    await call.carrier.advance(9999)
    expect(call.carrier.violations).toEqual([])
    await call.carrier.advance(1)
    expect(call.carrier.violations).toMatchObject([{ kind: 'unfinished-answer' }])
  })

  it('is ended by its last token, by the end of the session, and by a caller who hangs up', async () => {
    for (const ends of ['last', 'end', 'hang-up']) {
      await using call = await relayCall()
      await call.caller.answered()
      await call.carrier.advance(0)
      call.peer().token('Let me see. ')
      await call.caller.hears('Let me see')
      if (ends === 'last') call.peer().token('', { last: true })
      if (ends === 'end') call.peer().end()
      if (ends === 'hang-up') await call.caller.hangsUp()
      await call.carrier.advance(60_000)
      expect(call.carrier.violations).toEqual([])
    }
  })

  it('has no fields that nobody knows', async () => {
    await using call = await relayCall()
    await call.caller.answered()
    await call.carrier.advance(0)
    call.peer().send({ type: 'text', token: 'Hi.', last: true, final: true })
    await call.caller.hears('Hi')
    expect(call.carrier.violations).toMatchObject([{ kind: 'unknown-relay-field' }])
  })
})
