import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTwilioRest } from '../../src/twilio/rest-client.ts'

type Fields = Readonly<Record<string, unknown>>

export const testAccount = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'the token' }

interface Refusal {
  readonly status: number
  readonly code: number
}

export interface TwilioAccountSetting {
  readonly account?: Fields
  readonly numbers?: readonly Fields[]
  /** What every request is refused with. */
  readonly refusal?: Refusal
}

/**
 * An account at Twilio as the doctor sees it, in the states that the local carrier never gets into:
 * on trial, suspended, with a number for messages only.
 */
export async function openTwilioAccount(setting: TwilioAccountSetting = {}) {
  const account = {
    sid: testAccount.accountSid,
    friendly_name: 'Harbor Dental',
    status: 'active',
    type: 'Full',
    ...setting.account,
  }
  const numbers = (setting.numbers ?? [{}]).map((fields) => ({
    sid: `PN${'b'.repeat(32)}`,
    phone_number: '+12025550100',
    capabilities: { voice: true, sms: true, mms: false },
    voice_url: '',
    voice_method: 'POST',
    voice_fallback_url: '',
    voice_fallback_method: 'POST',
    status_callback: '',
    status_callback_method: 'POST',
    voice_application_sid: null,
    trunk_sid: null,
    ...fields,
  }))
  const state: State = { account, numbers, refusal: setting.refusal, refusedChanges: undefined }
  const server = createServer((request, response) => void serve(state, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const baseUrl = `http://127.0.0.1:${port}`
  return {
    baseUrl,
    numbers,
    /** What every change is refused with from now on. */
    refuseChanges: (refusal: Refusal) => void (state.refusedChanges = refusal),
    rest: createTwilioRest({ ...testAccount, baseUrl }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface State {
  readonly account: Fields
  readonly numbers: Record<string, unknown>[]
  readonly refusal: Refusal | undefined
  refusedChanges: Refusal | undefined
}

async function serve(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = await bodyOf(request)
  const refusal = request.method === 'POST' ? state.refusedChanges : state.refusal
  const { status, body } = refusal
    ? { status: refusal.status, body: { ...refusal, message: 'refused' } }
    : answer(state, request.url ?? '', form)
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function answer({ account, numbers }: State, url: string, form: URLSearchParams) {
  const { pathname, searchParams } = new URL(url, 'http://twilio')
  const path = pathname.replace(`/2010-04-01/Accounts/${testAccount.accountSid}`, '')
  if (path === '.json') return { status: 200, body: account }
  if (path === '/IncomingPhoneNumbers.json') {
    const wanted = searchParams.get('PhoneNumber') ?? ''
    const found = numbers.filter((one) => String(one['phone_number']).includes(wanted))
    return { status: 200, body: { incoming_phone_numbers: found } }
  }
  const number = numbers.find((one) => path.includes(String(one['sid'])))
  if (!number) return { status: 404, body: { code: 20_404, message: 'not found', status: 404 } }
  for (const [name, value] of form) number[snakeCase(name)] = value
  return { status: 200, body: number }
}

/** `VoiceUrl` → `voice_url`: Twilio’s two ways to write a name. */
function snakeCase(name: string): string {
  return name.replaceAll(/(?<!^)([A-Z])/g, '_$1').toLowerCase()
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return new URLSearchParams(text)
}
