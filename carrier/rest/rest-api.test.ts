import { describe, expect, it } from 'vitest'
import { clientOf } from '../testing/fixtures/official-client.ts'
import type { ClientSettings } from '../testing/fixtures/official-client.ts'
import { openCarrier, testAccount } from '../testing/open-carrier.ts'
import type { OpenSettings } from '../testing/open-carrier.ts'
import { twiml } from '../testing/stand-in-server.ts'

const ours = '+15550100000'
const bob = '+15550107001'

/** A listening carrier, and the official client for it. */
async function openRest({
  client = {},
  ...settings
}: OpenSettings & { client?: ClientSettings } = {}) {
  const opened = await openCarrier({
    ...settings,
    answers: { '/answer': twiml('<Say>Hello there.</Say>'), ...settings.answers },
  })
  const url = await opened.carrier.listen()
  return { ...opened, url, client: clientOf(url, client), answerUrl: `${opened.server.url}/answer` }
}

describe('the REST API', () => {
  it('makes a call and shows how it gets on, to the official client', async () => {
    await using rest = await openRest()
    const expected = rest.carrier.expectCall(bob)
    const created = await rest.client.calls.create({ to: bob, from: ours, url: rest.answerUrl })
    expect(created).toMatchObject({
      sid: expect.stringMatching(/^CA[0-9a-f]{32}$/) as string,
      accountSid: testAccount.accountSid,
      status: 'queued',
      direction: 'outbound-api',
      to: bob,
      toFormatted: '(555) 010-7001',
      from: ours,
      startTime: null,
      endTime: null,
      duration: null,
      price: null,
      priceUnit: 'USD',
      answeredBy: null,
      apiVersion: '2010-04-01',
      phoneNumberSid: expect.stringMatching(/^PN/) as string,
      dateCreated: new Date('2026-01-05T15:00:00Z'),
    })
    const callee = await expected.answers()
    // Resources that come from `create` and `list` do not know their own address in this client's version.
    const resource = rest.client.calls(created.sid)
    const talking = await resource.fetch()
    expect(talking).toMatchObject({
      status: 'in-progress',
      startTime: new Date('2026-01-05T15:00:03Z'),
    })
    await callee.ended()
    const over = await resource.fetch()
    expect(over).toMatchObject({ status: 'completed', duration: '1', price: null })
    expect(over.endTime).toBeInstanceOf(Date)
    await rest.carrier.advance(60_000)
    expect(await resource.fetch()).toMatchObject({ price: '-0.01400' })
    expect(await resource.remove()).toBe(true)
    await expect(resource.fetch()).rejects.toMatchObject({ status: 404, code: 20_404 })
  })

  it.each([
    ['another token', { authToken: '3'.repeat(32) }, { status: 401, code: 20_003 }],
    ['another account', { accountSid: `AC${'9'.repeat(32)}` }, { status: 401, code: 20_003 }],
  ])('lets nobody in with %s', async (_, client, refusal) => {
    await using rest = await openRest({ client })
    await expect(rest.client.calls.list()).rejects.toMatchObject(refusal)
  })

  it('shows how long a call waited for its turn', async () => {
    await using rest = await openRest({ betweenCallsMs: 1000 })
    const order = { to: bob, from: ours, url: rest.answerUrl }
    const sids = [await rest.client.calls.create(order), await rest.client.calls.create(order)]
    await rest.carrier.advance(1500)
    const shown = await Promise.all(sids.map(({ sid }) => rest.client.calls(sid).fetch()))
    expect(shown.map(({ queueTime, status }) => [queueTime, status])).toEqual([
      ['0', 'ringing'],
      ['1000', 'queued'],
    ])
  })

  it('knows no account but its own', async () => {
    await using rest = await openRest()
    const stranger = rest.client.api.accounts(`AC${'9'.repeat(32)}`)
    await expect(stranger.fetch()).rejects.toMatchObject({ status: 404, code: 20_404 })
  })

  it('shows its account', async () => {
    await using rest = await openRest()
    expect(await rest.client.api.accounts(testAccount.accountSid).fetch()).toMatchObject({
      sid: testAccount.accountSid,
      status: 'active',
      type: 'Full',
    })
  })

  it('refuses in the words and numbers of Twilio', async () => {
    await using rest = await openRest()
    const order = { to: 'bob', from: ours, url: rest.answerUrl }
    await expect(rest.client.calls.create(order)).rejects.toMatchObject({
      status: 400,
      code: 21_211,
      message: 'The phone number you are attempting to call, bob, is not valid.',
      moreInfo: 'https://www.twilio.com/docs/errors/21211',
    })
    const answer = await fetch(`${rest.url}/2010-04-01/Accounts/x.json`)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Basic realm="Twilio API"')
    expect(answer.headers.get('twilio-request-id')).toMatch(/^RQ[0-9a-f]{32}$/)
  })

  it.each([
    ['no callee', { to: '' }, 21_201],
    ['a caller that is no number', { from: 'us' }, 21_212],
    ['the magic callee who is no number', { to: '+15005550001' }, 21_217],
    ['the magic callee who cannot be reached', { to: '+15005550002' }, 21_214],
    ['the magic callee in a country that is not allowed', { to: '+15005550003' }, 21_215],
    ['the magic callee who is blocked', { to: '+15005550004' }, 21_216],
    ['the magic caller who is no number', { from: '+15005550001' }, 21_212],
    ['no caller', { from: '' }, 21_213],
    ["somebody else's number as the caller", { from: '+15550100009' }, 21_210],
    ['nothing to do', { url: '' }, 21_205],
    ['an address that is none', { url: 'there' }, 21_205],
    ['a method that is none', { method: 'PUT' }, 21_209],
    ['more ringing than there is', { timeout: 601 }, 21_208],
    ['a time limit of nothing', { timeLimit: 0 }, 20_001],
    ['TwiML as long as a book', { url: '', twiml: 'x'.repeat(4001) }, 20_001],
    ['a callback that is no address', { statusCallback: 'me' }, 21_205],
    ['a recording of so many channels', { record: true, recordingChannels: 'three' }, 20_001],
    ['a recording told to nobody', { record: true, recordingStatusCallback: 'me' }, 21_205],
  ])('refuses a call with %s', async (_, wrong, code) => {
    await using rest = await openRest()
    const order = { to: bob, from: ours, url: rest.answerUrl, ...wrong }
    await expect(rest.client.calls.create(order)).rejects.toMatchObject({ status: 400, code })
    expect(await rest.client.calls.list()).toEqual([])
  })

  it('is asked again after "too many requests", by a client that does so', async () => {
    await using rest = await openRest({ client: { autoRetry: true } })
    rest.carrier.faults.add({ kind: 'rest-refused', status: 429, nth: 1 })
    const order = { to: bob, from: ours, url: rest.answerUrl }
    expect(await rest.client.calls.create(order)).toMatchObject({ status: 'queued' })
    expect(await rest.client.calls.list()).toHaveLength(1)
  })

  it('notes what of an order it does nothing with', async () => {
    await using rest = await openRest()
    const order = { to: bob, from: ours, url: rest.answerUrl, sendDigits: '1' }
    await rest.client.calls.create(order)
    expect(rest.carrier.trace).toContainEqual(
      expect.objectContaining({
        code: 'rest-parameter-ignored',
        message: expect.stringContaining('SendDigits') as string,
      }),
    )
  })

  it.each([
    [429, 20_429],
    [500, 20_500],
    [503, 20_503],
  ] as const)('can be made to refuse with %i', async (status, code) => {
    await using rest = await openRest({ faults: [{ kind: 'rest-refused', status }] })
    await expect(rest.client.calls.list()).rejects.toMatchObject({ status, code })
  })

  it.each([
    ['rest-reset', 'ECONNRESET'],
    ['rest-timed-out', 'ECONNABORTED'],
  ] as const)('can be made to break: %s', async (kind, code) => {
    await using rest = await openRest({ faults: [{ kind }], client: { timeout: 200 } })
    await expect(rest.client.calls.list()).rejects.toMatchObject({ code })
  })

  it.each([
    ['rest-reset', 'ECONNRESET'],
    ['rest-timed-out', 'ECONNABORTED'],
  ] as const)('can do what was asked and never say so: %s', async (kind, code) => {
    const faults = [{ kind, done: true, nth: 1 }] as const
    await using rest = await openRest({ faults, client: { timeout: 200 } })
    const order = { to: bob, from: ours, url: rest.answerUrl }
    await expect(rest.client.calls.create(order)).rejects.toMatchObject({ code })
    expect(await rest.client.calls.list()).toMatchObject([{ to: bob }])
  })

  it('can be slow to say what it did at once', async () => {
    const faults = [{ kind: 'rest-slowed', delayMs: 8000, nth: 1 }] as const
    await using rest = await openRest({ faults })
    const answered: string[] = []
    const created = rest.client.calls.create({ to: bob, from: ours, url: rest.answerUrl })
    void created.then(({ status }) => answered.push(status))
    const expected = rest.carrier.expectCall(bob)
    await expected.rings()
    await rest.client.calls.list()
    expect(answered).toEqual([])
    await rest.carrier.advance(8000)
    // As it was when it was made.
    expect(await created).toMatchObject({ status: 'queued' })
  })

  it('has nothing that it does not say it has, and notes what was asked for', async () => {
    await using rest = await openRest()
    await expect(rest.client.messages.list()).rejects.toMatchObject({ status: 404, code: 20_404 })
    expect(rest.carrier.trace).toContainEqual(
      expect.objectContaining({ kind: 'warning', code: 'rest-unknown' }),
    )
  })

  it('reads no request without an end', async () => {
    await using rest = await openRest()
    const address = `${rest.url}/2010-04-01/Accounts/${testAccount.accountSid}/Calls.json`
    const answer = await fetch(address, { method: 'POST', body: 'x'.repeat(1_100_000) })
    expect(answer.status).toBe(413)
  })
})

