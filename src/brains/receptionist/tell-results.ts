import { isTeamThere } from '../../agents/team-hours.ts'
import type { Receipt, ToolRefusal } from '../../calls/tool.ts'
import type { ToolTurn } from '../../calls/transcript.ts'
import { assertNever } from '../../lib/errors.ts'
import { rightNow, weekOf } from './answer-hours.ts'
import { hasHours } from '../../agents/opening-hours.ts'
import type { Scene } from './scene.ts'
import { saying, type Step } from './step.ts'
import { isUnusable } from './unusable-tool.ts'

/** Tells the results that the caller has not heard of yet: promises by their receipts, and what failed. */
export function toldResults(scene: Scene): Step {
  const { untold } = scene.reception
  const said = untold.flatMap((turn, at) => {
    const isOvertaken = untold.slice(at + 1).some(({ tool }) => tool === turn.tool)
    return isOvertaken && !turn.result.ok ? [] : told(turn, scene)
  })
  return saying(...said.filter((one, at) => said.indexOf(one) === at))
}

function told(turn: ToolTurn, scene: Scene): readonly string[] {
  const { tool, result } = turn
  if (result.ok) return promises(result.receipt, scene)
  if (tool === 'transfer-call') return notPutThrough(turn, { reason: result.reason, scene })
  const isAskedBack = result.reason === 'ambiguous' && tool === 'schedule-callback'
  return isAskedBack ? questionOf(result, scene) : refusal(turn, { reason: result.reason, scene })
}

interface Refused {
  readonly reason: ToolRefusal
  readonly scene: Scene
}

/** Asked until the caller has named another time. */
function questionOf({ detail }: { detail: string }, { reception }: Scene): readonly string[] {
  return reception.matter.whenIsRefused ? [detail] : []
}

/** What is written down, and honestly what it is not yet. */
function promises(receipt: Receipt, scene: Scene): readonly string[] {
  const { last } = scene.reception
  const isWish = receipt.kind === 'callback-scheduled' && last?.matter.kind === 'appointment'
  const said = promise(receipt, scene)
  return isWish ? [said, scene.voice.sentence('not-booked-yet')] : [said]
}

/** Nobody can be put through to: because of the hour, or because it does not work. */
function notPutThrough(turn: ToolTurn, { reason, scene }: Refused): readonly string[] {
  const { reception, around, voice } = scene
  if (reception.emergency === 'failed') return [voice.sentence('emergency-not-reported')]
  if (reception.emergency !== 'none') return []
  if (isUnusable(turn, reason)) return [voice.sentence('cannot-transfer-at-all')]
  const { business } = around.agent
  const says = around.words.says.hours
  const hours = isTeamThere(around) ? '' : rightNow({ business, now: around.now, says })
  return [voice.sentence('nobody-there', { hours })]
}

function promise({ kind, facts }: Receipt, { voice, reception }: Scene): string {
  switch (kind) {
    case 'message-taken':
      return voice.receipt(messageKind(facts, voice), facts)
    case 'callback-scheduled':
      return voice.receipt('callback', facts)
    case 'transfer-arranged':
      return voice.receipt('transfer', facts)
    case 'do-not-call':
      return voice.receipt('do-not-call', facts)
    case 'contact-saved':
      return voice.receipt('details', { name: reception.name.value })
    case 'call-ending':
    case 'call-transferred':
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

function refusal(turn: ToolTurn, { reason, scene }: Refused): readonly string[] {
  if (isUnusable(turn, reason)) {
    return turn.tool === 'stop-calls' ? [] : [scene.voice.sentence('cannot-take-messages')]
  }
  const isNumber = reason === 'wrong-arguments'
  return isNumber ? [scene.voice.sentence('number-refused')] : notWritten(scene)
}

/** Nothing could be written down, so the caller has to come back. */
function notWritten({ reception, around, voice }: Scene): readonly string[] {
  const isPutThrough = reception.untold.some(
    ({ tool, result }) => result.ok && tool === 'transfer-call',
  )
  if (isPutThrough) return []
  const excuse = voice.sentence('could-not-write')
  if (reception.emergency === 'failed') return [excuse, voice.sentence('emergency-not-reported')]
  const { business } = around.agent
  const says = around.words.says.hours
  const hours = hasHours(business) ? weekOf({ business, now: around.now, says }) : ''
  return [excuse, voice.sentence('call-again', { hours })]
}
