import { z } from 'zod'
import type { Agent } from '../agents/agent.ts'
import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { describeError } from '../lib/errors.ts'
import type { ToolOffer } from './brain.ts'
import type { CallRecorder } from './call-recorder.ts'
import type { Tool, ToolContext, ToolResult } from './tool.ts'
import type { ToolTurn } from './transcript.ts'

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
}

export interface ToolUse {
  readonly toolBox: ToolBox
  readonly recorder: CallRecorder
  readonly clock: Clock
  readonly context: () => ToolContext
}

/** The longest that a caller is kept waiting for one tool. */
const toolDeadlineMs = 10_000

/**
 * Runs one tool for the caller: nothing runs that is unknown, not allowed, badly asked for, or that could
 * not be written down first. Never throws; every ending is a result that the agent can say in words.
 */
export async function useTool(use: ToolUse, call: ToolCall): Promise<ToolTurn> {
  const startedMs = use.clock.monotonicMs()
  const result = await attempt(use, call)
  const { turn, toolCallId, tool } = call
  const tookMs = Math.round(use.clock.monotonicMs() - startedMs)
  void use.recorder.record({
    kind: 'tool-done',
    payload: { turn, toolCallId, tool, result, tookMs },
  })
  return { speaker: 'tool', ...call, result, at: use.clock.now() }
}

async function attempt(use: ToolUse, call: ToolCall): Promise<ToolResult> {
  const tool = use.toolBox.find(call.tool)
  if (!tool) return refused('unknown-tool', `There is no tool named ${call.tool}`)
  if (!use.toolBox.isAllowed(call.tool)) {
    return refused('not-allowed', `This agent may not use ${call.tool}`)
  }
  const args = tool.parameters.safeParse(call.arguments)
  if (!args.success) return refused('wrong-arguments', z.prettifyError(args.error))
  return runWrittenDown(use, { call, tool, args: args.data })
}

async function runWrittenDown(
  use: ToolUse,
  { call, tool, args }: { call: ToolCall; tool: Tool; args: unknown },
): Promise<ToolResult> {
  const cancel = new AbortController()
  try {
    const context = use.context()
    const effectKey = tool.effectKey(args, context)
    const refusal = await refusalToWriteDown(use, { ...call, effectKey })
    if (refusal) return refusal
    return await withDeadline(tool.run(args, context, cancel.signal), {
      deadlineMs: toolDeadlineMs,
      what: `The tool ${tool.name}`,
      clock: use.clock,
    })
  } catch (error) {
    cancel.abort(error)
    return refused('failed', describeError(error))
  }
}

async function refusalToWriteDown(
  { recorder }: ToolUse,
  intended: ToolCall & { readonly effectKey: string | undefined },
): Promise<ToolResult | undefined> {
  const recorded = await recorder.record({ kind: 'tool-intended', payload: intended })
  if (recorded === 'taken-over') return refused('taken-over', 'Another process has this call now')
  // A tool without an effect outside the call, such as ending it, needs no paper.
  if (recorded === 'memory-only' && intended.effectKey !== undefined) {
    return refused('not-recorded', 'Nothing can be written down at the moment')
  }
  return undefined
}

function refused(reason: Extract<ToolResult, { ok: false }>['reason'], detail: string): ToolResult {
  return { ok: false, reason, detail }
}
