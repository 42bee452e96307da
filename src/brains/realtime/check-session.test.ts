import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../../test/fakes/manual-clock.ts'
import { openRealtimePeer, type PeerConnection } from '../../../test/fakes/realtime-peer.ts'
import { createOpenaiRealtimeSpeechBrain } from '../openai-realtime-speech-brain.ts'

/** A check of a server that answers the settings like this. */
async function checked(answer: (peer: PeerConnection) => void) {
  await using server = await openRealtimePeer()
  const clock = createManualClock()
  const config = { apiKey: 'sk-secret', model: 'gpt-realtime-2.1', url: server.url }
  const brain = createOpenaiRealtimeSpeechBrain({ config, clock })
  const check = brain.check(new AbortController().signal).then(
    () => 'ready',
    (error: unknown) => String(error),
  )
  const peer = await server.next()
  const closed = once(peer.socket, 'close')
  await peer.until(() => peer.of('session.update').length > 0)
  answer(peer)
  const found = await check
  await closed
  return { found, peer }
}

describe('a check of a Realtime server', () => {
  it('opens a session, says nothing in it, and closes it', async () => {
    const { found, peer } = await checked((connection) =>
      connection.sends({ type: 'session.created' }, { type: 'session.updated' }),
    )
    expect(found).toBe('ready')
    expect(peer.received.map(({ type }) => type)).toEqual(['session.update'])
    expect(JSON.stringify(peer.received)).not.toContain('Harbor Street')
  })

  it.each([
    [{ code: 'invalid_value', message: 'no such voice', param: 'session.audio' }, 'no such voice'],
    [{ code: 'model_not_found' }, 'has no model gpt-realtime-2.1'],
    [{ code: 'unknown_parameter', message: 'sk-secret is odd' }, 'the key is odd'],
  ])('says what is wrong: %j', async (error, words) => {
    const { found } = await checked((peer) => peer.sends({ type: 'error', error }))
    expect(found).toContain(words)
  })

  it('says that the session was closed', async () => {
    const { found } = await checked((peer) => peer.socket.close(1011))
    expect(found).toContain('closed the connection (1011)')
  })

  it('can be given up', async () => {
    await using server = await openRealtimePeer({ greets: () => true })
    const config = { apiKey: undefined, model: 'parrot', url: server.url }
    const brain = createOpenaiRealtimeSpeechBrain({ config, clock: createManualClock() })
    await expect(brain.check(AbortSignal.abort())).rejects.toThrow('did not come up in time')
  })
})