describe('the list of calls', () => {
  async function threeCalls() {
    const rest = await openRest()
    const sids: string[] = []
    for (const to of [bob, '+15550107002', bob]) {
      const { sid } = await rest.client.calls.create({ to, from: ours, url: rest.answerUrl })
      sids.push(sid)
      await rest.carrier.advance(10_000)
    }
    const list = async (wish: Parameters<typeof rest.client.calls.list>[0]) =>
      (await rest.client.calls.list(wish)).map(({ sid }) => sids.indexOf(sid))
    return { ...rest, sids, list }
  }

  it('has the newest first, and can be narrowed down', async () => {
    await using rest = await threeCalls()
    await rest.client.calls(rest.sids[2] ?? '').update({ status: 'canceled' })
    expect(await rest.list({})).toEqual([2, 1, 0])
    expect(await rest.list({ to: bob })).toEqual([2, 0])
    expect(await rest.list({ from: bob })).toEqual([])
    expect(await rest.list({ status: 'ringing' })).toEqual([1, 0])
    expect(await rest.list({ status: 'canceled', to: bob })).toEqual([2])
    expect(await rest.list({ startTimeAfter: new Date('2026-01-05T15:00:10Z') })).toEqual([2, 1])
    expect(await rest.list({ startTimeBefore: new Date('2026-01-05T15:00:10Z') })).toEqual([1, 0])
    expect(await rest.list({ startTime: new Date('2026-01-05T15:00:20Z') })).toEqual([2])
    expect(await rest.list({ endTimeAfter: new Date('2026-01-05T00:00:00Z') })).toEqual([2])
  })

  it('comes page by page', async () => {
    await using rest = await threeCalls()
    expect(await rest.list({ pageSize: 1 })).toEqual([2, 1, 0])
    const first = await rest.client.calls.page({ pageSize: 2, to: bob })
    expect(first.instances.map(({ sid }) => rest.sids.indexOf(sid))).toEqual([2, 0])
    expect(first.nextPageUrl).toBeUndefined()
    const page = await rest.client.calls.page({ pageSize: 2 })
    expect(page.nextPageUrl).toContain('PageToken=PACA')
    await rest.client.calls.create({ to: bob, from: ours, url: rest.answerUrl })
    const next = await page.nextPage()
    expect(next?.instances.map(({ sid }) => rest.sids.indexOf(sid))).toEqual([0])
  })

  it('refuses a page that cannot be', async () => {
    await using rest = await threeCalls()
    await expect(rest.client.calls.page({ pageToken: 'nonsense' })).rejects.toMatchObject({
      status: 400,
    })
  })
})

