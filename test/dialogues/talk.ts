import type { Agent } from '../../src/agents/agent.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import { standingWords } from '../../src/agents/standing-words.ts'
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
import { createStopCalls } from '../../src/tools/stop-calls.ts'
import { createTransferCall } from '../../src/tools/transfer-call.ts'
import { createMemoryCallBook } from '../fakes/call-book.ts'
import { createMemoryCustomerBook } from '../fakes/customer-book.ts'
import { createMemoryDoNotCallList } from '../fakes/do-not-call-list.ts'
import { createMemoryRecords } from '../fakes/memory-records.ts'
import { createMemoryTaskBook } from '../fakes/task-book.ts'

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
  /** What every tool but the one that ends the call answers instead of doing its work. */
  readonly everyToolRefuses?: Extract<ToolResult, { ok: false }>
  readonly brain?: Brain
  /** What the house says before every answer, because the brain takes its time. */
  readonly filler?: string
}

/** A caller and the receptionist with its real tools, without lines, clocks and journals. */
export async function createTalk(setting: TalkSetting = {}) {
  const { from = '+12025550123', callerName, now = '2026-06-03T10:00:00-04:00' } = setting
  const at = new Date(now)
  const frontDesk = defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' })
  const agent: Agent = { ...frontDesk, ...setting.agent }
  const records = createMemoryRecords()
  const doNotCallList = createMemoryDoNotCallList(records)
  const tasks = createMemoryTaskBook(records)
  const toolBox = createToolBox({
    tools: [
      createTakeMessage({ taskBook: tasks }),
      createScheduleCallback({ taskBook: tasks }),
      createSaveContactDetails({ customerBook: createMemoryCustomerBook(records) }),
      createTransferCall(),
      createStopCalls({ doNotCallList }),
      createEndCall(),
    ],
  }).forAgent(agent)
  const { call } = await createMemoryCallBook(records).open({
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
    const isForOthers = tool.name !== 'end-call'
    if (isForOthers && setting.everyToolRefuses) return setting.everyToolRefuses
    return tool.run(parsed.data, context, new AbortController().signal)
  }

  /** The agent's answer to the caller's words, heard to its end or as far as `heard` says. */
  async function says(text: string, heard?: (planned: string) => string): Promise<Answer> {
    turn += 1
    transcript.push({ speaker: 'caller', turn, text, at })
    const called: Answer['called'][number][] = []
    let planned = setting.filler === undefined ? '' : `${setting.filler} `
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

  /** The house speaks, and no brain was asked. */
  function houseSays(words: string): void {
    turn += 1
    const said = { turn, text: words, planned: words, interrupted: false, standing: true }
    transcript.push({ speaker: 'agent', ...said, at })
  }

  /** The phones that the call was handed over to ring in vain, and the caller is back. */
  function nobodyTakesTheCall({ tried, callback }: Missed): void {
    const tool = 'transfer-call'
    for (const person of tried) {
      const result = { ok: false, reason: 'nobody-answered', detail: `${person}: busy` } as const
      const ids = { turn, toolCallId: `transfer-${turn}-${person}` }
      transcript.push({ speaker: 'tool', ...ids, tool, arguments: { person }, result, at })
    }
    transcript.push({
      speaker: 'tool',
      turn,
      toolCallId: `missed-transfer-${turn}`,
      tool: 'schedule-callback',
      arguments: { reason: 'Wanted to speak with somebody' },
      result: callback ? callbackWritten : noNumber,
      at,
    })
    const name = tried.length === 1 ? tried[0] : undefined
    houseSays(standingWords().nobodyTookTheCall({ name, callback }))
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
    houseSays,
    nobodyTakesTheCall,
    numbersNotToCall: doNotCallList.numbers,
    tasks: async (): Promise<readonly Task[]> => (await tasks.list({ limit: 50 })).items,
  }
}

interface Missed {
  /** Who did not answer, in order. */
  readonly tried: readonly string[]
  /** The house has written down that the caller is to be called back. */
  readonly callback: boolean
}

const callbackWritten: ToolResult = {
  ok: true,
  receipt: {
    kind: 'callback-scheduled',
    reference: 'a-task',
    summary: 'Callback to the caller',
    facts: { phoneNumber: '+12025550123', reason: 'Wanted to speak with somebody' },
  },
}

const noNumber: ToolResult = {
  ok: false,
  reason: 'nobody-there',
  detail: 'The caller withholds their number',
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
