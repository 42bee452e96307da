import { describe, expect, it } from 'vitest'
import { soundOfWords } from '../speech/audible-words.ts'
import { signatureOf } from '../signature.ts'
import { account, answersWords, streamCall } from '../testing/stream-call.ts'

const hours = answersWords((words) =>
  words === '' ? 'Pardon?' : 'We open at nine, and we close at five.',
)

describe('a media stream', () => {
  it('opens a signed socket, and is told what stream it is', async () => {
    await using call = await streamCall()
    await call.streams()
    const [upgrade] = call.server.upgrades
    expect(upgrade?.headers['x-twilio-signature']).toBe(signatureOf({ ...account, url: call.url }))
    const streamSid = call.peer().received[1]?.streamSid
    expect(streamSid).toMatch(/^MZ[0-9a-f]{32}$/)
    expect(call.peer().received).toEqual([
      { event: 'connected', protocol: 'Call', version: '1.0.0' },
      {
        event: 'start',
        sequenceNumber: '1',
        start: {
          accountSid: account.accountSid,
          streamSid,
          callSid: call.caller.callSid,
          tracks: ['inbound'],
          mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
          customParameters: { token: 'abc' },
        },
        streamSid,
      },
    ])
    expect(call.carrier.violations).toEqual([])
  })

  it('carries what is said, and lets the answer be heard', async () => {
    await using call = await streamCall({ script: hours })
    await call.caller.says('When do you open?')
    await call.caller.hears('close at five')
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe('We open at nine, and we close at five.')
    expect(call.caller.soundSoFar()).toEqual(soundOfWords('We open at nine, and we close at five.'))
    expect(call.carrier.violations).toEqual([])
    expect(call.warnings()).toEqual([])
  })

  it('is interrupted, and stops at that word', async () => {
    await using call = await streamCall({ script: hours })
    await call.caller.says('Hours?')
    await call.caller.interruptsAfter('at nine', 'Thanks')
    expect(call.caller.heardSoFar()).toBe('We open at nine,')
  })
})
