import { expect, it } from 'vitest'
import {
  answeredCall,
  createTestSwitchboard,
  everythingSettles,
  notice,
  sid,
} from '../../test/fakes/answered-call.ts'
import { createFakeLine } from '../../test/fakes/caller-line.ts'
import { calls, says } from '../../test/fakes/scripted-brain.ts'
import { CallHandedOn } from './call-handed-on.ts'

/** Another server is there, and nothing can be written down from a moment on. */
function serverWithSlowRecords() {
  const records = { areSlow: false }
  return {
    records,
    isAnotherThere: true,
    isDiskFull: true,
    journal: (journal: Parameters<NonNullable<Setting['journal']>>[0]) => ({
      ...journal,
      append: (batch: Parameters<typeof journal.append>[0]) =>
        records.areSlow ? new Promise<never>(() => undefined) : journal.append(batch),
    }),
  }
}
type Setting = NonNullable<Parameters<typeof createTestSwitchboard>[0]>

it('a caller who is being given to another server is not hung up on by a carrier that asks too soon', async () => {
  const { records, ...setting } = serverWithSlowRecords()
  const call = await answeredCall(setting)
  call.hearsTheOpening()
  await everythingSettles()
  records.areSlow = true
  void call.switchboard.close()
  await everythingSettles()
  expect(call.line.sent).toEqual(['[handed-on]'])
  const asked = call.switchboard.goOn(sid, { how: 'broken', reason: '64105' })
  await expect(asked).rejects.toThrow(CallHandedOn)
})

it('a caller who is given to another server between two turns hears nothing of it', async () => {
  const call = await answeredCall({ isAnotherThere: true, scripts: [says('At nine.')] })
  call.hearsTheOpening()
  call.says('When do you open?')
  await everythingSettles()
  call.hears('At nine.')
  await call.switchboard.close()
  const scripts = [says('On Mondays too.')]
  const other = createTestSwitchboard({ before: call, scripts })
  const step = await other.switchboard.goOn(sid, { how: 'broken', reason: '64105' })
  expect(step).toMatchObject({ answered: { opening: { notice: '', words: '' } } })
  const line = createFakeLine((event) => conversation?.receive(event))
  const conversation = other.switchboard.connect(sid, line)
  line.happens({ type: 'caller-spoke', text: 'On Mondays?', language: undefined })
  await everythingSettles()
  expect(line.sent).toEqual(['On Mondays too.', '|'])
})

it('a caller who calls in the moment in which a server begins to stop is answered by the other', async () => {
  const { answer, switchboard } = createTestSwitchboard({ isAnotherThere: true })
  const closed = switchboard.close()
  await expect(answer()).rejects.toThrow(CallHandedOn)
  await closed
})

it('a call that another server takes over while the carrier is told how it goes on is not ended', async () => {
  const call = await answeredCall()
  call.hearsTheOpening()
  await everythingSettles()
  const other = createTestSwitchboard({ before: call })
  await other.switchboard.takeUp(sid)
  call.says('Are you there?')
  const step = await call.switchboard.goOn(sid, { how: 'broken', reason: '64105' })
  expect(step).toMatchObject({ do: 'talk' })
})

it('a person whom we call hears what we call for, also from another server', async () => {
  const about = { sid, from: '+12025550100', to: '+12025550123' }
  const placed = {
    callId: crypto.randomUUID(),
    openingWords: 'Your tap is ready.',
    ringSeconds: 30,
  }
  const one = createTestSwitchboard()
  one.switchboard.announce(placed)
  await one.switchboard.expect({ ...placed, ...about, agent: one.agent })
  await everythingSettles()
  const other = createTestSwitchboard({ before: one })
  const pickedUp = { ...about, direction: 'outbound', placedAs: placed.callId } as const
  const opening = { words: `${notice} Your tap is ready.` }
  expect(await other.switchboard.answer(pickedUp)).toMatchObject({ opening })
  await other.switchboard.takeUp(sid)
  const line = createFakeLine(() => undefined)
  expect(other.switchboard.connect(sid, line)).toMatchObject({ opening })
})

it('a caller who has heard the goodbye is not called back by a server that is told first', async () => {
  const { records, ...setting } = serverWithSlowRecords()
  const scripts = [calls('end-call', {}), says('Goodbye.')]
  const call = await answeredCall({ ...setting, scripts })
  call.hearsTheOpening()
  call.says('That is all.')
  await everythingSettles()
  call.hears('Goodbye.')
  await everythingSettles()
  records.areSlow = true
  call.line.callerHangsUp()
  const other = createTestSwitchboard({ before: call })
  const step = await other.switchboard.goOn(sid, { how: 'ended' })
  expect(step).toEqual({ do: 'hang-up', words: '' })
})
