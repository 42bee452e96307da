import { z } from 'zod'
import type { CallEvent } from '../../src/contract/index.ts'
import { brainName, brainWords } from './brain-words.ts'
import type { Incident } from './incident.ts'
import { speechIncident } from './speech-incidents.ts'
import { waitWords } from './time-words.ts'

/** What got in the way of a call, in order, told from its events. */
export function incidentsOf(
  events: readonly CallEvent[],
  { isOver }: { isOver: boolean },
): readonly Incident[] {
  return events.flatMap((event, index) => {
    if (event.kind === 'brain-switched') return brainSwitch(event)
    if (event.kind === 'mode-changed') return recordsChanged(event)
    const around = { before: events.slice(0, index), after: events.slice(index + 1), isOver }
    if (!breaks.has(event.kind)) return speechIncident(event, around)
    const isGoingOn = breaks.has(breakBefore(events, index)?.kind ?? '')
    return isGoingOn ? [] : [lineBroke(event, around)]
  })
}

/** The kinds of events of which a call's broken connection consists, until `line-opened`. */
const breaks: ReadonlySet<string> = new Set(['line-lost', 'handed-on', 'taken-up'])

/** What happened to the line last, before the event at this place. */
function breakBefore(events: readonly CallEvent[], index: number): CallEvent | undefined {
  return events.slice(0, index).findLast(({ kind }) => breaks.has(kind) || kind === 'line-opened')
}

function lineBroke(
  broken: CallEvent,
  { after, isOver }: { after: readonly CallEvent[]; isOver: boolean },
): Incident {
  const { seq, at } = broken
  const opened = after.findIndex(({ kind }) => kind === 'line-opened')
  const meanwhile = opened === -1 ? after : after.slice(0, opened)
  const back = after[opened]
  const words = wordsFor({ broken, back, isOver })
  const isElsewhere =
    broken.kind === 'line-lost' && meanwhile.some(({ kind }) => kind === 'taken-up')
  return {
    seq,
    at,
    about: 'line',
    words: isElsewhere ? `${words} Another server process went on with the call.` : words,
    detail: Reasoned.safeParse(broken.payload).data?.reason ?? '',
    isMended: back !== undefined,
  }
}

interface Break {
  readonly broken: CallEvent
  /** The line's return. */
  readonly back: CallEvent | undefined
  readonly isOver: boolean
}

function wordsFor({ broken, back, isOver }: Break): string {
  const { what, goneOn } = beginnings[broken.kind] ?? connectionBroke
  if (back === undefined) {
    return `${what}, and ${isOver ? 'the caller did not come back' : 'it is being mended'}.`
  }
  if (goneOn !== undefined) return `${what}, and ${goneOn}.`
  const wait = waitWords({ from: broken.at, until: back.at })
  return `${what}, and the agent was back ${wait}.`
}

const connectionBroke = { what: 'The connection broke', goneOn: undefined }
const beginnings: Record<string, { what: string; goneOn: string | undefined } | undefined> = {
  // Whoever had the call then could not write down when that was.
  'taken-up': {
    what: 'The server stopped in the middle of the call',
    goneOn: 'a new one went on with it',
  },
  'handed-on': {
    what: 'The server was being stopped',
    goneOn: 'another one went on with the call',
  },
}

function brainSwitch({ seq, at, payload }: CallEvent): readonly Incident[] {
  const known = Switch.safeParse(payload).data
  if (!known) return []
  const why = reasons[known.reason] ?? 'could not answer'
  const words = `${brainName(known.from)} ${why}; ${brainWords(known.to)} went on.`
  return [{ seq, at, about: 'brain', words, detail: known.detail, isMended: true }]
}

const reasons: Record<string, string | undefined> = {
  error: 'failed',
  'too-slow': 'did not answer in time',
  stalled: 'stopped in the middle of an answer',
  empty: 'answered nothing',
  malformed: 'gave an answer that made no sense',
  refused: 'declined to answer',
  resting: 'was resting after a failure',
}

function recordsChanged({ seq, at, payload }: CallEvent): readonly Incident[] {
  const known = Mode.safeParse(payload).data
  const words = known && modes[known.mode]
  if (!words) return []
  const isMended = known.mode === 'recorded'
  return [{ seq, at, about: 'records', words, detail: known.reason, isMended }]
}

const modes: Record<string, string | undefined> = {
  recorded: 'The call is written to the database again, with everything that was kept until then.',
  'kept-locally': 'The database was away. The call was kept on this machine.',
  'not-recorded': 'The call could not be written down.',
}

const Reasoned = z.object({ reason: z.string() })
const Switch = z.object({
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  detail: z.string(),
})
const Mode = z.object({ mode: z.string(), reason: z.string() })
