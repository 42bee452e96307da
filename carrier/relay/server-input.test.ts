import { describe, expect, it } from 'vitest'
import { answersHours, relayCall } from '../testing/relay-call.ts'
import type { RelayFrame } from '../testing/relay-peer.ts'

describe('what a server may not send', () => {
  it('is answered with an error in words, counted, and the call goes on', async () => {
    await using call = await relayCall({ script: answersHours })
    await call.caller.answered()
    await call.carrier.advance(0)
    call.peer().raw('{"type":"hello"}')
    call.peer().raw('not JSON')
    call.peer().raw(Buffer.from([1, 2, 3]))
    call.peer().send({ type: 'text', token: 'x'.repeat(100_000), last: true })
    await call.carrier.advance(0)

    expect(
      call
        .peer()
        .ofType('error')
        .map(({ description }) => description),
    ).toEqual([
      'Invalid message received: {"type":"hello"}',
      'Invalid message received: not JSON',
      'Invalid message received: (binary)',
      'Invalid message received: (100038 characters)',
    ])
    expect(call.carrier.violations.map(({ kind }) => kind)).toEqual(
      Array.from({ length: 4 }, () => 'invalid-relay-message'),
    )
    await call.caller.says('Hours?')
    await call.caller.hears('We open')
  })

  it('closes the session when it comes ten times in a row', async () => {
    await using call = await relayCall()
    await call.caller.answered()
    await call.carrier.advance(0)
    const peer = call.peer()
    for (let count = 0; count < 9; count += 1) peer.raw('x')
    peer.token('')
    for (let count = 0; count < 9; count += 1) peer.raw('x')
    await call.carrier.advance(0)
    expect(peer.closedWith).toBeUndefined()
    peer.raw('x')
    await call.caller.ended()
    expect(peer.closedWith?.code).toBe(1007)
    expect(call.server.requestsTo('/webhooks/voice/resume')).toMatchObject([
      { form: { SessionStatus: 'failed', ErrorCode: '64105' } },
    ])
  })

  it('is put to the server’s own socket for a test that asks for it', async () => {
    const seen: RelayFrame[] = []
    await using call = await relayCall({ script: (frame) => seen.push(frame) })
    await call.caller.sendsRawFrame('{"type":"prompt","odd":true}')
    expect(seen.at(-1)).toEqual({ type: 'prompt', odd: true })
  })
})
