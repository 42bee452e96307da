import { expect, it } from 'vitest'
import { answeredCall, everythingSettles } from '../../test/fakes/answered-call.ts'
import { says } from '../../test/fakes/scripted-brain.ts'
import { presentRecord } from './present-call.ts'

it('shows what was heard of an answer also when the server died in the middle of it and the caller hung up', async () => {
  const call = await answeredCall({ scripts: [says('We open at nine. ', 'We close at five.')] })
  call.hearsTheOpening()
  call.says('When do you open?')
  await everythingSettles()
  call.hears('We open at nine.')
  await everythingSettles()
  const { transcript } = presentRecord(await call.record())
  expect(transcript.at(-1)).toMatchObject({
    speaker: 'agent',
    text: 'We open at nine.',
    interrupted: true,
  })
  call.hears(' We close at five.')
  await everythingSettles()
  const heard = presentRecord(await call.record()).transcript.filter(({ turn }) => turn === 1)
  expect(heard).toMatchObject([
    { speaker: 'caller' },
    { text: 'We open at nine. We close at five.', interrupted: false },
  ])
})
