import { describe, expect, it } from 'vitest'
import {
  openTwilioAccount,
  testAccount,
  type TwilioAccountSetting,
} from '../../test/fakes/twilio-rest.ts'
import { createTwilioRest } from '../twilio/rest-client.ts'
import { createNumberUrlsCheck } from './number-urls-check.ts'
import { createPhoneNumberCheck } from './phone-number-check.ts'
import { createSetNumberUrls } from './set-number-urls.ts'
import { patientUrl } from '../twilio/twiml/patient-url.ts'
import { createTwilioAccountCheck } from './twilio-account-check.ts'

type Twilio = Awaited<ReturnType<typeof openTwilioAccount>>

const appUrl = 'https://voice.example.com'
const phoneNumber = '+12025550100'
const besideAccount = { phoneNumber, previousAuthToken: undefined, apiBaseUrl: undefined }
const rightUrls = {
  voice_url: `${appUrl}/webhooks/voice`,
  voice_fallback_url: `${appUrl}/webhooks/voice/fallback`,
  status_callback: `${appUrl}/webhooks/voice/status`,
}
/** As the doctor sets them: Twilio is told to try again while the server starts. */
const patientUrls = {
  ...rightUrls,
  voice_url: patientUrl(rightUrls.voice_url),
  voice_fallback_url: patientUrl(rightUrls.voice_fallback_url),
}
const wrongToken = { status: 401, code: 20_003 }

describe('the account', () => {
  async function lookAt(account: Record<string, string>, setting: TwilioAccountSetting = {}) {
    await using twilio = await openTwilioAccount({ account, ...setting })
    return await createTwilioAccountCheck(twilio.rest).run()
  }

  it('works', async () => {
    expect(await lookAt({})).toMatchObject({
      state: 'ok',
      summary: 'The Twilio account Harbor Dental works.',
    })
  })

  it('on trial works, and the doctor says what callers will hear', async () => {
    const { state, advice } = await lookAt({ type: 'Trial' })
    expect(state).toBe('warning')
    expect(advice).toContain('hear a notice')
  })

  it.each(['suspended', 'closed'])('that is %s takes no call', async (status) => {
    const { state, summary } = await lookAt({ status })
    expect(state).toBe('failed')
    expect(summary).toContain(status)
  })

  it('with a wrong token is told where to find the right one', async () => {
    const { state, summary, advice } = await lookAt({}, { refusal: wrongToken })
    expect(state).toBe('failed')
    expect(summary).toContain('do not belong together')
    expect(advice).toContain('TWILIO_AUTH_TOKEN')
  })

  it('that cannot be asked does not stop calls that come in', async () => {
    const rest = createTwilioRest({ ...testAccount, baseUrl: 'http://127.0.0.1:9' })
    const { state, summary, advice } = await createTwilioAccountCheck(rest).run()
    expect(state).toBe('failed')
    expect(summary).toMatch(/^Twilio cannot be reached: .*[^.?][.?]$/)
    expect(advice).toContain('may still be answered')
  })
})

describe('the number', () => {
  async function lookAt(numbers: Record<string, unknown>[], wanted?: string) {
    return lookIn({ numbers }, wanted)
  }

  async function lookIn(setting: TwilioAccountSetting, wanted: string | undefined) {
    await using twilio = await openTwilioAccount(setting)
    return await createPhoneNumberCheck({ rest: twilio.rest, phoneNumber: wanted }).run()
  }

  it('belongs to the account and can be called', async () => {
    expect(await lookAt([{}], phoneNumber)).toMatchObject({ state: 'ok' })
  })

  it('that is not set is chosen from those of the account', async () => {
    const { state, summary, advice } = await lookAt([{}])
    expect(state).toBe('warning')
    expect(summary).toContain('TWILIO_PHONE_NUMBER is not set')
    expect(advice).toContain(`TWILIO_PHONE_NUMBER=${phoneNumber}`)
  })

  it('has to be bought where the account has none', async () => {
    expect((await lookAt([])).advice).toContain('Buy a number')
  })

  it('of somebody else is none of ours', async () => {
    const { state, summary } = await lookAt([{}], '+12025550199')
    expect(state).toBe('failed')
    expect(summary).toContain('+12025550199 is not a number of this Twilio account')
  })

  it('is not taken for a longer one that contains it', async () => {
    expect((await lookAt([{ phone_number: `${phoneNumber}7` }], phoneNumber)).state).toBe('failed')
  })

  it('for messages only cannot be called', async () => {
    const { state, summary } = await lookAt([{ capabilities: { voice: false } }], phoneNumber)
    expect(state).toBe('failed')
    expect(summary).toContain('messages only')
  })

  it('on a SIP trunk sends its calls elsewhere', async () => {
    const { state, summary } = await lookAt([{ trunk_sid: 'TK1' }], phoneNumber)
    expect(state).toBe('failed')
    expect(summary).toContain('SIP trunk (TK1)')
  })

  it('is not looked at while the account does not work', async () => {
    expect((await lookIn({ refusal: wrongToken }, phoneNumber)).state).toBe('skipped')
  })

  it('that Twilio does not want to tell about is a failure of its own', async () => {
    const refusal = { status: 400, code: 12_345 }
    expect(await lookIn({ refusal }, phoneNumber)).toMatchObject({
      state: 'failed',
      summary: 'Twilio refuses the request: refused (error 12345).',
    })
  })
})

