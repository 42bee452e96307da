import { describe, expect, it } from 'vitest'
import { soundOfWords } from '../speech/audible-words.ts'
import { account, streamCall } from '../testing/stream-call.ts'

// A stream as it goes over the wire, letter by letter: what Twilio's own samples show.

const silence = Buffer.alloc(160, 0xff).toString('base64')

describe('on the wire a media stream', () => {
  it('is this', async () => {
    await using call = await streamCall()
    await call.streams()
    const peer = call.peer()
    await call.carrier.advance(20)
    peer.play(soundOfWords('A'))
    peer.mark('r1:480')
    await call.carrier.advance(80)
    await call.caller.presses('5')
    await call.caller.hangsUp()

    const { accountSid } = account
    const { callSid } = call.caller
    const streamSid = String(peer.received[1]?.streamSid)
    const media = (sequenceNumber: number, chunk: number) =>
      `{"event":"media","sequenceNumber":"${sequenceNumber}","media":{"track":"inbound","chunk":"${chunk}",` +
      `"timestamp":"${chunk * 20}","payload":"${silence}"},"streamSid":"${streamSid}"}`
    expect(peer.received.map((message) => JSON.stringify(message))).toEqual([
      '{"event":"connected","protocol":"Call","version":"1.0.0"}',
      `{"event":"start","sequenceNumber":"1","start":{"accountSid":"${accountSid}","streamSid":"${streamSid}",` +
        `"callSid":"${callSid}","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw",` +
        `"sampleRate":8000,"channels":1},"customParameters":{"token":"abc"}},"streamSid":"${streamSid}"}`,
      media(2, 1),
      media(3, 2),
      media(4, 3),
      media(5, 4),
      `{"event":"mark","sequenceNumber":"6","streamSid":"${streamSid}","mark":{"name":"r1:480"}}`,
      media(7, 5),
      `{"event":"dtmf","streamSid":"${streamSid}","sequenceNumber":"8","dtmf":{"track":"inbound_track","digit":"5"}}`,
      `{"event":"stop","sequenceNumber":"9","stop":{"accountSid":"${accountSid}","callSid":"${callSid}"},` +
        `"streamSid":"${streamSid}"}`,
    ])
  })

  it('tells of itself in these parameters', async () => {
    await using call = await streamCall({
      publicUrl: 'https://phone.example.com',
      attributes: 'statusCallback="https://phone.example.com/events"',
    })
    await call.streams()
    await call.carrier.advance(5123)
    await call.caller.hangsUp()
    const streamSid = call.peer().received[1]?.streamSid
    const parameters = {
      AccountSid: account.accountSid,
      CallSid: call.caller.callSid,
      StreamSid: streamSid,
      StreamName: streamSid,
    }
    await expect
      .poll(() => call.server.requestsTo('/events').map(({ form }) => form))
      .toEqual([
        { ...parameters, StreamEvent: 'stream-started', Timestamp: '2026-01-05T15:00:00.000Z' },
        { ...parameters, StreamEvent: 'stream-stopped', Timestamp: '2026-01-05T15:00:05.123Z' },
      ])
  })
})
