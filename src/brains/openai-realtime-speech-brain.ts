import { usualSpeech } from '../agents/default-agent.ts'
import type { SpeechBrain, SpeechRequest, SpeechSession } from '../calls/speech-brain.ts'
import type { RealtimeConfig } from '../config/config.ts'
import { speechMannersOf } from '../config/speech-models.ts'
import { isAtVendor } from '../config/text-models.ts'
import type { Clock } from '../lib/clock.ts'
import { checkPrompt, checkTool } from './prompt/check-prompt.ts'
import { spokenPhrases } from './prompt/spoken-phrases.ts'
import { spokenPromptOf } from './prompt/spoken-prompt.ts'
import { checkSession } from './realtime/check-session.ts'
import { historyEvents, paddingMs, setUpEvent } from './realtime/client-events.ts'
import { RealtimeSession } from './realtime/realtime-session.ts'
import { createSweep } from './realtime/sweep.ts'
import { unopenedSession } from './realtime/unopened-session.ts'

export interface OpenaiRealtimeSpeechBrainParts {
  readonly config: RealtimeConfig
  readonly clock: Clock
  /** After so long a session tells that it is best replaced. Absent: five minutes before its end. */
  readonly ageingAfterMs?: number
  /** How long a session may take until it hears the caller. */
  readonly readyWithinMs?: number
}

/** A speech brain whose words come from a vendor's model. */
export interface ModelSpeechBrain extends SpeechBrain {
  /** As the vendor names it. */
  readonly model: string
  /** The vendor in words, such as `OpenAI`. */
  readonly vendor: string
  /**
   * Opens a session that hears nobody, and closes it once it is ready.
   * @throws {BrainFailed} in words when it does not get so far.
   */
  check(signal: AbortSignal): Promise<void>
}

/** A session ends after an hour. */
const usualAgeingAfterMs = 55 * 60_000
const usualReadyWithinMs = 5_000
/** What a check speaks with: the usual of everything. */
const checkVoice = { language: 'en-US', speech: usualSpeech }

/**
 * A model of OpenAI that listens and speaks, or one on any server that talks to its clients as OpenAI's Realtime
 * server does, over a WebSocket of our own: the kit's would open no other address.
 */
export function createOpenaiRealtimeSpeechBrain({
  config,
  clock,
  ageingAfterMs = usualAgeingAfterMs,
  readyWithinMs = usualReadyWithinMs,
}: OpenaiRealtimeSpeechBrainParts): ModelSpeechBrain {
  const { apiKey, model, url } = config
  const vendor = isAtVendor('openai', url) ? 'OpenAI' : `The server at ${hostOf(url)}`
  const sweep = createSweep(clock)
  const manners = speechMannersOf(model)
  const usual = {
    apiKey,
    model,
    url,
    vendor,
    clock,
    sweep,
    paddingMs,
    ageingAfterMs,
    readyWithinMs,
  }

  function ask(request: SpeechRequest): RealtimeSession {
    const { agent, tools } = request
    const { history, instructions } = spokenPromptOf(request)
    const { turnDetection } = agent.voice.speech
    return new RealtimeSession({
      ...usual,
      phrases: spokenPhrases,
      setUp: [
        setUpEvent({ voice: agent.voice, instructions, manners, tools }),
        ...historyEvents(history),
      ],
      silenceMs: turnDetection.by === 'silence' ? turnDetection.silenceMs : 0,
    })
  }

  /** A call goes on without a model rather than end the process. */
  function open(request: SpeechRequest): SpeechSession {
    try {
      return ask(request)
    } catch (error) {
      return unopenedSession(error)
    }
  }

  return {
    name: 'openai-realtime',
    model,
    vendor,
    open,
    check(signal) {
      const asked = {
        voice: checkVoice,
        instructions: checkPrompt.system,
        tools: [checkTool],
        manners,
      }
      return checkSession({ ...usual, setUp: setUpEvent(asked) }, signal)
    },
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
