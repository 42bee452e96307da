import { z } from 'zod'
import type { Task, TaskBook } from '../calls/task-book.ts'
import type { Receipt, Tool, ToolContext, ToolResult } from '../calls/tool.ts'
import { nameArgument, phoneNumberArgument, reasonArgument } from './arguments.ts'
import { callerNumber, numberInKey, wrongNumber, type CallerNumber } from './caller-number.ts'
import { effectKey } from './effect-key.ts'
import { otherCall, takenOver } from './refusals.ts'
import { resolveWhen, spokenMoment, type ResolvedWhen } from './resolve-when.ts'
import { exactDelayMinutes } from './when/exact-delay.ts'
import { plainWords } from './when/plain-words.ts'

const ScheduleCallbackArguments = z.object({
  phoneNumber: phoneNumberArgument.optional(),
  name: nameArgument.optional(),
  reason: reasonArgument,
  when: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe(
      "When to call, in the caller's own words such as `tomorrow afternoon` or `as soon as possible`. " +
        'Do not work out dates: that is done here, in the time zone of the business.',
    ),
})
export type ScheduleCallbackArguments = z.infer<typeof ScheduleCallbackArguments>

/** Writes down that the team is to call somebody back, at a time within its opening hours. */
export function createScheduleCallback({
  taskBook,
}: {
  taskBook: Pick<TaskBook, 'add'>
}): Tool<ScheduleCallbackArguments> {
  return {
    name: 'schedule-callback',
    description:
      'Schedules a call of the team back to the caller, in two steps. The first call writes nothing down: it ' +
      'answers with what to read back. Read that back, and call it again with the same arguments once the ' +
      'caller has said yes. When the time allows more than one reading or nobody is there then, it answers ' +
      'with the question to ask. Promise only what the receipt says.',
    parameters: ScheduleCallbackArguments,
    effectKey: keyOf,
    propose(args, context) {
      const plan = planOf(args, context)
      if ('ok' in plan) return plan
      const { number, when } = plan
      const readBack = `Shall we call you back at ${number.spoken}, ${when.spoken}?`
      return { ok: true, key: keyOf(args, context), readBack }
    },
    async run(args, context, signal) {
      signal.throwIfAborted()
      const plan = planOf(args, context)
      if ('ok' in plan) return plan
      const { number, when } = plan
      const added = await taskBook.add({
        callId: context.call.id,
        epoch: context.call.epoch,
        effectKey: keyOf(args, context),
        type: 'callback',
        scheduledFor: when.at,
        payload: {
          phoneNumber: number.e164,
          name: args.name,
          reason: args.reason,
          urgency: 'normal',
        },
      })
      if (!added.added) return takenOver
      const { isNew, task } = added
      if (task.callId !== context.call.id) return otherCall
      const { agent, now } = context
      const spokenThen = spokenMoment(task.scheduledFor, { business: agent.business, now })
      const spokenDate = isNew ? when.spoken : spokenThen
      return scheduled(task, { isNew, spokenNumber: number.spoken, spokenDate })
    },
  }
}

/** Whom to call and when, or why that is not known yet. */
function planOf(args: ScheduleCallbackArguments, context: ToolContext): Plan | Refusal {
  const number = callerNumber(args.phoneNumber, context)
  if (number.kind === 'wrong') return wrongNumber(number.problem)
  if (number.kind === 'withheld') return wrongNumber(noNumber)
  const when = resolve(args, context)
  if (when.kind === 'resolved') return { number, when }
  return { ok: false, reason: 'ambiguous', detail: when.question }
}

interface Plan {
  readonly number: Extract<CallerNumber, { kind: 'number' }>
  readonly when: Extract<ResolvedWhen, { kind: 'resolved' }>
}

type Refusal = Extract<ToolResult, { ok: false }>

const noNumber = 'The caller withholds their number. Ask for the number to call back.'

function resolve({ when }: ScheduleCallbackArguments, { agent, now }: ToolContext) {
  return resolveWhen({ spoken: when, business: agent.business, now })
}

/**
 * Who is called and when, in this call. What it is about, and for whom, is worded anew each time that a
 * turn is answered again, and would make another call back of it.
 */
function keyOf(args: ScheduleCallbackArguments, context: ToolContext): string {
  const number = numberInKey(callerNumber(args.phoneNumber, context), args.phoneNumber)
  const when = resolve(args, context)
  const moment = momentInKey(when, args, context)
  return effectKey('callback', context.call.id, number, moment)
}

/** `As soon as possible` and `in half an hour` stay one effect when they are asked for again a minute later. */
function momentInKey(
  when: ResolvedWhen,
  args: ScheduleCallbackArguments,
  { now }: ToolContext,
): string {
  if (when.kind !== 'resolved') return args.when
  const delayMinutes = exactDelayMinutes(plainWords(args.when))
  if (delayMinutes !== undefined) return `in ${delayMinutes} minutes`
  const isNow = when.at.getTime() - now.getTime() < 60_000
  return isNow ? 'as soon as possible' : when.at.toISOString()
}

function scheduled(
  task: Task,
  { isNew, spokenNumber, spokenDate }: { isNew: boolean; spokenNumber: string; spokenDate: string },
): ToolResult {
  const { name, phoneNumber, reason } = task.payload
  const lead = isNew ? '' : 'Already written down, and nothing was changed: '
  const receipt: Receipt = {
    kind: 'callback-scheduled',
    reference: task.id,
    summary: `${lead}Callback to ${name ?? 'the caller'} (${phoneNumber}) ${spokenDate}: ${reason}`,
    facts: {
      ...(name === undefined ? {} : { name }),
      phoneNumber,
      spokenNumber,
      reason,
      spokenDate,
      instant: task.scheduledFor.toISOString(),
    },
  }
  return { ok: true, receipt }
}
