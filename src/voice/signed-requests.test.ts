import { afterEach, describe, expect, it } from 'vitest'
import { signatureOf } from '../../carrier/signature.ts'
import {
  aboutTheCall,
  account,
  appUrl,
  localAccount,
  openVoiceGateway,
} from '../../test/fakes/voice-gateway.ts'

const path = '/webhooks/voice/status'
const twilio = {
  accountSid: `AC${'7'.repeat(32)}`,
  authTokens: ['d'.repeat(32), 'e'.repeat(32)],
  onlyFromLoopback: false,
}

let gateway: Awaited<ReturnType<typeof openVoiceGateway>>
afterEach(() => gateway.server.close())

interface Request {
  readonly accountSid: string | undefined
  readonly authToken: string
  readonly remoteAddress?: string
}

async function statusOf({ accountSid, authToken, remoteAddress = '127.0.0.1' }: Request) {
  const { AccountSid: _, ...others } = { ...aboutTheCall }
  const form = { ...others, ...(accountSid !== undefined && { AccountSid: accountSid }) }
  const reply = await gateway.server.inject({
    method: 'POST',
    url: path,
    remoteAddress,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signatureOf({ authToken, url: appUrl + path, form }),
    },
    body: new URLSearchParams(form).toString(),
  })
  return reply.statusCode
}

const [current = '', previous = ''] = twilio.authTokens

describe('a signed request', () => {
  it.each([
    ['the current token', { accountSid: twilio.accountSid, authToken: current }, 204],
    ['the token before', { accountSid: twilio.accountSid, authToken: previous }, 204],
    ['a token of no account', { accountSid: twilio.accountSid, authToken: 'f'.repeat(32) }, 403],
    ['the other account’s token', { ...account, authToken: current }, 403],
    [
      'the local carrier’s token',
      { accountSid: twilio.accountSid, authToken: account.authToken },
      403,
    ],
    ['an account that is not ours', { accountSid: `AC${'1'.repeat(32)}`, authToken: current }, 403],
    ['no account in it', { accountSid: undefined, authToken: previous }, 204],
    ['no account and no token of ours', { accountSid: undefined, authToken: '' }, 403],
    ['the local carrier’s account, from here', account, 204],
    ['the local carrier’s, from elsewhere', { ...account, remoteAddress: '203.0.113.9' }, 403],
    ['ours, from elsewhere', { ...twilio, authToken: current, remoteAddress: '203.0.113.9' }, 204],
  ])('with %s is answered as it should be', async (_, request, status) => {
    gateway = await openVoiceGateway({ accounts: [twilio, localAccount] })
    expect(await statusOf(request)).toBe(status)
    expect(gateway.counted).toEqual(status === 403 ? ['refused webhook'] : [])
  })

  it('is refused where no account is configured', async () => {
    gateway = await openVoiceGateway({ accounts: [] })
    expect(await statusOf(account)).toBe(403)
    expect(await statusOf({ accountSid: undefined, authToken: '' })).toBe(403)
  })
})
