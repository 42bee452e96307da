import { describe, expect, it } from 'vitest'
import { callToken, isCallToken } from './call-token.ts'
import { accountOfSocket, accountOfWebhook, type TwilioAccount } from './signature.ts'

const accountSid = `AC${'0'.repeat(32)}`
const twilio: TwilioAccount = {
  accountSid,
  authTokens: ['0123456789abcdef0123456789abcdef', 'the one before'],
  onlyFromLoopback: false,
}
const inbound = {
  url: 'https://agent.example.com/voice/inbound',
  signature: 'vwgoSB2Q3NX291/ftoK/R6hsIkk=',
  fromLoopback: false,
  fields: {
    AccountSid: accountSid,
    CallSid: `CA${'1'.repeat(32)}`,
    From: '+15551230001',
    To: '+15551230002',
    CallStatus: 'ringing',
    Direction: 'inbound',
  },
}
const socket = {
  url: 'wss://agent.example.com/relay',
  signature: 'XWxMjNO1laUAKEDNxMqZ3mRPiy4=',
  fromLoopback: false,
}

describe('a signed webhook', () => {
  it('is taken from the account that signed it', () => {
    expect(accountOfWebhook([twilio], inbound)).toBe(twilio)
  })

  it('is refused when anything of it differs', () => {
    for (const changed of [
      { ...inbound, signature: undefined },
      { ...inbound, signature: '' },
      { ...inbound, url: `${inbound.url}?x=1` },
      { ...inbound, url: inbound.url.replace('https', 'http') },
      { ...inbound, fields: { ...inbound.fields, From: '+15551230009' } },
      { ...inbound, fields: { ...inbound.fields, Extra: '' } },
    ]) {
      expect(accountOfWebhook([twilio], changed)).toBeUndefined()
    }
  })

  it('is checked with the token of the account that it names, and with no other', () => {
    const other = { ...twilio, accountSid: `AC${'9'.repeat(32)}` }
    expect(accountOfWebhook([other], inbound)).toBeUndefined()
  })

  it('is still taken with the token before a rotation', () => {
    const rotated = { ...twilio, authTokens: ['brand new', ...twilio.authTokens] }
    expect(accountOfWebhook([rotated], inbound)).toBe(rotated)
  })

  it('of the local carrier is taken from this machine only', () => {
    const local = { ...twilio, onlyFromLoopback: true }
    expect(accountOfWebhook([local], inbound)).toBeUndefined()
    expect(accountOfWebhook([local], { ...inbound, fromLoopback: true })).toBe(local)
  })
})

describe('a signed socket', () => {
  it('is taken with and without a slash behind its address', () => {
    expect(accountOfSocket([twilio], socket)).toBe(twilio)
    const withSlash = { ...socket, signature: 'Lov+WSBw0DBTyDgtYTg1T0JZruQ=' }
    expect(accountOfSocket([twilio], withSlash)).toBe(twilio)
  })

  it('is refused when it was signed for http', () => {
    const url = 'https://agent.example.com/relay'
    expect(accountOfSocket([twilio], { ...socket, url })).toBeUndefined()
  })
})

describe('the token of a call', () => {
  const call = { callSid: 'CA1', authToken: 'secret' }

  it('is accepted for its call, also after a rotation', () => {
    expect(isCallToken(callToken(call), { callSid: 'CA1', authTokens: ['new', 'secret'] })).toBe(
      true,
    )
  })

  it('is worth nothing for another call, another account, or when made up', () => {
    const token = callToken(call)
    expect(isCallToken(token, { callSid: 'CA2', authTokens: ['secret'] })).toBe(false)
    expect(isCallToken(token, { callSid: 'CA1', authTokens: ['other'] })).toBe(false)
    expect(isCallToken('', { callSid: 'CA1', authTokens: ['secret'] })).toBe(false)
  })
})
