import type { FinalCallStatus } from '../../src/calls/call.ts'
import type { CallToPlace, CarrierCall, PhoneNetwork } from '../../src/calls/phone-network.ts'
import { AppError } from '../../src/lib/errors.ts'

/** A phone network in memory, on which a test is everybody who is called. */
export interface FakePhoneNetwork extends PhoneNetwork {
  /** What was asked for so far, with the sid that it got. */
  readonly placed: readonly (CallToPlace & { readonly callSid: string })[]
  readonly hungUp: readonly string[]
  readonly broughtBack: readonly string[]
  picksUp(callSid: string): void
  ends(callSid: string, status?: FinalCallStatus): void
  /** Calls to this number are refused from now on. */
  refuses(to: string): void
  /** From now on nobody is reached; until it is mended. */
  isBroken: boolean
}

class CarrierAway extends AppError {
  override readonly code = 'twilio-unreachable'
  override readonly retryable = true
}

export function createFakePhoneNetwork(now: () => Date = () => new Date()): FakePhoneNetwork {
  const placed: (CallToPlace & { readonly callSid: string })[] = []
  const hungUp: string[] = []
  const broughtBack: string[] = []
  const refused = new Set<string>()
  const calls = new Map<string, { answeredAt: Date | undefined; carrier: CarrierCall }>()

  function end(callSid: string, status: FinalCallStatus) {
    const call = calls.get(callSid)
    if (!call || call.carrier.state === 'over') return
    const talkedMs = call.answeredAt ? now().getTime() - call.answeredAt.getTime() : 0
    const durationSeconds = Math.round(talkedMs / 1000)
    call.carrier = { state: 'over', status, durationSeconds, endedAt: now() }
  }

  const network: FakePhoneNetwork = {
    placed,
    hungUp,
    broughtBack,
    isBroken: false,
    async place(call) {
      reach()
      if (refused.has(call.to)) {
        return {
          placed: false,
          reason: 'That is no number that can be called',
          code: 'number-not-callable',
        }
      }
      const callSid = `CA${(placed.length + 1).toString(16).padStart(32, '0').replace(/^0/, 'f')}`
      placed.push({ ...call, callSid })
      calls.set(callSid, { answeredAt: undefined, carrier: { state: 'going-on' } })
      return { placed: true, callSid }
    },
    async hangUp(callSid) {
      reach()
      hungUp.push(callSid)
      end(callSid, calls.get(callSid)?.answeredAt ? 'completed' : 'canceled')
    },
    async bringBack(callSid) {
      reach()
      if (calls.get(callSid)?.carrier.state !== 'over') broughtBack.push(callSid)
    },
    async lookUp(callSid) {
      reach()
      return calls.get(callSid)?.carrier ?? { state: 'unknown' }
    },
    picksUp(callSid) {
      const call = calls.get(callSid)
      if (call) call.answeredAt = now()
    },
    ends: (callSid, status = 'completed') => end(callSid, status),
    refuses: (to) => void refused.add(to),
  }

  function reach() {
    if (network.isBroken) throw new CarrierAway('The carrier cannot be reached')
  }

  return network
}
