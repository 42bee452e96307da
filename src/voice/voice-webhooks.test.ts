import { describe, expect, it } from 'vitest'
import { openVoiceGateway } from '../../test/fakes/voice-gateway.ts'
import { parseVoiceFields } from './voice-webhooks.ts'

const CallSid = `CA${'1'.repeat(32)}`

describe('a caller', () => {
  it('is not turned away for a long address, and it is cut', () => {
    const From = `sip:${'a'.repeat(300)}@example.com`
    expect(parseVoiceFields({ CallSid, From })).toMatchObject({ From: From.slice(0, 100) })
  })

  it.each([{}, { From: ['+12025550123', '+12025550124'] }])('may come as %o', (fields) => {
    expect(parseVoiceFields({ CallSid, ...fields })).toMatchObject({
      From: 'unknown',
      To: 'unknown',
      CallStatus: '',
      Direction: 'inbound',
    })
  })
})

describe('a call that we placed', () => {
  it('has the id that we gave it, and one of our own making where that is lost', async () => {
    const gateway = await openVoiceGateway()
    const id = crypto.randomUUID()
    const idOf = async (query: string, callSid: string) => {
      await gateway.post(`/webhooks/voice/outbound${query}`, { CallSid: callSid })
      return gateway.switchboard.summaries().find(({ sid }) => sid === callSid)?.id
    }
    expect(await idOf(`?call=${id}`, 'CA1')).toBe(id)
    for (const [sid, query] of Object.entries({ CA2: '', CA3: '?call=', CA4: '?call=yours' })) {
      expect(await idOf(query, sid)).toMatch(/^[\da-f]{8}-/)
    }
    await gateway.server.close()
  })
})

describe('a webhook without a call', () => {
  it.each([{}, { CallSid: '' }, { CallSid: 'x'.repeat(65) }, { CallSid: [CallSid, CallSid] }])(
    'is %o',
    (fields) => {
      expect(parseVoiceFields(fields)).toBeUndefined()
    },
  )
})
