import { describe, expect, it } from 'vitest'
import type { PhoneNetwork } from '../../src/calls/phone-network.ts'
import { AppError } from '../../src/lib/errors.ts'

/** A network under test, with the phones on it in the test's hand. */
export interface PhoneNetworkUnderTest extends AsyncDisposable {
  readonly network: PhoneNetwork
  /** A number of ours that we may call from, E.164. */
  readonly from: string
  /** A number that somebody picks up. */
  readonly answers: string
  /** A number that the network will not call. */
  readonly refused: string
  /** Resolves when this call was picked up. */
  readonly pickedUp: (callSid: string) => Promise<void>
  /** The one who picked up hangs up. */
  readonly hangsUp: (callSid: string) => Promise<void>
  /** Resolves when we were asked how this call goes on. */
  readonly weWereAsked: (callSid: string) => Promise<void>
  /** The network cannot be reached any more. */
  readonly breaks: () => Promise<void>
}

/** What every phone network must honour. */
export function phoneNetworkContract(
  name: string,
  open: () => Promise<PhoneNetworkUnderTest>,
): void {
  const unknownSid = `CA${'0'.repeat(32)}`
  const order = ({ answers: to, from }: PhoneNetworkUnderTest) => ({
    to,
    from,
    callId: crypto.randomUUID(),
    ringSeconds: 20,
  })

  async function placed(under: PhoneNetworkUnderTest) {
    const call = await under.network.place(order(under))
    if (!call.placed) throw new Error(`The call was not placed: ${call.reason}`)
    return call.callSid
  }

  describe(`${name}, as a phone network`, () => {
    it('calls a number, and knows that the call goes on', async () => {
      await using under = await open()
      const callSid = await placed(under)
      expect(callSid).toMatch(/^CA[0-9a-f]{32}$/)
      expect(await under.network.lookUp(callSid)).toEqual({ state: 'going-on' })
      await under.pickedUp(callSid)
      expect(await under.network.lookUp(callSid)).toEqual({ state: 'going-on' })
    })

    it('knows how a call ended', async () => {
      await using under = await open()
      const callSid = await placed(under)
      await under.pickedUp(callSid)
      await under.hangsUp(callSid)
      expect(await under.network.lookUp(callSid)).toMatchObject({
        state: 'over',
        status: 'completed',
        durationSeconds: expect.any(Number) as number,
        endedAt: expect.any(Date) as Date,
      })
    })

    it('ends a call that goes on, and one that is over without complaint', async () => {
      await using under = await open()
      const callSid = await placed(under)
      await under.pickedUp(callSid)
      await under.network.hangUp(callSid)
      await under.network.hangUp(callSid)
      expect(await under.network.lookUp(callSid)).toMatchObject({ state: 'over' })
      await under.network.hangUp(unknownSid)
    })

    it('calls off a call that still rings', async () => {
      await using under = await open()
      const callSid = await placed(under)
      await under.network.hangUp(callSid)
      const call = await under.network.lookUp(callSid)
      expect(call.state).toBe('over')
      expect(call.state === 'over' && call.status).not.toBe('completed')
    })

    it('asks us how a call goes on, when it is told to', async () => {
      await using under = await open()
      const callSid = await placed(under)
      await under.pickedUp(callSid)
      await under.network.bringBack(callSid)
      await under.weWereAsked(callSid)
      expect(await under.network.lookUp(callSid)).toEqual({ state: 'going-on' })
    })

    it('brings no call back that is over or never was, and does not complain', async () => {
      await using under = await open()
      const callSid = await placed(under)
      await under.pickedUp(callSid)
      await under.hangsUp(callSid)
      await under.network.bringBack(callSid)
      await under.network.bringBack(unknownSid)
      expect(await under.network.lookUp(callSid)).toMatchObject({ state: 'over' })
    })

    it('says in words why it would not call a number', async () => {
      await using under = await open()
      const call = await under.network.place({ ...order(under), to: under.refused })
      expect(call).toEqual({
        placed: false,
        reason: expect.stringMatching(/\w+ \w+/) as string,
        code: expect.stringMatching(/^[a-z-]+$/) as string,
      })
    })

    it('does not know a call that never was', async () => {
      await using under = await open()
      expect(await under.network.lookUp(unknownSid)).toEqual({ state: 'unknown' })
    })

    it('throws what may be tried again when nobody can be reached', async () => {
      await using under = await open()
      await under.breaks()
      const attempts = [
        under.network.place(order(under)),
        under.network.hangUp(unknownSid),
        under.network.bringBack(unknownSid),
        under.network.lookUp(unknownSid),
      ]
      for (const attempt of attempts) {
        const error: unknown = await attempt.then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        expect(error).toBeInstanceOf(AppError)
        expect(error).toMatchObject({ retryable: true })
      }
    })
  })
}
