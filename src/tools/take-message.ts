import { z } from 'zod'
import { localTime, nextOpenMoment } from '../agents/opening-hours.ts'
import type { Task, TaskBook } from '../calls/task-book.ts'
import type { Receipt, Tool, ToolContext, ToolResult } from '../calls/tool.ts'
import { nameArgument, phoneNumberArgument, reasonArgument } from './arguments.ts'
import { callerNumber, numberInKey, wrongNumber } from './caller-number.ts'
import { effectKey } from './effect-key.ts'
import { otherCall, takenOver } from './refusals.ts'
import { spokenMoment } from './resolve-when.ts'

const TakeMessageArguments = z.object({
  name: nameArgument.optional(),
  phoneNumber: phoneNumberArgument.optional(),
  reason: reasonArgument,
  urgency: z
    .enum(['normal', 'urgent', 'emergency'])
    .default('normal')
    .describe(
      'How urgent the caller says it is. `emergency` only when people or property are in danger.',
    ),
})
export type TakeMessageArguments = z.infer<typeof TakeMessageArguments>

/** Writes a caller's message down as a task for the team. */
export function createTakeMessage({
  taskBook,
}: {
  taskBook: Pick<TaskBook, 'add'>
}): Tool<TakeMessageArguments> {
  return {
    name: 'take-message',
    description:
      'Writes a message from the caller down for the team. Use it once you know what it is about and how ' +
      'the caller can be reached. Only its receipt means that the message is really written down.',
    parameters: TakeMessageArguments,
    effectKey: keyOf,
    async run(args, context, signal) {
      signal.throwIfAborted()
      const number = callerNumber(args.phoneNumber, context)
      if (number.kind === 'wrong') return wrongNumber(number.problem)
      const phoneNumber = number.kind === 'number' ? number.e164 : number.from
      const added = await taskBook.add({
        callId: context.call.id,
        epoch: context.call.epoch,
        effectKey: keyOf(args, context),
        type: 'message',
        scheduledFor: dueAt(args, context),
        payload: {
          phoneNumber,
          name: args.name,
          reason: args.reason,
          urgency: args.urgency === 'normal' ? 'normal' : 'urgent',
        },
      })
      if (!added.added) return takenOver
      if (added.task.callId !== context.call.id) return otherCall
      const spokenNumber = number.kind === 'number' ? { spokenNumber: number.spoken } : {}
      return taken(receiptOf(added.task, { ...spokenNumber, urgency: args.urgency }, context))
    },
  }
}

/**
 * By the turn that it was asked for in, because what it is about is worded anew each time that the turn is
 * answered again; by those words where no turn is known.
 */
function keyOf(args: TakeMessageArguments, context: ToolContext): string {
  const number = numberInKey(callerNumber(args.phoneNumber, context), args.phoneNumber)
  const { asked, call } = context
  const about = asked ? ['turn', `${asked.turn}`, `${asked.nth}`] : [args.reason]
  return effectKey('message', call.id, number, args.urgency, ...about)
}

/** Urgent messages are due at once, the others when somebody is there to read them. */
function dueAt({ urgency }: TakeMessageArguments, { agent, now }: ToolContext): Date {
  if (urgency !== 'normal') return now
  const opens = nextOpenMoment(agent.business, localTime(agent.business, now))
  return opens ? new Date(opens.epochMilliseconds) : now
}

function receiptOf(
  task: Task,
  facts: { spokenNumber?: string; urgency: string },
  { agent, now }: ToolContext,
): Receipt {
  const { name, phoneNumber, reason } = task.payload
  return {
    kind: 'message-taken',
    reference: task.id,
    summary: `Message from ${name ?? 'a caller'} (${phoneNumber}): ${reason}`,
    facts: {
      ...facts,
      ...(name === undefined ? {} : { name }),
      phoneNumber,
      reason,
      spokenDate: spokenMoment(task.scheduledFor, { business: agent.business, now }),
    },
  }
}

function taken(receipt: Receipt): ToolResult {
  return { ok: true, receipt }
}
