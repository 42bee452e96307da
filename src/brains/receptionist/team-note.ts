import { spokenDigits } from '../../lib/spoken-english.ts'
import type { Reception } from './reception.ts'
import type { Scene } from './scene.ts'
import type { TeamNote } from './words.ts'
import { whenPhrase } from './when-said.ts'

/** What the team reads: what the caller said, with what the receptionist knows of it. */
export function noteForTeam(scene: Scene): string {
  const { reception, voice } = scene
  const about = reception.matter.topic ?? voice.forTeam('no-reason')
  const after = [correctedName(scene), callTime(scene), numberDoubt(scene)]
  const note = [...headings(scene), about, ...after].join('')
  return note.slice(0, longestNote).trim()
}

/** The tools take 1000 characters. */
export const longestNote = 900

function headings({ reception, voice }: Scene): readonly string[] {
  const { goal, matter } = reception
  const kinds: readonly (TeamNote | undefined)[] = [
    goal?.corrects ? 'correction' : undefined,
    goal?.kind === 'stop-calls' ? 'stop-calls' : undefined,
    matter.person === undefined ? undefined : 'person',
    goal?.kind === 'stop-calls' ? undefined : matter.kind,
  ]
  return kinds
    .filter((kind) => kind !== undefined)
    .map((kind) => voice.forTeam(kind, { person: matter.person }))
}

/** Another name makes another correction. */
function correctedName({ reception, voice }: Scene): string {
  const { value: name } = reception.name
  return reception.goal?.corrects && name ? voice.forTeam('name', { name }) : ''
}

/** A message that stands for a callback says when to call. */
function callTime({ reception, voice }: Scene): string {
  const when = whenPhrase(reception.matter.when)
  const isMessage = reception.goal?.kind === 'message'
  return isMessage && when !== '' ? voice.forTeam('call-at', { when }) : ''
}

function numberDoubt({ reception: { number }, voice }: Scene): string {
  if (number.partial !== undefined) {
    return voice.forTeam('number-as-heard', { digits: spokenDigits(number.partial) })
  }
  return isUnconfirmed(number) ? voice.forTeam('number-not-confirmed') : ''
}

function isUnconfirmed({ e164, confirmed }: Reception['number']): boolean {
  return e164 !== undefined && !confirmed
}
