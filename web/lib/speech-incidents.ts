import { z } from 'zod'
import type { CallEvent } from '../../src/contract/index.ts'
import { channelWords } from './call-words.ts'
import type { Incident } from './incident.ts'
import { waitWords } from './time-words.ts'

/** What got in the way of a speech model that talks with a caller, and how the call went on. */
export function speechIncident(event: CallEvent, { before, after, isOver }: Around): Incident[] {
  switch (event.kind) {
    case 'speech-lost':
      return sinceOpened(before).some(isLoss) ? [] : [lost(event, { after, isOver })]
    case 'speech-opened':
      return renewed(event)
    case 'speech-troubled':
      return troubled(event)
    case 'channel-changed':
      return channelChanged(event, before)
    default:
      return []
  }
}

interface Around {
  /** Everything that happened in the call before, and since. */
  readonly before: readonly CallEvent[]
  readonly after: readonly CallEvent[]
  readonly isOver: boolean
}

/** Several losses in a row are one: no session came up between them. */
function sinceOpened(before: readonly CallEvent[]): readonly CallEvent[] {
  return before.slice(before.findLastIndex(({ kind }) => kind === 'speech-opened') + 1)
}

function isLoss({ kind }: CallEvent): boolean {
  return kind === 'speech-lost'
}

function lost(event: CallEvent, { after, isOver }: Pick<Around, 'after' | 'isOver'>): Incident {
  const { seq, at, payload } = event
  const { reason = '', detail = '' } = Loss.safeParse(payload).data ?? {}
  const next = after.find(({ kind }) => kind === 'speech-opened' || kind === 'channel-changed')
  const what = losses[reason] ?? 'The speech model was lost'
  const words = `${what}${goneOn(event, { next, isOver })}.`
  return { seq, at, about: 'brain', words, detail, isMended: next !== undefined }
}

const losses: Record<string, string | undefined> = {
  refused: 'The speech model refused the session',
  broken: 'The connection to the speech model broke',
  expired: 'The session with the speech model ran out',
  'never-ready': 'The speech model did not answer in time',
}

function goneOn(
  { at }: CallEvent,
  { next, isOver }: { next: CallEvent | undefined; isOver: boolean },
): string {
  if (next === undefined) return isOver ? ', and the call ended' : ', and it is being mended'
  if (next.kind === 'channel-changed') return `, and the call went over to ${channelOf(next)}`
  return `, and a new session was there ${waitWords({ from: at, until: next.at })}`
}

function renewed({ seq, at, payload }: CallEvent): Incident[] {
  if (Opened.safeParse(payload).data?.why !== 'aged') return []
  const words = 'The session with the speech model had become old, and a new one took its place.'
  return [{ seq, at, about: 'brain', words, detail: '', isMended: true }]
}

function troubled({ seq, at, payload }: CallEvent): Incident[] {
  const { detail = '' } = Trouble.safeParse(payload).data ?? {}
  const words = 'The speech model reported trouble, and went on.'
  return [{ seq, at, about: 'brain', words, detail, isMended: true }]
}

function channelChanged(event: CallEvent, before: readonly CallEvent[]): Incident[] {
  const { seq, at, payload } = event
  const { reason = '' } = Change.safeParse(payload).data ?? {}
  // That it was lost is told already, and how the call went on.
  if (reason === 'speech-lost' && sinceOpened(before).some(isLoss)) return []
  const why = changes[reason] ?? 'The channel did not work'
  const words = `${why}, and the call went over to ${channelOf(event)}.`
  return [{ seq, at, about: 'line', words, detail: '', isMended: true }]
}

const changes: Record<string, string | undefined> = {
  'speech-lost': 'No speech model was there',
  'line-unsteady': 'The connection did not hold',
  carrier: 'The carrier could not keep the channel up',
}

function channelOf({ payload }: CallEvent): string {
  const { to } = Change.safeParse(payload).data ?? {}
  if (to === undefined) return 'another channel'
  return to === 'gather'
    ? 'speaking turn by turn'
    : `the ${channelWords[to].name.toLowerCase()} channel`
}

const Loss = z.object({ reason: z.string(), detail: z.string() })
const Opened = z.object({ why: z.string() })
const Trouble = z.object({ detail: z.string() })
const Change = z.object({ to: z.enum(['media', 'relay', 'gather']), reason: z.string() })
