import { describe, expect, it } from 'vitest'
import { signatureOf, urlToSign } from './signature.ts'

const authToken = '0123456789abcdef0123456789abcdef'
const callSid = `CA${'1'.repeat(32)}`

describe('the signature', () => {
  it('matches the example of the public documentation', () => {
    expect(
      signatureOf({
        authToken: '12345',
        url: 'https://example.com/myapp.php?foo=1&bar=2',
        form: {
          CallSid: 'CA1234567890ABCDE',
          Caller: '+14158675310',
          Digits: '1234',
          From: '+14158675310',
          To: '+18005551212',
        },
      }),
    ).toBe('L/OH5YylLD5NRKLltdqwSvS0BnU=')
  })

  it('covers every field of a form, sorted by name', () => {
    expect(
      signatureOf({
        authToken,
        url: 'https://agent.example.com/voice/inbound',
        form: {
          To: '+15551230002',
          From: '+15551230001',
          AccountSid: `AC${'0'.repeat(32)}`,
          CallSid: callSid,
          CallStatus: 'ringing',
          Direction: 'inbound',
        },
      }),
    ).toBe('vwgoSB2Q3NX291/ftoK/R6hsIkk=')
  })

  it.each([
    ['wss://agent.example.com/relay', 'XWxMjNO1laUAKEDNxMqZ3mRPiy4='],
    ['wss://agent.example.com/relay/', 'Lov+WSBw0DBTyDgtYTg1T0JZruQ='],
    [
      'https://agent.example.com/voice/gather?CallSid=CA1&Digits=1%232',
      'nH4xARIOrCu3588xnKlxCt0GJ/Q=',
    ],
  ])('covers the URL alone where there is no form: %s', (url, signature) => {
    expect(signatureOf({ authToken, url })).toBe(signature)
  })

  it('keeps query and percent-encoding of the URL as they are', () => {
    expect(
      signatureOf({
        authToken,
        url: 'https://agent.example.com/voice/status?attempt=7&x=a%20b',
        form: {
          CallSid: callSid,
          CallStatus: 'completed',
          CallDuration: '42',
          Timestamp: 'Tue, 29 Sep 2026 10:00:00 +0000',
        },
      }),
    ).toBe('LJs/YexVgKvXrCbEfPG1KA0zois=')
  })

  it.each([
    ['https://h.example/voice#rc=2&rp=5xx', 'https://h.example/voice'],
    ['https://user:secret@h.example/voice', 'https://h.example/voice'],
    ['https://h.example:8443/voice?a=b@c', 'https://h.example/voice?a=b@c'],
    ['http://localhost:3000/voice', 'http://localhost:3000/voice'],
    ['wss://h.example:8443/relay', 'wss://h.example:8443/relay'],
  ])('signs %s as %s', (url, signed) => {
    expect(urlToSign(url)).toBe(signed)
  })
})
