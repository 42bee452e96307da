import type { Agent } from '../../src/agents/agent.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import { standingWords } from '../../src/agents/standing-words.ts'
import type { Brain } from '../../src/calls/brain.ts'
import type { CallEvent } from '../../src/calls/call-event.ts'
import type { LineAbilities } from '../../src/calls/caller-line.ts'
import type { CallJournal } from '../../src/calls/call-journal.ts'
import type { Conversation } from '../../src/calls/conversation.ts'
import { createSwitchboard } from '../../src/calls/call-switchboard.ts'
import type { SpeechBrain } from '../../src/calls/speech-brain.ts'
import type { Tool } from '../../src/calls/tool.ts'
import { createTakeMessage } from '../../src/tools/take-message.ts'
import { createEndCall } from '../../src/tools/end-call.ts'
import { createToolBox } from '../../src/tools/tool-box.ts'
import { createFakeLine, type FakeLine } from './caller-line.ts'
import { createMemoryLocalJournal } from './local-journal.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { createMemoryStores } from './memory-stores.ts'
import { createScriptedBrain, type BrainScript } from './scripted-brain.ts'

export const notice = 'You are speaking with the AI assistant of Harbor Street Services.'
export const sid = `CA${'1'.repeat(32)}`

export interface SharedBetweenProcesses {
  readonly clock: ReturnType<typeof createManualClock>
  readonly local: ReturnType<typeof createMemoryLocalJournal>
  readonly stores: ReturnType<typeof createMemoryStores>
}

interface SwitchboardSetting {
  /** Answers instead of the scripts. */
  readonly brainOn?: (clock: ManualClock) => Brain
  /** Talks with callers in sound. */
  readonly speech?: SpeechBrain
  readonly speechOn?: (clock: ManualClock) => SpeechBrain
  /** The records and the clock of a process that was there before, or is there as well. */
  readonly before?: SharedBetweenProcesses
  /** Another process of the installation takes calls. */
  readonly isAnotherThere?: boolean
  readonly from?: string
  readonly agent?: Partial<Agent>
  readonly tools?: readonly Tool[]
  readonly scripts?: readonly BrainScript[]
  readonly whenOutOfScripts?: BrainScript
  readonly journal?: (journal: CallJournal) => CallJournal
  /** Nothing can be kept on this machine. */
  readonly isDiskFull?: boolean
}

const usual = {
  isAnotherThere: false,
  from: '+12025550123',
  tools: [],
  scripts: [],
  journal: (journal: CallJournal) => journal,
  isDiskFull: false,
} satisfies SwitchboardSetting

function newRecords(agent: Agent): SharedBetweenProcesses {
  return {
    stores: createMemoryStores(agent),
    clock: createManualClock(),
    local: createMemoryLocalJournal(),
  }
}

/** A switchboard without a network: stores in memory, a scripted brain, a clock in the test's hand. */
export function createTestSwitchboard(setting: SwitchboardSetting = {}) {
  const { scripts, journal, isDiskFull, tools, from, isAnotherThere, ...rest } = {
    ...usual,
    ...setting,
  }
  const { before, brainOn, speech, speechOn, whenOutOfScripts } = rest
  const frontDesk = defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' })
  const agent = { ...frontDesk, ...setting.agent }
  const { stores, clock, local } = before ?? newRecords(agent)
  const brain = createScriptedBrain({ scripts, ...(whenOutOfScripts && { whenOutOfScripts }) })
  const events: CallEvent[] = []
  local.isFull = isDiskFull
  const switchboard = createSwitchboard({
    agents: stores.agents,
    brain: brainOn?.(clock) ?? brain,
    speech: speechOn?.(clock) ?? speech,
    calls: stores.calls,
    clock,
    journal: journal(stores.journal),
    local,
    newId: () => crypto.randomUUID(),
    openingFor: ({ openingWords = 'How can I help you?' }) => ({
      notice,
      words: `${notice} ${openingWords}`,
    }),
    standingWords: { ...standingWords(), lost: 'I lost my thread.' },
    tasks: stores.tasks,
    publish: (event) => events.push(event),
    isAnotherThere: async () => isAnotherThere,
    toolBoxes: createToolBox({
      tools: [createTakeMessage({ taskBook: stores.tasks }), createEndCall(), ...tools],
    }),
  })
  const answer = () =>
    switchboard.answer({
      sid,
      direction: 'inbound',
      from,
      to: '+12025550100',
    })
  async function answered() {
    const given = await answer()
    if (typeof given === 'string') throw new Error(`The call was not answered: ${given}`)
    return given
  }
  return { agent, answer, answered, brain, clock, events, local, stores, switchboard }
}

type AnsweredSetting = Parameters<typeof createTestSwitchboard>[0] & { can?: LineAbilities }

/** A call that was answered and whose caller is on the line. */
export async function answeredCall({ can, ...setting }: AnsweredSetting = {}) {
  const parts = createTestSwitchboard(setting)
  const { call, opening } = await parts.answered()

  /** Another line for the same call, as after one that broke. */
  function connect(): { line: FakeLine; conversation: Conversation } {
    const line: FakeLine = createFakeLine((event) => conversation?.receive(event), can)
    const conversation = parts.switchboard.connect(sid, line)
    if (!conversation) throw new Error('The call was not connected')
    return { line, conversation }
  }
  const { line, conversation } = connect()

  return {
    ...parts,
    call,
    connect,
    line,
    conversation,
    says: (text: string) => line.happens({ type: 'caller-spoke', text, language: undefined }),
    hears: (text: string) => line.happens({ type: 'playback-advanced', text }),
    hearsTheOpening: () => line.happens({ type: 'playback-advanced', text: opening.words }),
    interruptsAfter: (heardText: string) =>
      line.happens({ type: 'caller-interrupted', heardText, heardMs: undefined }),
    async hangsUp() {
      line.callerHangsUp()
      await conversation.ended
      await everythingSettles()
    },
    record: async () => {
      const record = await parts.stores.archive.find(sid)
      if (!record) throw new Error('The call has no record')
      return record
    },
  }
}

/** Lets everything happen that needs no time to pass. */
export async function everythingSettles(): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}
