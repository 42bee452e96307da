import type { Receipt, ToolResult } from '../../calls/tool.ts'
import type { ToolTurn } from '../../calls/transcript.ts'
import { assertNever } from '../../lib/errors.ts'
import { weekOf } from './answer-hours.ts'
import { hasHours } from '../../agents/opening-hours.ts'
import type { Scene } from './scene.ts'
import { saying, type Step } from './step.ts'

/** Tells the results that the caller has not heard of yet: promises by their receipts, and what failed. */
export function toldResults(scene: Scene): Step {
  const { untold } = scene.reception
  const said = untold.flatMap((turn, at) => {
    const isOvertaken = untold.slice(at + 1).some(({ tool }) => tool === turn.tool)
    return isOvertaken && !turn.result.ok ? [] : told(turn, scene)
  })
  return saying(...said.filter((one, at) => said.indexOf(one) === at))
}

function told({ tool, result }: ToolTurn, scene: Scene): readonly string[] {
  if (result.ok) return [promise(result.receipt, scene)]
  const isAskedBack = result.reason === 'ambiguous' && tool === 'schedule-callback'
  return isAskedBack ? questionOf(result, scene) : refusal(result, scene)
}

/** Asked until the caller has named another time. */
function questionOf({ detail }: { detail: string }, { reception }: Scene): readonly string[] {
  return reception.matter.whenIsRefused ? [detail] : []
}

function promise({ kind, facts }: Receipt, { voice, reception }: Scene): string {
  switch (kind) {
    case 'message-taken':
      return voice.receipt(messageKind(facts, voice), facts)
    case 'callback-scheduled':
      return voice.receipt('callback', facts)
    case 'contact-saved':
      return voice.receipt('details', { name: reception.name.value })
    case 'call-ending':
      return ''
    default:
      return assertNever(kind)
  }
}

function messageKind(facts: Receipt['facts'], voice: Scene['voice']) {
  const reason = facts['reason'] ?? ''
  if (facts['urgency'] === 'emergency') return 'emergency'
  for (const kind of ['stop-calls', 'correction', 'not-understood'] as const) {
    if (reason.startsWith(voice.forTeam(kind))) return kind
  }
  return facts['spokenNumber'] === undefined ? 'message-without-number' : 'message'
}

function refusal({ reason }: Extract<ToolResult, { ok: false }>, scene: Scene): readonly string[] {
  const { voice } = scene
  switch (reason) {
    case 'wrong-arguments':
      return [voice.sentence('number-refused')]
    case 'unknown-tool':
    case 'not-allowed':
      return [voice.sentence('cannot-take-messages')]
    case 'ambiguous':
    case 'not-recorded':
    case 'taken-over':
    case 'failed':
      return notWritten(scene)
    default:
      return assertNever(reason)
  }
}

/** Nothing could be written down, so the caller has to come back. */
function notWritten({ reception, around, voice }: Scene): readonly string[] {
  const excuse = voice.sentence('could-not-write')
  if (reception.emergency === 'failed') return [excuse, voice.sentence('emergency-not-reported')]
  const { business } = around.agent
  const says = around.words.says.hours
  const hours = hasHours(business) ? weekOf({ business, now: around.now, says }) : ''
  return [excuse, voice.sentence('call-again', { hours })]
}
