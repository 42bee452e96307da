import { describe, expect, it } from 'vitest'
import { callTo } from '../testing/call-to.ts'
import type { CallToSettings } from '../testing/call-to.ts'
import { silentWav } from '../testing/wav.ts'

function sound(body: Buffer | string): NonNullable<CallToSettings['answers']> {
  return { '/sounds/a.wav': { status: 200, headers: { 'content-type': 'audio/wav' }, body } }
}

describe('<Play>', () => {
  it('plays a sound of the server as long as it is', async () => {
    await using call = await callTo('<Play>/sounds/a.wav</Play><Say>Hi.</Say>', {
      answers: sound(silentWav(1500)),
    })
    await call.caller.ended()
    const url = `${call.server.url}/sounds/a.wav`
    expect(call.carrier.trace).toContainEqual(
      expect.objectContaining({ kind: 'sound-played', url, lengthMs: 1500 }),
    )
    expect(call.carrier.clock.monotonicMs()).toBe(1500 + 200 + 300)
    expect(call.server.requestsTo('/sounds/a.wav')).toMatchObject([
      { method: 'GET', headers: { 'x-twilio-signature': expect.any(String) as string } },
    ])
    expect(call.carrier.violations).toEqual([])
  })

  it('plays it as often as asked', async () => {
    await using call = await callTo('<Play loop="3">/sounds/a.wav</Play>', {
      answers: sound(silentWav(100)),
    })
    await call.caller.ended()
    expect(call.carrier.trace.filter(({ kind }) => kind === 'sound-played')).toHaveLength(3)
    expect(call.carrier.clock.monotonicMs()).toBe(300)
  })

  it('plays a sound whose length cannot be read for three seconds', async () => {
    await using call = await callTo('<Play>/sounds/a.wav</Play>', { answers: sound('an mp3') })
    await call.caller.ended()
    expect(call.carrier.clock.monotonicMs()).toBe(3000)
  })

  it('plays a sound without end until the caller hangs up', async () => {
    await using call = await callTo('<Play loop="0">/sounds/a.wav</Play>', {
      answers: sound(silentWav(1000)),
    })
    await call.caller.staysSilent(60_500)
    await call.caller.hangsUp()
    expect(call.carrier.trace.filter(({ kind }) => kind === 'sound-played')).toHaveLength(61)
  })

  it('plays keys, and waits between them where it says so', async () => {
    await using call = await callTo('<Play digits="1w2W3"/>')
    await call.caller.ended()
    expect(call.carrier.trace).toContainEqual(
      expect.objectContaining({ kind: 'keys-played', keys: '1w2W3' }),
    )
    expect(call.carrier.clock.monotonicMs()).toBe(3 * 200 + 500 + 1000)
  })

  it.each(['/sounds/none.wav', 'https://elsewhere.example.com/a.wav'])(
    'goes on without %s, which cannot be had, and notes it',
    async (url) => {
      await using call = await callTo(`<Play>${url}</Play><Say>Hi.</Say>`, {
        answers: { '/sounds/none.wav': 404 },
      })
      await call.caller.ended()
      expect(call.caller.heardSoFar()).toBe('Hi.')
      expect(call.carrier.violations).toMatchObject([{ kind: 'sound-not-playable' }])
    },
  )

  it('is waited for by nobody who has hung up', async () => {
    const never = Promise.withResolvers<string>()
    await using call = await callTo('<Play>/sounds/never.wav</Play>', {
      answers: { '/sounds/never.wav': () => never.promise },
    })
    await call.caller.answered()
    expect(await call.caller.hangsUp()).toMatchObject({ reason: 'caller-hung-up' })
    expect(call.server.requestsTo('/webhooks/voice/status')).toHaveLength(1)
    expect(call.carrier.clock.monotonicMs()).toBe(0)
    never.resolve('')
  })

  it('is stopped by a key where it is the prompt of a <Gather>', async () => {
    await using call = await callTo(
      '<Gather numDigits="1" action="/heard"><Play>/sounds/a.wav</Play></Gather>',
      { answers: { ...sound(silentWav(60_000)), '/heard': '<Response><Hangup/></Response>' } },
    )
    await call.caller.staysSilent(1000)
    await call.caller.presses('5')
    await call.caller.ended()
    expect(call.carrier.clock.monotonicMs()).toBe(1000)
    expect(call.server.requestsTo('/heard')).toMatchObject([{ form: { Digits: '5' } }])
  })
})
