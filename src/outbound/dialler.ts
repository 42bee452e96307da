import type { Agent } from '../agents/agent.ts'
import type { AgentBook } from '../agents/agent-book.ts'
import type { CallArchive, CallSummary } from '../calls/call-archive.ts'
import type { DoNotCallList } from '../calls/do-not-call-list.ts'
import type { PhoneNetwork } from '../calls/phone-network.ts'
import type { Switchboard } from '../calls/switchboard.ts'
import type { FictionalNumbers } from '../compliance/allowed-destination.ts'
import type { Clock } from '../lib/clock.ts'
import { askingCarrier } from './carrier-unavailable.ts'
import { mayCall, type Refusal } from './may-call.ts'

/** Calls people on somebody's word, where that is allowed, and ends calls. */
export interface Dialler {
  /**
   * Calls a number, written in any usual way.
   * @throws {CarrierUnavailable} when the carrier cannot be asked. The phone may ring all the same.
   */
  placeCall(wish: CallWish): Promise<DialledCall>
  /**
   * Ends a call, by our id or the carrier's.
   * @throws {CarrierUnavailable}
   */
  hangUp(idOrSid: string): Promise<'hanging-up' | 'over' | 'unknown-call'>
}

export interface CallWish {
  readonly to: string
  /** What the agent opens with after the notice that it is a machine; `undefined`: its usual greeting. */
  readonly opening?: string | undefined
}

export type DialledCall = { readonly placed: true; readonly call: CallSummary } | Refusal

export interface DiallerParts {
  readonly agents: Pick<AgentBook, 'forNumber'>
  readonly archive: Pick<CallArchive, 'find'>
  readonly clock: Clock
  readonly doNotCallList: Pick<DoNotCallList, 'has'>
  readonly newId: () => string
  readonly phoneNetwork: Pick<PhoneNetwork, 'place' | 'hangUp'>
  readonly switchboard: Pick<Switchboard, 'announce' | 'expect' | 'summaries' | 'isClosing'>
  /** The account's number that calls are made from, E.164; `undefined`: it has none. */
  readonly from: string | undefined
  /** Refused where the carrier is a real one. */
  readonly fictionalNumbers: FictionalNumbers
  /** How many calls that we placed may go on at the same time. */
  readonly mostAtOnce?: number
}

const ringSeconds = 30

export function createDialler(parts: DiallerParts): Dialler {
  const { agents, archive, newId, phoneNetwork, switchboard, mostAtOnce = 3 } = parts
  /** The numbers of calls that the carrier is being asked for. */
  const beingPlaced = new Set<string>()

  /** Why no call is made to this number just now, where that is so. */
  function busyWith(phoneNumber: string): Refusal | undefined {
    const goingOut = switchboard.summaries().filter(isGoingOut)
    if (beingPlaced.size + goingOut.length >= mostAtOnce) return tooMany(mostAtOnce)
    const isCalled = beingPlaced.has(phoneNumber) || goingOut.some(({ to }) => to === phoneNumber)
    return isCalled ? refusals.alreadyCalling : undefined
  }

  async function placeCall({ to, opening }: CallWish): Promise<DialledCall> {
    const { from } = parts
    if (switchboard.isClosing) return refusals.closing
    if (from === undefined) return refusals.noNumber
    const agent = await agents.forNumber(from)
    const permission = await mayCall(to, { ...parts, agent })
    if (!('phoneNumber' in permission)) return permission
    if (permission.phoneNumber === from) return refusals.ownNumber
    const { phoneNumber } = permission
    // Nothing is waited for between this look and the next, so that two cannot take the last place.
    const busy = busyWith(phoneNumber)
    if (busy) return busy
    beingPlaced.add(phoneNumber)
    try {
      return await dial({ to: phoneNumber, from, agent, openingWords: opening })
    } finally {
      beingPlaced.delete(phoneNumber)
    }
  }

  async function dial({ to, from, agent, openingWords }: CallToDial): Promise<DialledCall> {
    const callId = newId()
    switchboard.announce({ callId, openingWords, ringSeconds })
    const placed = await askingCarrier(phoneNetwork.place({ to, from, callId, ringSeconds }))
    if (!placed.placed) return refusal('carrier-refused', placed.reason)
    const sid = placed.callSid
    const expected = { sid, from, to, callId, agent, openingWords, ringSeconds }
    const call = (await switchboard.expect(expected)) ?? (await archive.find(sid))
    return call ? { placed: true, call } : refusals.over
  }

  async function hangUp(idOrSid: string) {
    const isIt = ({ id, sid }: CallSummary) => id === idOrSid || sid === idOrSid
    const call = switchboard.summaries().find(isIt) ?? (await archive.find(idOrSid))
    if (!call) return 'unknown-call'
    if (call.status !== 'active') return 'over'
    await askingCarrier(phoneNetwork.hangUp(call.sid))
    return 'hanging-up'
  }

  return { placeCall, hangUp }
}

interface CallToDial {
  readonly to: string
  readonly from: string
  readonly agent: Agent
  readonly openingWords: string | undefined
}

function isGoingOut({ direction, status }: CallSummary): boolean {
  return direction === 'outbound' && status === 'active'
}

function refusal(code: Refusal['code'], reason: string): Refusal {
  return { placed: false, code, reason }
}

const refusals = {
  closing: refusal('closing', 'The server is being stopped. Please try again in a minute.'),
  noNumber: refusal(
    'no-number',
    'There is no number to call from: set TWILIO_PHONE_NUMBER to one of the account.',
  ),
  ownNumber: refusal('own-number', 'This is the number that we call from.'),
  alreadyCalling: refusal('already-calling', 'This number is being called already.'),
  over: refusal('over', 'The call was over as soon as it had begun.'),
}

function tooMany(mostAtOnce: number): Refusal {
  const calls = mostAtOnce === 1 ? 'One call that' : `${mostAtOnce} calls that`
  return refusal(
    'too-many-calls',
    `${calls} we placed are going on, and more are not made at a time. Please try again when one is over.`,
  )
}
