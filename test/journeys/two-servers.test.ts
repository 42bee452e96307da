import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signatureOf } from '../../carrier/signature.ts'
import { createApp, type App } from '../../src/app.ts'
import { createScriptedBrain, says, type ScriptedBrain } from '../fakes/scripted-brain.ts'
import { withAgent } from './agent-settings.ts'
import { openOffice, publicUrl, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

const hours = 'We open at nine and close at five.'

let brain: ScriptedBrain
let office: Office
let other: App
let otherUrl: string
let clock: ReturnType<typeof oneClock>['clock']
beforeEach(async () => {
  brain = createScriptedBrain({ whenOutOfScripts: says(hours) })
  const one = oneClock(withAgent({ channel: 'gather' }))
  clock = one.clock
  office = await openOffice({ brain, clock, stores: one.stores }, { clock })
  const limits = { requestsPerMinute: 100_000 }
  other = await createApp(office.foundation, { brain, clock, stores: one.stores, ...limits })
  await other.databaseCare.prepared
  await other.server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = other.server.server.address() as AddressInfo
  otherUrl = `http://127.0.0.1:${port}`
})
afterEach(async () => {
  await other[Symbol.asyncDispose]()
  await office[Symbol.asyncDispose]()
})

/** Everything that is kept of a call that is over. */
async function kept(callSid: string) {
  await clock.settle()
  return {
    calls: await office.get('/api/calls'),
    record: await office.callRecord(callSid),
    tasks: await office.tasks(),
  }
}

describe('the webhooks of a call that is over', () => {
  it('change nothing when another server of the installation gets them, and ask no brain', async () => {
    const caller = office.carrier.placeCall({ from: '+12025550123' })
    await caller.hears('How can I help you?')
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.hangsUp()
    const before = await kept(caller.callSid)
    const asked = brain.requests.length
    const sent = office.carrier.trace.flatMap((entry) =>
      entry.kind === 'webhook-sent' ? [{ url: entry.url, form: entry.parameters }] : [],
    )
    expect(sent.length).toBeGreaterThan(2)
    for (const { url, form } of [...sent, ...sent.toReversed()]) {
      const signature = signatureOf({ authToken: office.account.authToken, url, form })
      const reply = await fetch(url.replace(publicUrl, otherUrl).replace(/#.*$/, ''), {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams(form),
      })
      expect(reply.ok).toBe(true)
      expect(await reply.text()).not.toMatch(/<Gather|<Connect|<Dial/)
    }
    expect(await kept(caller.callSid)).toEqual(before)
    expect(brain.requests).toHaveLength(asked)
  })
})
