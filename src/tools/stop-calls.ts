import { z } from 'zod'
import type { DoNotCallList } from '../calls/do-not-call-list.ts'
import type { Tool, ToolContext } from '../calls/tool.ts'
import { callerNumber, numberInKey, wrongNumber } from './caller-number.ts'
import { effectKey } from './effect-key.ts'
import { takenOver } from './refusals.ts'

const StopCallsArguments = z.object({})
export type StopCallsArguments = z.infer<typeof StopCallsArguments>

/**
 * Puts the caller's own number on the list of those that are not called any more. It takes no other number:
 * nobody can have somebody else's calls stopped.
 */
export function createStopCalls({
  doNotCallList,
}: {
  doNotCallList: Pick<DoNotCallList, 'add'>
}): Tool<StopCallsArguments> {
  return {
    name: 'stop-calls',
    description:
      'Puts the number of this call on the do-not-call list. Use it when the caller does not want to be ' +
      'called any more. Only its receipt means that it is done.',
    parameters: StopCallsArguments,
    effectKey: (_args, context) => keyOf(context),
    async run(_args, context, signal) {
      signal.throwIfAborted()
      const number = callerNumber(undefined, context)
      if (number.kind !== 'number') return wrongNumber(unknownNumber)
      const { call, now } = context
      const { e164: phoneNumber, spoken: spokenNumber } = number
      const added = await doNotCallList.add({
        phoneNumber,
        callId: call.id,
        epoch: call.epoch,
        at: now,
      })
      if (added === 'taken-over') return takenOver
      return {
        ok: true,
        receipt: {
          kind: 'do-not-call',
          reference: phoneNumber,
          summary: `${phoneNumber} is on the do-not-call list.`,
          facts: { phoneNumber, spokenNumber },
        },
      }
    },
  }
}

const unknownNumber =
  'The caller withholds their number, so it is not known which one should not be called.'

function keyOf(context: ToolContext): string {
  const number = callerNumber(undefined, context)
  return effectKey('do-not-call', context.call.id, numberInKey(number, undefined))
}
