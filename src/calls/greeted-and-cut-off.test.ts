import { expect, it } from 'vitest'
import { answeredCall, createTestSwitchboard, sid } from '../../test/fakes/answered-call.ts'
import { createFakeLine } from '../../test/fakes/caller-line.ts'
import { standingWords } from '../agents/standing-words.ts'

const { reconnected } = standingWords()

it('the greeting stays in the transcript of a caller who was cut off before saying a word', async () => {
  const call = await answeredCall()
  call.hearsTheOpening()
  const next = createTestSwitchboard({ before: call })
  await next.switchboard.goOn(sid, { how: 'broken' })
  const line = createFakeLine((event) => conversation?.receive(event))
  const conversation = next.switchboard.connect(sid, line)
  line.happens({ type: 'playback-advanced', text: reconnected })
  line.happens({ type: 'caller-spoke', text: 'Hello?', language: undefined })
  // A page shows one line for a turn and a speaker, the newest.
  expect(next.switchboard.linesOf(sid)).toMatchObject([
    { speaker: 'agent', turn: 0, text: expect.stringContaining('How can I help you?') as string },
    { speaker: 'agent', turn: 1, text: reconnected },
    { speaker: 'caller', turn: 2, text: 'Hello?' },
  ])
})
