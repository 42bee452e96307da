import type { Agent } from '../../src/agents/agent.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import type { SpokenTalk } from '../../src/calls/talk.ts'
import { createTestSwitchboard, everythingSettles, sid } from './answered-call.ts'
import { createFakeAudioLine, type FakeAudioLine } from './audio-line.ts'
import { createFakeSpeechBrain, type FakeSpeechBrain, type SpeechScript } from './speech-brain.ts'

type Setting = NonNullable<Parameters<typeof createTestSwitchboard>[0]>

const frontDesk = defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' })

export interface CallInSoundSetting extends Omit<Setting, 'speech' | 'speechOn'> {
  readonly says?: readonly SpeechScript[]
  readonly voice?: Partial<Agent['voice']>
  /** No model listens and speaks here. */
  readonly isTextOnly?: boolean
}

/** How long a caller's sound goes on after the last word until the model takes it for the end. */
const detectionMs = 500
const stepMs = 10

/** A switchboard whose agent is called on the channel of sound. */
export function soundSwitchboard(setting: CallInSoundSetting = {}) {
  const { says = [], voice = {}, isTextOnly = false, ...rest } = setting
  let model: FakeSpeechBrain | undefined
  const parts = createTestSwitchboard({
    ...rest,
    agent: { voice: { ...frontDesk.voice, channel: 'media', ...voice }, ...rest.agent },
    ...(!isTextOnly && { speechOn: (clock) => (model = createFakeSpeechBrain(clock)) }),
  })
  const speech = model ?? createFakeSpeechBrain(parts.clock)
  speech.willAnswer(...says)

  async function passes(ms: number): Promise<void> {
    await everythingSettles()
    for (let left = ms; left > 0; left -= stepMs) {
      parts.clock.advance(Math.min(stepMs, left))
      await everythingSettles()
    }
  }

  /** A line of sound for the call; without a talk where the switchboard has none for it. */
  function join(session?: string): { line: FakeAudioLine; talk: SpokenTalk | undefined } {
    const line: FakeAudioLine = createFakeAudioLine(parts.clock, () => talk)
    const talk = parts.switchboard.connectAudio(sid, line, { session })
    return { line, talk }
  }

  let utterances = 0
  /** The caller says something, of which the words come a moment later, or never. */
  async function callerSays(text: string | undefined): Promise<void> {
    utterances += 1
    const utterance = `u${utterances}`
    speech.session.tells({ type: 'caller-started', utterance, agoMs: 0 })
    await passes(1_000 + detectionMs)
    speech.session.tells({ type: 'caller-stopped', utterance, agoMs: detectionMs })
    speech.session.tells({ type: 'caller-finished', utterance })
    await passes(200)
    speech.session.tells({ type: 'caller-words', utterance, text, language: 'en' })
    await everythingSettles()
  }

  return {
    ...parts,
    speech,
    passes,
    join,
    callerSays,
    record: async () => {
      const record = await parts.stores.archive.find(sid)
      if (!record) throw new Error('The call has no record')
      return record
    },
    goOn: (session: string, how: 'ended' | 'broken' = 'broken') =>
      parts.switchboard.goOn(sid, { how, session }),
  }
}

/** A call in sound that was answered and whose caller is on the line, in the session `VS1`. */
export async function callInSound(setting: CallInSoundSetting = {}) {
  const parts = soundSwitchboard(setting)
  const answered = await parts.answered()
  await parts.passes(100)
  const { line, talk } = parts.join('VS1')
  if (!talk) throw new Error('The call was not connected')
  await parts.passes(200)
  return { ...parts, answered, line, talk }
}
