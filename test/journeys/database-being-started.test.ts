import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, vi } from 'vitest'
import { signatureOf } from '../../carrier/signature.ts'
import { createApp, type AppFoundation } from '../../src/app.ts'
import { openOffice, publicUrl } from './office.ts'

it('answers a call while its database is still being started, and writes it down when it is there', async () => {
  await using office = await openOffice()
  const { promise: databaseAddress, resolve: started } =
    Promise.withResolvers<Awaited<AppFoundation['databaseAddress']>>()
  // A server that was started again: it keeps things beside the database in a folder of its own.
  const dataDir = await mkdtemp(path.join(tmpdir(), 'started-'))
  const config = { ...office.foundation.config, dataDir }
  const app = await createApp({ ...office.foundation, config, databaseAddress })
  try {
    const callSid = `CA${'5'.repeat(32)}`
    const form = {
      AccountSid: office.account.accountSid,
      CallSid: callSid,
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: '+12025550123',
      To: '+12025550100',
    }
    const url = `${publicUrl}/webhooks/voice`
    const reply = await app.server.inject({
      method: 'POST',
      url: '/webhooks/voice',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signatureOf({ authToken: office.account.authToken, url, form }),
      },
      payload: new URLSearchParams(form).toString(),
    })
    expect(reply.statusCode).toBe(200)
    expect(reply.body).toMatch(/<ConversationRelay|<Gather/)
    started(await office.foundation.databaseAddress)
    await vi.waitFor(() => office.callRecord(callSid), { timeout: 20_000, interval: 20 })
  } finally {
    started(await office.foundation.databaseAddress)
    await app[Symbol.asyncDispose]()
    await rm(dataDir, { recursive: true, force: true })
  }
})