describe("the account's number", () => {
  async function theNumber({ client }: { client: ReturnType<typeof clientOf> }) {
    const [number] = await client.incomingPhoneNumbers.list()
    return client.incomingPhoneNumbers(number?.sid ?? '')
  }

  it('is found by itself, with the addresses of the server', async () => {
    await using rest = await openRest()
    const [number, ...others] = await rest.client.incomingPhoneNumbers.list({ phoneNumber: ours })
    expect(others).toEqual([])
    expect(number).toMatchObject({
      phoneNumber: ours,
      voiceUrl: `${rest.server.url}/webhooks/voice`,
      voiceMethod: 'POST',
      voiceFallbackUrl: `${rest.server.url}/webhooks/voice/fallback`,
      statusCallback: `${rest.server.url}/webhooks/voice/status`,
      capabilities: expect.objectContaining({ voice: true }) as object,
    })
    const { sid } = await (await theNumber(rest)).fetch()
    expect(sid).toBe(number?.sid)
    expect(await rest.client.incomingPhoneNumbers.list({ phoneNumber: bob })).toEqual([])
  })

  it('is called where it was last said', async () => {
    await using rest = await openRest({ answers: { '/new': twiml('<Say>New here.</Say>') } })
    const number = await theNumber(rest)
    await number.update({
      voiceUrl: `${rest.server.url}/new`,
      voiceMethod: 'GET',
      statusCallback: `${rest.server.url}/told`,
    })
    const caller = rest.carrier.placeCall()
    await caller.hears('new here')
    await caller.ended()
    expect(rest.server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /new',
      'POST /told',
    ])
  })

  it('has calls that fail at once when nobody is asked what to do', async () => {
    await using rest = await openRest()
    const number = await theNumber(rest)
    expect(await number.update({ voiceUrl: '' })).toMatchObject({ voiceUrl: '' })
    const caller = rest.carrier.placeCall()
    expect(await caller.ended()).toEqual({ status: 'failed', reason: 'application-error' })
  })

  it('is not changed to what is no address, nor another in its place', async () => {
    await using rest = await openRest()
    const number = await theNumber(rest)
    await expect(number.update({ voiceUrl: 'ftp://h' })).rejects.toMatchObject({ code: 21_205 })
    const other = rest.client.incomingPhoneNumbers(`PN${'0'.repeat(32)}`)
    await expect(other.update({ voiceUrl: '' })).rejects.toMatchObject({ status: 404 })
    await expect(other.fetch()).rejects.toMatchObject({ status: 404 })
  })
})
