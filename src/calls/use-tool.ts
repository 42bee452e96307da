import { z } from 'zod'
import type { Agent } from '../agents/agent.ts'
import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { describeError } from '../lib/errors.ts'
import type { ToolOffer } from './brain.ts'
import type { CallRecorder } from './call-recorder.ts'
import { boundedArguments, boundedName, boundedResult } from './bounded.ts'
import { readToolResult } from './read-tool-result.ts'
import type { Tool, ToolContext, ToolRefusal, ToolResult } from './tool.ts'
import type { ToolTurn, TranscriptTurn } from './transcript.ts'
import { stepBefore } from './two-steps.ts'

/** The tools of an agent, as a call sees them. */
export interface ToolBox {
  /** What the brain is told of: only what this agent may use. */
  readonly offers: readonly ToolOffer[]
  find(name: string): Tool | undefined
  isAllowed(name: string): boolean
}

export interface ToolBoxes {
  forAgent(agent: Pick<Agent, 'allowedTools'>): ToolBox
}

export interface ToolCall {
  readonly turn: number
  readonly toolCallId: string
  readonly tool: string
  readonly arguments: unknown
  /** The caller has heard what it comes to and said yes, as code knows it: two steps become one. */
  readonly readBack?: boolean
  /** Which of the different calls of this tool in one round of the answer, from 1; 1 where it is absent. */
  readonly nth?: number
}

/** A call in its turn: what went before it there. */
export interface ToolCallInTurn extends ToolCall {
  /** For a brain that asks wrongly: what to do now. */
  readonly whenWrong?: string
  /** Nothing is done for this turn any more. */
  readonly isShut?: boolean
}

export interface ToolUse {
  readonly toolBox: ToolBox
  readonly recorder: CallRecorder
  readonly clock: Clock
  readonly context: () => ToolContext
  /** The conversation so far: what was proposed to the caller, and whether they have answered. */
  readonly turns: () => readonly TranscriptTurn[]
}

/** The longest that a caller is kept waiting for one tool. */
const toolDeadlineMs = 10_000

/**
 * Runs one tool for the caller: nothing runs that is unknown, not allowed, badly asked for, not agreed to by
 * the caller where that is needed, or that could not be written down first. Never throws; every ending is a
 * result that the agent can say in words.
 */
export async function useTool(use: ToolUse, asked: ToolCallInTurn): Promise<ToolTurn> {
  const startedMs = use.clock.monotonicMs()
  const { args, whole } = boundedArguments(asked.arguments)
  const call = { ...asked, tool: boundedName(asked.tool), arguments: args }
  const { turn, toolCallId, tool } = call
  const result = boundedResult(whole ? await attempt(use, call) : wrong(call, 'They are too long'))
  const tookMs = Math.round(use.clock.monotonicMs() - startedMs)
  void use.recorder.record({
    kind: 'tool-done',
    payload: { turn, toolCallId, tool, result, tookMs },
  })
  return { speaker: 'tool', turn, toolCallId, tool, arguments: args, result, at: use.clock.now() }
}

async function attempt(use: ToolUse, call: ToolCallInTurn): Promise<ToolResult> {
  const tool = use.toolBox.find(call.tool)
  if (!tool) return refused('unknown-tool', `There is no tool named ${call.tool}`)
  if (!use.toolBox.isAllowed(call.tool)) {
    return refused('not-allowed', `This agent may not use ${call.tool}`)
  }
  if (call.isShut === true) return wrong(call, 'Too many calls of tools were wrong')
  const args = tool.parameters.safeParse(call.arguments)
  if (!args.success) return wrong(call, problemsOf(args.error))
  const result = await runWrittenDown(use, { call, tool, args: args.data })
  const isWrong = !result.ok && result.reason === 'wrong-arguments'
  return isWrong ? wrong(call, result.detail) : result
}

async function runWrittenDown(
  use: ToolUse,
  { call, tool, args }: { call: ToolCallInTurn; tool: Tool; args: unknown },
): Promise<ToolResult> {
  const cancel = new AbortController()
  try {
    const { turn, nth = 1 } = call
    const context = { ...use.context(), asked: { turn, nth } }
    const before =
      call.readBack === true
        ? undefined
        : stepBefore(tool, { turn, args, context, turns: use.turns() })
    if (before?.reason === 'unconfirmed') void writeIntention(use, { call, effectKey: undefined })
    if (before) return before
    const effectKey = tool.effectKey(args, context)
    const refusal = await refusalToWriteDown(use, { call, effectKey })
    if (refusal) return refusal
    const answered: unknown = await withDeadline(tool.run(args, context, cancel.signal), {
      deadlineMs: toolDeadlineMs,
      what: `The tool ${tool.name}`,
      clock: use.clock,
    })
    return readToolResult(answered, { call: context.call, tool: tool.name })
  } catch (error) {
    cancel.abort(error)
    return refused('failed', describeError(error))
  }
}

interface Intention {
  readonly call: ToolCall
  readonly effectKey: string | undefined
}

async function refusalToWriteDown(
  use: ToolUse,
  intention: Intention,
): Promise<ToolResult | undefined> {
  const recorded = await writeIntention(use, intention)
  if (recorded === 'taken-over') return refused('taken-over', 'Another process has this call now')
  // A tool without an effect outside the call, such as ending it, needs no paper.
  if (recorded === 'memory-only' && intention.effectKey !== undefined) {
    return refused('not-recorded', 'Nothing can be written down at the moment')
  }
  return undefined
}

function writeIntention(
  { recorder }: ToolUse,
  { call, effectKey }: Intention,
): ReturnType<CallRecorder['record']> {
  const { turn, toolCallId, tool, arguments: args, readBack, nth } = call
  const payload = {
    turn,
    toolCallId,
    tool,
    arguments: args,
    effectKey,
    ...(readBack === undefined ? {} : { readBack }),
    ...(nth === undefined ? {} : { nth }),
  }
  return recorder.record({ kind: 'tool-intended', payload })
}

/** The first problems in words: what follows from them helps nobody. */
function problemsOf(error: z.ZodError): string {
  return z.prettifyError(new z.ZodError(error.issues.slice(0, 3)))
}

function wrong({ whenWrong = '' }: ToolCallInTurn, problem: string): ToolResult {
  const longest = 300
  const detail = problem.length > longest ? `${problem.slice(0, longest)}…` : problem
  return refused('wrong-arguments', whenWrong === '' ? detail : `${detail} ${whenWrong}`)
}

function refused(reason: ToolRefusal, detail: string): ToolResult {
  return { ok: false, reason, detail }
}
