import type { Agent } from '../../src/agents/agent.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import { standingWords } from '../../src/agents/standing-words.ts'
import type { CallEvent } from '../../src/calls/call-event.ts'
import type { JournalEvent } from '../../src/calls/journal-event.ts'
import { openCall } from '../../src/calls/open-call.ts'
import { createSpokenConversation } from '../../src/calls/spoken-conversation.ts'
import type { SpokenTalkParts } from '../../src/calls/talk-parts.ts'
import type { SpokenTalk } from '../../src/calls/talk.ts'
import type { Tool } from '../../src/calls/tool.ts'
import { createEndCall } from '../../src/tools/end-call.ts'
import { createTakeMessage } from '../../src/tools/take-message.ts'
import { createToolBox } from '../../src/tools/tool-box.ts'
import { everythingSettles, notice, sid } from './answered-call.ts'
import { createFakeAudioLine, type FakeAudioLine } from './audio-line.ts'
import { createMemoryLocalJournal } from './local-journal.ts'
import { createManualClock } from './manual-clock.ts'
import { createMemoryStores } from './memory-stores.ts'
import { createFakeSpeechBrain, type FakeSpeechBrain, type SpeechScript } from './speech-brain.ts'

export interface SpokenCallSetting {
  readonly agent?: Partial<Agent>
  readonly scripts?: readonly SpeechScript[]
  readonly tools?: readonly Tool[]
  readonly longestCallMs?: number
  readonly talk?: Partial<Pick<SpokenTalkParts, 'brokenAnswer' | 'opening' | 'lastTurn'>>
  /** A session that was opened while the carrier still said the greeting. */
  readonly isPrepared?: boolean
  readonly comesUp?: FakeSpeechBrain['comesUp']
  readonly goesOnAfterNoise?: boolean
  readonly silenceMs?: number
}

export const greeting = `${notice} How can I help you?`
export const wordsOfHouse = { ...standingWords(), lost: 'I lost my thread.' }

/** How long a caller's sound goes on after the last word until the model takes it for the end. */
const detectionMs = 500
const stepMs = 10

/** A call in sound whose caller is on the line: a scripted model, a line that plays, a clock in the test's hand. */
export async function spokenCall(setting: SpokenCallSetting = {}) {
  const { scripts = [], tools = [], longestCallMs = 30 * 60_000, goesOnAfterNoise = true } = setting
  const clock = createManualClock()
  const frontDesk = defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' })
  const speech = { ...frontDesk.voice.speech, goesOnAfterNoise }
  const { silenceMs = frontDesk.voice.patience.silenceMs } = setting
  const patience = { ...frontDesk.voice.patience, silenceMs }
  const voice = { ...frontDesk.voice, channel: 'media', patience, speech } as const
  const agent: Agent = { ...frontDesk, voice, ...setting.agent }
  const stores = createMemoryStores(agent)
  const events: CallEvent[] = []
  const local = createMemoryLocalJournal()
  const { open } = await openCall(
    { ...stores, clock, local, publish: (event) => events.push(event) },
    {
      newCall: {
        id: crypto.randomUUID(),
        sid,
        direction: 'inbound',
        channel: 'media',
        from: '+12025550123',
        to: '+12025550100',
        agentId: agent.id,
        startedAt: clock.now(),
      },
      onTakenOver: () => undefined,
    },
  )
  const written: JournalEvent[] = []
  const record = open.recorder.record.bind(open.recorder)
  open.recorder.record = (event) => {
    written.push(event)
    return record(event)
  }
  const brain = createFakeSpeechBrain(clock)
  brain.comesUp = setting.comesUp ?? 'at-once'
  brain.willAnswer(...scripts)
  let talk: SpokenTalk | undefined
  const line: FakeAudioLine = createFakeAudioLine(clock, () => talk)
  const toolBox = createToolBox({
    tools: [createTakeMessage({ taskBook: stores.tasks }), createEndCall(), ...tools],
  }).forAgent({ allowedTools: ['take-message', 'end-call', ...tools.map(({ name }) => name)] })
  const caller = { phoneNumber: '+12025550123', name: undefined }
  const request = { agent, caller, transcript: [], tools: toolBox.offers, now: clock.now() }
  const conversation = createSpokenConversation({
    ...open,
    agent,
    clock,
    line,
    speech: brain,
    session: setting.isPrepared === true ? brain.open(request) : undefined,
    toolBox,
    standingWords: wordsOfHouse,
    nextFiller: () => 'One moment, please.',
    lastTurn: 0,
    brokenAnswer: undefined,
    opening: { notice, words: greeting },
    endsAtMs: clock.monotonicMs() + longestCallMs,
    ...setting.talk,
  })
  talk = conversation
  let utterances = 0

  async function passes(ms: number): Promise<void> {
    await everythingSettles()
    for (let left = ms; left > 0; left -= stepMs) {
      clock.advance(Math.min(stepMs, left))
      await everythingSettles()
    }
  }

  /** The caller begins to make a sound like speech. */
  function starts(): string {
    utterances += 1
    const utterance = `u${utterances}`
    brain.session.tells({ type: 'caller-started', utterance, agoMs: 0 })
    return utterance
  }

  function stops(utterance: string): void {
    brain.session.tells({ type: 'caller-stopped', utterance, agoMs: detectionMs })
    brain.session.tells({ type: 'caller-finished', utterance })
  }

  function words(utterance: string, text: string | undefined): void {
    brain.session.tells({ type: 'caller-words', utterance, text, language: 'en' })
  }

  /** The caller says something; its words are there a moment after its end. */
  async function says(text: string, { ms = 1_000, wordsAfterMs = 200 } = {}): Promise<string> {
    const utterance = starts()
    await passes(ms + detectionMs)
    stops(utterance)
    await passes(wordsAfterMs)
    words(utterance, text)
    await everythingSettles()
    return utterance
  }

  await passes(200)
  return {
    agent,
    brain,
    clock,
    conversation,
    events,
    line,
    live: open.live,
    stores,
    written,
    passes,
    starts,
    stops,
    words,
    says,
    /** A sound too short to be anything, in the course of which the agent is silent. */
    coughs: (text = '') => says(text, { ms: 300 }),
    /** What the session was asked and told by now. */
    told: () => brain.session.told,
    /** The conversation as it stands, each line as `who: words`. */
    transcript: () =>
      open.live.turns.map((turn) =>
        turn.speaker === 'tool'
          ? `tool: ${turn.tool} ${turn.result.ok ? 'done' : turn.result.reason}`
          : `${turn.speaker}: ${turn.text}`,
      ),
    all: <Kind extends JournalEvent['kind']>(kind: Kind) =>
      written.flatMap((event) =>
        event.kind === kind
          ? [event.payload as Extract<JournalEvent, { kind: Kind }>['payload']]
          : [],
      ),
    async hangsUp() {
      line.closes('caller')
      await passes(2_100)
      return conversation.ended
    },
  }
}
