import type { Agent } from '../agents/agent.ts'
import type { Clock, Timer } from '../lib/clock.ts'
import type { OpenCall } from './open-call.ts'
import type { SpeechBrain, SpeechSession } from './speech-brain.ts'
import { speechRequestOf } from './speech-request.ts'
import type { TranscriptTurn } from './transcript.ts'
import type { ToolBoxes } from './use-tool.ts'

/**
 * A session with a speech model that is opened while the carrier is still told where to connect, so that the
 * model is there when the caller is.
 */
export interface PreparedSpeech {
  /** Opens one, unless there is one that knows all that was said. */
  prepare(): void
  /** Gives it away; `undefined` where there is none that knows all that was said. */
  take(): SpeechSession | undefined
  /** Nobody needs it any more. */
  drop(): void
}

export interface PreparedSpeechParts extends Pick<OpenCall, 'call' | 'callerName' | 'live'> {
  readonly agent: Agent
  readonly clock: Clock
  readonly speech: SpeechBrain
  readonly toolBoxes: ToolBoxes
}

/** A carrier that has not connected by then may never do it, and an open session costs. */
const keptForMs = 60_000

interface Waiting {
  readonly session: SpeechSession
  /** What it knows. */
  readonly turns: readonly TranscriptTurn[]
  readonly tooLate: Timer
}

export function createPreparedSpeech(parts: PreparedSpeechParts): PreparedSpeech {
  const { agent, call, callerName, clock, live, speech, toolBoxes } = parts
  let waiting: Waiting | undefined

  function open(): SpeechSession {
    const toolBox = toolBoxes.forAgent(agent)
    return speech.open(speechRequestOf({ agent, call, callerName, clock, live, toolBox }))
  }

  function take(): SpeechSession | undefined {
    const taken = waiting
    waiting = undefined
    taken?.tooLate.cancel()
    // Every change makes the transcript another one.
    if (taken?.turns === live.turns) return taken.session
    taken?.session.close()
    return undefined
  }

  function drop(): void {
    take()?.close()
  }

  return {
    prepare() {
      if (waiting?.turns === live.turns) return
      drop()
      const tooLate = clock.after(keptForMs, drop, { keepsProcess: false })
      waiting = { session: open(), turns: live.turns, tooLate }
    },
    take,
    drop,
  }
}
