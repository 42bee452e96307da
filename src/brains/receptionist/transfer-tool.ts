import { nameOf } from './slots.ts'
import type { Scene } from './scene.ts'
import { longestNote } from './team-note.ts'
import type { PlannedTool } from './step.ts'

/** Puts the caller through to whom they want, else to anyone of the team. */
export function transferTool(scene: Scene): PlannedTool {
  const { reception, around, voice } = scene
  const { matter } = reception
  const person = around.agent.team.members.find(({ name }) => name === matter.person)?.name
  const wish = voice.forTeam('wants-person', { person: person ?? voice.forTeam('team') })
  return transferTo(person, { reason: matter.topic ?? wish, scene })
}

/** Puts the caller through to anyone, for a reason that the person who answers hears. */
export function transferToAnyone(scene: Scene, reason: string): PlannedTool {
  return transferTo(undefined, { reason, scene })
}

function transferTo(
  person: string | undefined,
  { reason, scene: { reception, around, voice } }: { reason: string; scene: Scene },
): PlannedTool {
  const name = nameOf(reception, around)
  const who = name === undefined ? '' : voice.forTeam('name', { name })
  return {
    tool: 'transfer-call',
    arguments: { person: person ?? 'anyone', reason: (reason + who).slice(0, longestNote) },
  }
}
