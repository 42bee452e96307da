import { describe, expect, it } from 'vitest'
import { callToken, isCallToken } from './call-token.ts'
import {
  accountOfSocket,
  accountOfWebhook,
  type SignedWebhook,
  type TwilioAccount,
} from './signature.ts'

const accountSid = `AC${'0'.repeat(32)}`
const callSid = `CA${'1'.repeat(32)}`
const twilio: TwilioAccount = {
  accountSid,
  authTokens: ['0123456789abcdef0123456789abcdef', 'the one before'],
  onlyFromLoopback: false,
}
const form = {
  AccountSid: accountSid,
  CallSid: callSid,
  From: '+15551230001',
  To: '+15551230002',
  CallStatus: 'ringing',
  Direction: 'inbound',
}
const inbound: SignedWebhook = {
  url: 'https://agent.example.com/voice/inbound',
  signature: 'vwgoSB2Q3NX291/ftoK/R6hsIkk=',
  fromLoopback: false,
  accountSid,
  form,
}
const socket = {
  url: 'wss://agent.example.com/relay',
  signature: 'XWxMjNO1laUAKEDNxMqZ3mRPiy4=',
  fromLoopback: false,
}

/** Vectors that Twilio publishes, or that its own functions give. */
const vectors: readonly (readonly [string, Pick<SignedWebhook, 'url' | 'signature' | 'form'>])[] = [
  ['a form', inbound],
  [
    'a form to an address with an escaped query',
    {
      url: 'https://agent.example.com/voice/status?attempt=7&x=a%20b',
      signature: 'LJs/YexVgKvXrCbEfPG1KA0zois=',
      form: {
        CallSid: callSid,
        CallStatus: 'completed',
        CallDuration: '42',
        Timestamp: 'Tue, 29 Sep 2026 10:00:00 +0000',
      },
    },
  ],
  [
    'a body that the address vouches for',
    {
      url: 'https://agent.example.com/events?bodySHA256=015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862',
      signature: 'bhBHtmVmlQQ6RvT2ZT3HeRRlAJY=',
      form: {},
    },
  ],
  [
    'a GET',
    {
      url: 'https://agent.example.com/voice/gather?CallSid=CA1&Digits=1%232',
      signature: 'nH4xARIOrCu3588xnKlxCt0GJ/Q=',
      form: {},
    },
  ],
]

describe('a signed webhook', () => {
  it.each(vectors)('is taken from the account that signed it: %s', (_, vector) => {
    expect(accountOfWebhook([twilio], { ...inbound, ...vector })).toBe(twilio)
  })

  it('is signed as the example in Twilio’s documentation', () => {
    const example = { ...twilio, authTokens: ['12345'] }
    const request = {
      ...inbound,
      url: 'https://example.com/myapp.php?foo=1&bar=2',
      signature: 'L/OH5YylLD5NRKLltdqwSvS0BnU=',
      form: {
        CallSid: 'CA1234567890ABCDE',
        Caller: '+14158675310',
        From: '+14158675310',
        Digits: '1234',
        To: '+18005551212',
      },
    }
    expect(accountOfWebhook([example], request)).toBe(example)
  })

  it('is refused when anything of it differs', () => {
    for (const changed of [
      { ...inbound, signature: undefined },
      { ...inbound, signature: '' },
      { ...inbound, signature: `${inbound.signature ?? ''}=` },
      { ...inbound, url: `${inbound.url}?x=1` },
      { ...inbound, url: `${inbound.url}/` },
      { ...inbound, url: inbound.url.replace('https', 'http') },
      { ...inbound, url: inbound.url.replace('agent', 'agents') },
      { ...inbound, url: 'no address' },
      { ...inbound, form: { ...form, From: '+15551230009' } },
      { ...inbound, form: { ...form, Extra: '' } },
      { ...inbound, form: { ...form, From: ['+15551230001', '+15551230009'] } },
    ]) {
      expect(accountOfWebhook([twilio], changed)).toBeUndefined()
    }
  })

  it('does not care about the order of its fields, and counts a repeated value once', () => {
    const turned = Object.fromEntries(Object.entries(form).toReversed())
    const repeated = { ...turned, From: ['+15551230001', '+15551230001'] }
    expect(accountOfWebhook([twilio], { ...inbound, form: repeated })).toBe(twilio)
  })

  it('is checked with the token of the account that it names, and with no other', () => {
    const other = { ...twilio, accountSid: `AC${'9'.repeat(32)}` }
    expect(accountOfWebhook([other], inbound)).toBeUndefined()
    expect(accountOfWebhook([other, twilio], inbound)).toBe(twilio)
  })

  it('that names no account is whoever’s signed it', () => {
    const other = { ...twilio, authTokens: ['another'] }
    const unnamed = { ...inbound, accountSid: undefined }
    expect(accountOfWebhook([other, twilio], unnamed)).toBe(twilio)
    expect(accountOfWebhook([other], unnamed)).toBeUndefined()
  })

  it('is nobody’s where there is no account, or none with a token', () => {
    expect(accountOfWebhook([], inbound)).toBeUndefined()
    expect(accountOfWebhook([{ ...twilio, authTokens: [] }], inbound)).toBeUndefined()
    expect(accountOfWebhook([{ ...twilio, authTokens: [''] }], inbound)).toBeUndefined()
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
