import type { Agent } from '../../src/agents/agent.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import { openingWords } from '../../src/agents/opening-words.ts'
import { createReceptionist } from '../../src/brains/receptionist.ts'
import type { Brain, BrainEvent, BrainRequest } from '../../src/calls/brain.ts'
import { claimsWithoutReceipt } from '../../src/calls/claims.ts'
import type { Task } from '../../src/calls/task-book.ts'
import type { Tool, ToolResult } from '../../src/calls/tool.ts'
import type { ToolTurn, TranscriptTurn } from '../../src/calls/transcript.ts'
import { createEndCall } from '../../src/tools/end-call.ts'
import { createSaveContactDetails } from '../../src/tools/save-contact-details.ts'
import { createScheduleCallback } from '../../src/tools/schedule-callback.ts'
import { createTakeMessage } from '../../src/tools/take-message.ts'
import { createToolBox } from '../../src/tools/tool-box.ts'
import { createMemoryStores } from '../fakes/memory-stores.ts'

/** One answer of the agent in a talk. */
export interface Answer {
  readonly said: string
  /** Which tools were called, in order, with what they were given. */
  readonly called: readonly { readonly tool: string; readonly arguments: unknown }[]
  /** Claims of the agent that no receipt proves. */
  readonly unproven: readonly string[]
}

export interface TalkSetting {
  /** The caller's number, or the carrier's word for one that is withheld. */
  readonly from?: string
  readonly callerName?: string
  readonly now?: string
  readonly agent?: Partial<Agent>
  /** What every tool with an effect answers instead of doing it. */
  readonly everyToolRefuses?: Extract<ToolResult, { ok: false }>
  readonly brain?: Brain
}

/** A caller and the receptionist with its real tools, without lines, clocks and journals. */
export async function createTalk(setting: TalkSetting = {}) {
  const { from = '+12025550123', callerName, now = '2026-06-03T10:00:00-04:00' } = setting
  const at = new Date(now)
  const frontDesk = defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' })
  const agent: Agent = { ...frontDesk, ...setting.agent }
  const stores = createMemoryStores(agent)
  const toolBox = createToolBox({
    tools: [
      createTakeMessage({ taskBook: stores.tasks }),
      createScheduleCallback({ taskBook: stores.tasks }),
      createSaveContactDetails({ customerBook: stores.customers }),
      createEndCall(),
    ],
  }).forAgent(agent)
  const { call } = await stores.calls.open({
    id: 'the-call',
    sid: `CA${'1'.repeat(32)}`,
    direction: 'inbound',
    channel: 'relay',
    from,
    to: '+12025550100',
    agentId: agent.id,
    startedAt: at,
  })
  const brain = setting.brain ?? createReceptionist()
  const transcript: TranscriptTurn[] = []
  let turn = 0

  const request = (): BrainRequest => ({
    agent,
    caller: { phoneNumber: from, name: callerName },
    transcript: [...transcript],
    tools: toolBox.offers,
    now: at,
  })

  async function run(event: Extract<BrainEvent, { type: 'tool-call' }>): Promise<ToolTurn> {
    const { toolCallId, tool: name, arguments: args } = event
    const tool = toolBox.find(name)
    const result = tool ? await use(tool, args) : unknownTool
    return { speaker: 'tool', turn, toolCallId, tool: name, arguments: args, result, at }
  }

  async function use(tool: Tool, args: unknown): Promise<ToolResult> {
    const context = { call, agent, now: at }
    const parsed = tool.parameters.safeParse(args)
    if (!parsed.success) {
      return { ok: false, reason: 'wrong-arguments', detail: parsed.error.message }
    }
    const hasEffect = tool.effectKey(parsed.data, context) !== undefined
    if (hasEffect && setting.everyToolRefuses) return setting.everyToolRefuses
    return tool.run(parsed.data, context, new AbortController().signal)
  }

  /** The agent's answer to the caller's words, heard to its end or as far as `heard` says. */
  async function says(text: string, heard?: (planned: string) => string): Promise<Answer> {
    turn += 1
    transcript.push({ speaker: 'caller', turn, text, at })
    const called: Answer['called'][number][] = []
    let planned = ''
    for (let round = 0; ; round += 1) {
      if (round > 4) throw new Error(`No end of tools after: ${text}`)
      const events = await replyTo(brain, request())
      planned += events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')
      const calls = events.filter((event) => event.type === 'tool-call')
      if (calls.length === 0) break
      for (const event of calls) {
        const toolTurn = await run(event)
        transcript.push(toolTurn)
        called.push({ tool: toolTurn.tool, arguments: toolTurn.arguments })
      }
    }
    const said = heard ? heard(planned) : planned
    const interrupted = said !== planned
    transcript.push({ speaker: 'agent', turn, text: said, planned, interrupted, at })
    const unproven = claimsWithoutReceipt({ said: planned, turns: transcript })
    return { said: planned, called, unproven }
  }

  const { words } = openingWords({ agent })
  transcript.push({
    speaker: 'agent',
    turn: 0,
    text: words,
    planned: words,
    interrupted: false,
    at,
  })
  return {
    agent,
    says,
    transcript,
    request,
    tasks: async (): Promise<readonly Task[]> => (await stores.tasks.list({ limit: 50 })).items,
  }
}

/** All events of one reply. */
export async function replyTo(brain: Brain, request: BrainRequest): Promise<BrainEvent[]> {
  const events: BrainEvent[] = []
  for await (const event of brain.reply(request, new AbortController().signal)) events.push(event)
  return events
}

const unknownTool: ToolResult = {
  ok: false,
  reason: 'unknown-tool',
  detail: 'There is no such tool',
}
