import { describe, expect, it } from 'vitest'
import {
  created,
  cutsIn,
  done,
  openReadyTalk,
  soundDelta,
  toolCall,
  type RealtimeTalk,
} from '../../../test/fakes/realtime-talk.ts'

/** Everything that was sent after the set-up, by its type. */
function sentIn({ peer }: RealtimeTalk): string[] {
  const types = peer.received.map(({ type }) => type)
  const before = types.lastIndexOf('conversation.item.create', types.indexOf('response.create'))
  return types.slice(before + 1).filter((type) => type !== 'conversation.item.delete')
}

describe('an answer that is cut off', () => {
  it('is cancelled, and truncated where it was heard, rounded down', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(soundDelta('resp_1', 400, 'item_1'))
    await talk.told.until(() => talk.told.heardMs('resp_1') === 400)
    talk.session.cutOff('resp_1', 250.9)
    await talk.arrived()
    expect(cutsIn(talk)).toEqual(['resp_1', ['item_1', 250]])
    expect(talk.peer.of('conversation.item.truncate')[0]).toMatchObject({ content_index: 0 })
  })

  it('is never truncated beyond the sound that there is', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(soundDelta('resp_1', 100, 'item_1'))
    await talk.told.until(() => talk.told.heardMs('resp_1') === 100)
    talk.session.cutOff('resp_1', 5_000)
    await talk.arrived()
    expect(cutsIn(talk)).toEqual(['resp_1', ['item_1', 100]])
  })

  it('is truncated to nothing when nothing of it was heard', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(soundDelta('resp_1', 100, 'item_1'))
    await talk.told.until(() => talk.told.heardMs('resp_1') === 100)
    talk.session.cutOff('resp_1', 0)
    await talk.arrived()
    expect(cutsIn(talk)).toEqual(['resp_1', ['item_1', 0]])
  })

  it('after it was made is truncated and not cancelled', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(soundDelta('resp_1', 400, 'item_1'), done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    talk.session.cutOff('resp_1', 120)
    talk.session.cutOff('resp_1', 60)
    await talk.arrived()
    expect(cutsIn(talk)).toEqual([['item_1', 120]])
    expect(talk.told.of('answer-ended')).toHaveLength(1)
  })

  it('after it was heard to its end stays as it is', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(soundDelta('resp_1', 400), done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    talk.session.cutOff('resp_1', 400)
    await talk.arrived()
    expect(cutsIn(talk)).toEqual([])
  })

  it('is cut in the right one of its items, and loses those that were not heard', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(
      soundDelta('resp_1', 300, 'item_1'),
      soundDelta('resp_1', 200, 'item_2'),
      soundDelta('resp_1', 200, 'item_3'),
      done('resp_1'),
    )
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    talk.session.cutOff('resp_1', 350)
    await talk.arrived()
    expect(cutsIn(talk)).toEqual([
      ['item_2', 50],
      ['item_3', undefined],
    ])
  })

  it('tells nothing of what still comes, but its end and what it came to', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(soundDelta('resp_1', 100))
    await talk.told.until(() => talk.told.heardMs('resp_1') > 0)
    talk.session.cutOff('resp_1', 40)
    const before = talk.told.order.length
    talk.peer.sends(
      soundDelta('resp_1'),
      { type: 'response.output_audio_transcript.delta', response_id: 'resp_1', delta: 'more' },
      toolCall('resp_1', { callId: 'call_1' }),
      done('resp_1', { status: 'cancelled', usage: { input_tokens: 3 } }),
      soundDelta('resp_1'),
    )
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    await talk.understood()
    expect(talk.told.order.slice(before)).toEqual(['used', 'answer-ended resp_1', 'caller-words'])
    expect(talk.told.of('answer-ended')).toMatchObject([{ reason: 'cut-off' }])
  })

  it('before anything came of it leaves nothing behind in the conversation', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.session.cutOff('resp_1', 0)
    const output = [
      { id: 'item_1', type: 'message' },
      { id: 'item_2', type: 'function_call', call_id: 'call_1', name: 'end-call' },
    ]
    talk.peer.sends(done('resp_1', { status: 'cancelled', output }))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    await talk.arrived()
    expect(cutsIn(talk)).toEqual(['resp_1', ['item_1', undefined], ['item_2', undefined]])
  })

  it('in the house’s words is stopped, and is in no conversation to be cut in', async () => {
    await using talk = await openReadyTalk()
    talk.session.say({ saying: 'wait', words: 'One moment.' })
    await talk.peer.until(() => talk.asked())
    talk.peer.sends(created('resp_1', talk.asked()), soundDelta('resp_1', 200))
    await talk.told.until(() => talk.told.heardMs('resp_1') > 0)
    talk.session.cutOff('resp_1', 100)
    await talk.arrived()
    expect(cutsIn(talk)).toEqual(['resp_1'])
  })

  it('keeps the next one waiting until it has really ended', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.session.cutOff('resp_1', 0)
    talk.session.answer()
    await talk.arrived()
    expect(sentIn(talk)).toEqual(['response.create', 'response.cancel'])
    talk.peer.sends(done('resp_1', { status: 'cancelled' }))
    await talk.peer.until(() => talk.peer.of('response.create').length === 2)
  })
})
