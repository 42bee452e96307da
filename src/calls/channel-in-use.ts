import type { CallChannel } from './call.ts'
import type { ChannelChange } from './journal-event.ts'

/** The channel that a call is on, and how often it broke there: one that does not hold is left for a simpler one. */
export interface ChannelInUse {
  readonly present: CallChannel
  /** The line broke. */
  broke(): void
  /** A process that did not have the call goes on with it. */
  takenUp(at: Date): void
  /** The call goes on on this one; never on one that asks for more than the present one. */
  stepDown(to: CallChannel, reason: ChannelChange): void
  /** No line holds: the call is let go. */
  readonly isLost: boolean
}

export interface ChannelSoFar {
  readonly channel: CallChannel
  /** How often the line broke, in all and on this channel. */
  readonly breaks: number
  readonly breaksHere: number
  readonly takenUpAt: readonly Date[]
}

/** A channel that breaks this often is left for a simpler one, and after so many in all a call for good. */
const breaksUntilSimpler = 2
const breaksUntilLost = 5
/** A call that takes processes down with it, or is on a machine that does not hold, gets by with less. */
const takenUpUntilSimpler = 3
const within = 60_000

/** From the one that asks for most to the one that asks for least. */
const ladder: readonly CallChannel[] = ['media', 'relay', 'gather']

export function createChannelInUse(
  before: ChannelSoFar,
  onChanged: (change: { from: CallChannel; to: CallChannel; reason: ChannelChange }) => void,
): ChannelInUse {
  let { channel, breaks, breaksHere, takenUpAt } = before

  function stepDown(to: CallChannel, reason: ChannelChange): void {
    if (ladder.indexOf(to) <= ladder.indexOf(channel)) return
    const from = channel
    channel = to
    breaksHere = 0
    onChanged({ from, to, reason })
  }

  function leaveWhereUnsteady(): void {
    const isUnsteady = breaksHere >= breaksUntilSimpler || takenUpAt.length >= takenUpUntilSimpler
    const simpler = ladder[ladder.indexOf(channel) + 1]
    if (isUnsteady && simpler !== undefined) stepDown(simpler, 'line-unsteady')
  }

  return {
    get present() {
      return channel
    },
    broke() {
      breaks += 1
      breaksHere += 1
      leaveWhereUnsteady()
    },
    takenUp(at) {
      takenUpAt = [...takenUpAt, at].filter((one) => at.getTime() - one.getTime() < within)
      leaveWhereUnsteady()
    },
    stepDown,
    get isLost() {
      return breaks >= breaksUntilLost
    },
  }
}
