import { z } from 'zod'
import type { Agent, Team, TeamMember } from '../agents/agent.ts'
import { localTime, nextOpening } from '../agents/opening-hours.ts'
import { isTeamThere } from '../agents/team-hours.ts'
import type { Tool, ToolContext, ToolResult, Transfer, TransferTarget } from '../calls/tool.ts'
import { spokenList } from '../lib/spoken-english.ts'
import { reasonArgument } from './arguments.ts'
import { spokenMoment } from './resolve-when.ts'
import { createRoundRobin, type RoundRobin } from './round-robin.ts'

const TransferCallArguments = z.object({
  person: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .describe(
      'Who is to take the call: the name of one person of the team as the instructions list them, or ' +
        '`anyone`. Never a phone number.',
    ),
  reason: reasonArgument,
})
export type TransferCallArguments = z.infer<typeof TransferCallArguments>

/**
 * Hands the caller over to a person of the agent's team, after the agent's words. It rings only the numbers of
 * the team, never one that was said in the call, and only while the business is open, unless the team takes
 * calls at any time. Whether somebody takes the call is not known when the receipt is written.
 */
export function createTransferCall({
  roundRobin = createRoundRobin(),
}: { roundRobin?: RoundRobin } = {}): Tool<TransferCallArguments> {
  return {
    name: 'transfer-call',
    description:
      'Puts the caller through to a person of the team once you have finished speaking. Use it when the ' +
      'caller asks for a person. Say whom you will try; never promise that somebody will answer.',
    parameters: TransferCallArguments,
    // It changes nothing but this call: a caller is put through also when nothing can be written down.
    effectKey: () => undefined,
    async run({ person, reason }, context, signal) {
      signal.throwIfAborted()
      const { agent, call } = context
      const called = peopleCalled(person, agent.team)
      if (called.length === 0) return nobodyThere(noSuchPerson(person, agent.team))
      const closed = closedUntil(context)
      if (closed !== undefined) return nobodyThere(closed)
      const takesTurns = isAnyone(person) && agent.team.order === 'round-robin'
      const people = takesTurns ? roundRobin.orderFor(called, call) : called
      const to = people.map(({ name, phoneNumber }) => ({ name, phoneNumber }))
      return arranged({ to, ringSeconds: agent.team.ringSeconds, reason }, call.id)
    },
  }
}

/** The person of that name, else everybody who is also called so; the whole team for `anyone`. */
function peopleCalled(person: string, { members }: Team): readonly TeamMember[] {
  if (isAnyone(person)) return members
  const named = members.find(({ name }) => isSameName(name, person))
  if (named !== undefined) return [named]
  return members.filter(({ alsoCalled }) => alsoCalled.some((one) => isSameName(one, person)))
}

function isAnyone(person: string): boolean {
  return isSameName(person, 'anyone')
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

function noSuchPerson(person: string, { members }: Team): string {
  if (members.length === 0) return 'There is nobody whom calls can be handed over to.'
  const names = spokenList(members.map(({ name }) => name))
  return `There is nobody called ${person} whom calls can be handed over to. In the team: ${names}.`
}

/** Why nobody takes calls at this hour, and from when on they do; nothing while somebody does. */
function closedUntil({ agent, now }: ToolContext): string | undefined {
  if (isTeamThere({ agent, now })) return undefined
  const { business } = agent
  const opens = nextOpening(business, localTime(business, now))?.opens
  return opens === undefined
    ? 'Nobody takes calls right now, because the business is closed.'
    : `Nobody takes calls until ${spokenOpening(opens, { business, now })}, because the business is closed.`
}

function spokenOpening(
  opens: { readonly epochMilliseconds: number },
  context: { business: Agent['business']; now: Date },
): string {
  return spokenMoment(new Date(opens.epochMilliseconds), context)
}

function nobodyThere(detail: string): ToolResult {
  return { ok: false, reason: 'nobody-there', detail }
}

function arranged(transfer: Transfer, callId: string): ToolResult {
  const person = transfer.to.map(nameOf)[0] ?? ''
  return {
    ok: true,
    receipt: {
      kind: 'transfer-arranged',
      reference: callId,
      summary: `The call is handed over to ${spokenList(transfer.to.map(nameOf))}: ${transfer.reason}`,
      facts: { person },
    },
    afterwards: transfer,
  }
}

function nameOf({ name }: TransferTarget): string {
  return name
}
