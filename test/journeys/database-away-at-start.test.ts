import { afterEach, describe, expect, it } from 'vitest'
import { signatureOf } from '../../carrier/signature.ts'
import { createApp, type App } from '../../src/app.ts'
import { createAwayDatabase } from '../fakes/away-database.ts'
import { createScriptedBrain, says } from '../fakes/scripted-brain.ts'
import { withAgent } from './agent-settings.ts'
import { openOffice, publicUrl, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

const hours = 'We open at nine and close at five.'
const greeting = 'Ahoy, this is the harbour office.'

let office: Office
let next: App | undefined
afterEach(async () => {
  await next?.[Symbol.asyncDispose]()
  await office[Symbol.asyncDispose]()
})

/** A server that loses its database in the middle of a call, and never gets it back. */
async function openAndLoseDatabase() {
  const database = createAwayDatabase()
  const { stores: ofAgent } = withAgent({ greeting })
  const one = oneClock({ stores: (stores) => database.stores(ofAgent(stores)) })
  const { clock } = one
  const brain = createScriptedBrain({ whenOutOfScripts: says(hours) })
  office = await openOffice({ ...one, brain }, { clock })
  const caller = office.carrier.placeCall()
  await caller.hears(greeting)
  await caller.waitsForSilence()
  database.is = 'refuses'
  await caller.says('When are you open?')
  await caller.hears(hours)
  return { caller, clock }
}

/** The server that is started in its place, on the same folder. */
async function startNext(clock: Awaited<ReturnType<typeof openAndLoseDatabase>>['clock']) {
  const database = createAwayDatabase('refuses')
  const brain = createScriptedBrain({ whenOutOfScripts: says(hours) })
  next = await createApp(office.foundation, { stores: database.stores, brain, clock })
  await clock.advance(10_000)
  return { app: next, database }
}

describe('a server that is started while the database is away', () => {
  it('writes what the one before it kept, as soon as the database is back', async () => {
    const { caller, clock } = await openAndLoseDatabase()
    await caller.hangsUp()
    const { database } = await startNext(clock)
    const { events: before } = await office.callRecord(caller.callSid).catch(() => ({ events: [] }))
    expect(before).toEqual([])
    database.is = 'there'
    await expect
      .poll(
        async () => {
          await clock.advance(3_000)
          return (await next?.stores.archive.find(caller.callSid))?.status
        },
        { timeout: 10_000 },
      )
      .toBe('completed')
    const record = await next?.stores.archive.find(caller.callSid)
    expect(record?.entries.map(({ seq }) => seq)).toEqual(
      record?.entries.map((_, index) => index + 1),
    )
    expect(record?.messages.map(({ content }) => content)).toContain('When are you open?')
  })

  it('answers as the agent that answered before, not as a stranger', async () => {
    const { clock } = await openAndLoseDatabase()
    const { app } = await startNext(clock)
    const url = `${publicUrl}/webhooks/voice`
    const form = {
      CallSid: `CA${'7'.repeat(32)}`,
      AccountSid: office.account.accountSid,
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: '+12025550177',
      To: '+15550100000',
    }
    const answer = app.server.inject({
      method: 'POST',
      url: '/webhooks/voice',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signatureOf({ authToken: office.account.authToken, url, form }),
      },
      payload: new URLSearchParams(form).toString(),
    })
    await clock.advance(2_000)
    const reply = await answer
    expect(reply.statusCode).toBe(200)
    expect(reply.body).toContain('Ahoy')
  })
})
