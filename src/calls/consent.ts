import type { Agent } from '../agents/agent.ts'
import type { AnsweredCall } from './answered-call.ts'
import { noteToolUsed } from './note-tool-used.ts'
import type { OpenCall } from './open-call.ts'
import { writeCallback } from './owed-callback.ts'
import type { RestoredCall } from './restored-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'
import { lastTurnOf } from './transcript.ts'

/** Whether the caller agrees that a model hears them, where the owner has them asked. */
export interface Consent {
  /** Until the caller has agreed, no model may hear a word. */
  readonly isOwed: boolean
  given(words: string): void
  /**
   * The caller does not agree, or does not say so: somebody is to call them back.
   * @returns what is said to them, last.
   */
  refused(words: string): Promise<string>
}

export interface ConsentAnswer {
  readonly given: boolean
  /** What the caller said or keyed in; empty where that was nothing. */
  readonly words: string
}

export interface ConsentParts extends Pick<OpenCall, 'call' | 'callerName' | 'live' | 'recorder'> {
  readonly agent: Agent
  readonly house: Pick<SwitchboardParts, 'clock' | 'standingWords' | 'tasks'>
  readonly restored?: Before
}

type Before = Pick<RestoredCall, 'hasConsented'>

/** What the carrier is told about it, where another process has the call. */
export function consentFor(
  { agent, channel }: Pick<AnsweredCall, 'agent' | 'channel'>,
  before: Before,
): Pick<AnsweredCall, 'asksConsent'> {
  return channel === 'media' && isOwedBy(agent, before) ? { asksConsent: true } : {}
}

function isOwedBy({ voice }: Agent, before?: Before): boolean {
  return voice.speech.consent === 'ask' && before?.hasConsented !== true
}

export function createConsent(parts: ConsentParts): Consent {
  const { agent, call, callerName, house, live, recorder, restored } = parts
  let isOwed = isOwedBy(agent, restored)

  function answered(answer: ConsentAnswer): void {
    void recorder.record({ kind: 'consent-answered', payload: answer })
  }

  return {
    get isOwed() {
      return isOwed
    },
    given(words) {
      if (!isOwed) return
      isOwed = false
      answered({ given: true, words })
    },
    async refused(words) {
      answered({ given: false, words })
      const written = await writeCallback(house.tasks, {
        call: call(),
        agent,
        callerName: callerName(),
        turn: lastTurnOf(live.turns),
        clock: house.clock,
        occasion: 'consent-refused',
        reason: 'Did not want an AI to listen to the call',
        toolCallId: 'consent-refused',
      })
      noteToolUsed({ live, recorder }, written)
      return house.standingWords.consent.refused({ callback: written.result.ok })
    },
  }
}