describe('the addresses that Twilio keeps with the number', () => {
  const check = (twilio: Twilio, address = appUrl) =>
    createNumberUrlsCheck({ rest: twilio.rest, phoneNumber, appUrl: address }).run()
  const mend = (twilio: Twilio, address = appUrl) =>
    createSetNumberUrls({
      rest: twilio.rest,
      config: { appUrl: address, twilio: { ...testAccount, ...besideAccount } },
    })()

  it('are right', async () => {
    await using twilio = await openTwilioAccount({ numbers: [rightUrls] })
    expect(await check(twilio)).toMatchObject({ state: 'ok' })
  })

  it('may say behind a # how Twilio should connect', async () => {
    const voice = { voice_url: `${rightUrls.voice_url}#rc=2&rp=ct,rt` }
    await using twilio = await openTwilioAccount({ numbers: [{ ...rightUrls, ...voice }] })
    expect((await check(twilio)).state).toBe('ok')
  })

  it.each([
    [{ voice_url: 'https://demo.twilio.com/welcome/voice/' }, 'is https://demo.twilio.com'],
    [{ voice_url: `${rightUrls.voice_url}/` }, 'for a call that comes in is'],
    [{ voice_fallback_url: '' }, 'for when that one fails is not set'],
    [{ status_callback: 'https://old.example.com/x' }, 'how a call ended is https://old.'],
    [{ voice_method: 'GET' }, 'is asked by GET, not by POST'],
    [{ voice_application_sid: 'AP1' }, 'A TwiML application (AP1) is asked instead'],
  ])('are wrong with %o, and the doctor offers to set them', async (wrong, words) => {
    await using twilio = await openTwilioAccount({ numbers: [{ ...rightUrls, ...wrong }] })
    const before = await check(twilio)
    expect(before).toMatchObject({ state: 'failed', fix: { id: 'set-number-urls' } })
    expect(before.summary).toContain(words)
    expect(await mend(twilio)).toEqual({ done: true })
    expect(twilio.numbers[0]).toMatchObject({ ...patientUrls, voice_method: 'POST' })
    expect((await check(twilio)).state).toBe('ok')
  })

  it('may fall back to a page that Twilio keeps, and the doctor leaves it there', async () => {
    const bin = 'https://handler.twilio.com/twiml/EHffffffffffffffffffffffffffffffff'
    const fallback = { voice_fallback_url: bin, voice_fallback_method: 'GET' }
    await using right = await openTwilioAccount({ numbers: [{ ...rightUrls, ...fallback }] })
    expect((await check(right)).state).toBe('ok')
    await using wrong = await openTwilioAccount({ numbers: [fallback] })
    expect(await mend(wrong)).toEqual({ done: true })
    expect(wrong.numbers[0]).toMatchObject({ ...patientUrls, ...fallback })
  })

  it('are left as they are while this server has no public address', async () => {
    await using twilio = await openTwilioAccount()
    const { state, fix, advice } = await check(twilio, 'http://localhost:3000')
    expect({ state, fix }).toEqual({ state: 'failed', fix: undefined })
    expect(advice).toContain('public address')
    expect(await mend(twilio, 'http://localhost:3000')).toMatchObject({ done: false })
    expect(twilio.numbers[0]).toMatchObject({ voice_url: '' })
  })

  it('are of no matter before the number is right', async () => {
    await using twilio = await openTwilioAccount({ numbers: [] })
    expect((await check(twilio)).state).toBe('skipped')
    expect(await mend(twilio)).toEqual({
      done: false,
      words: 'The addresses were not set: the number is not one of the account.',
    })
  })

  it('that Twilio does not change are told with its reason', async () => {
    await using twilio = await openTwilioAccount()
    twilio.refuseChanges({ status: 400, code: 21_205 })
    expect(await mend(twilio)).toEqual({
      done: false,
      words: 'The addresses were not set: Twilio does not accept the address of this server.',
    })
  })

  it('cannot be set without an account that lets us in', async () => {
    const config = { appUrl, twilio: undefined }
    expect(await createSetNumberUrls({ rest: undefined, config })()).toMatchObject({ done: false })
    const rest = createTwilioRest({ ...testAccount, baseUrl: 'http://127.0.0.1:9' })
    expect(await createSetNumberUrls({ rest, config })()).toEqual({
      done: false,
      words: 'The addresses were not set: the account could not be asked.',
    })
  })
})
