import type { Agent } from '../../agents/agent.ts'
import type { CallerFacts, ToolOffer } from '../../calls/brain.ts'
import type { ToolTurn } from '../../calls/transcript.ts'
import type { Lexicon } from './lexicon.ts'
import type { Hearing } from './remembered-hearing.ts'
import type { WhenSaid } from './when-said.ts'
import type { Question, Words } from './words.ts'

/** All that the receptionist knows of a call. It is worked out from the transcript each time. */
export interface Reception {
  /** The number of the caller's last turn. */
  readonly turn: number
  readonly goal: Goal | undefined
  readonly name: NameSlot
  readonly number: NumberSlot
  readonly matter: Matter
  readonly contact: { readonly email?: string; readonly company?: string }
  /** What a message or a talk would be about, should the caller want one. */
  readonly offer: Offer | undefined
  readonly expecting: Expecting | undefined
  /** How often in a row the caller's answer to a question was none. */
  readonly misses: Readonly<Partial<Record<Slot, number>>>
  readonly note: TurnNote
  /** What tools answered since the caller's last words. */
  readonly results: readonly ToolTurn[]
  /** Results of which the caller has not heard yet. */
  readonly untold: readonly ToolTurn[]
  readonly emergency: 'none' | 'open' | 'reported' | 'failed'
  /** The words in which the caller told of it. */
  readonly emergencyText: string
  /** The last thing that was written down, to be corrected or tried again. */
  readonly last:
    | { readonly goal: Goal; readonly matter: Matter; readonly done: boolean }
    | undefined
  /** Contact details that are saved already, by field. */
  readonly saved: Readonly<Record<string, string>>
  /** A note was written that this caller could not be understood. */
  readonly gaveUp: boolean
  /** Tools that refused to be used at all. */
  readonly unavailable: readonly string[]
  /** The caller is angry, by their words. */
  readonly isAngry: boolean
  /** Questions of the caller in a row that had no answer. */
  readonly unanswered: number
  /** How often the caller was asked whether they want a person. */
  readonly personOffers: number
  /** A person was tried, or nobody was there to be tried. */
  readonly transferFailed: boolean
  /** What the caller heard the agent say so far, oldest first. */
  readonly said: readonly string[]
  /** What the agent meant to say last. */
  readonly lastPlanned: string
}

export interface Goal {
  readonly kind: 'message' | 'callback' | 'stop-calls' | 'details' | 'transfer'
  /** It changes what was written down before. */
  readonly corrects: boolean
}

export interface Offer {
  readonly topic?: string | undefined
  /** Whom the caller wanted. */
  readonly person?: string | undefined
}

export type Slot = 'name' | 'number' | 'reason' | 'urgency' | 'when' | 'general'

export interface NameSlot {
  readonly value?: string
  /** What is known for the caller's number is somebody else's name. */
  readonly knownIsWrong?: true
  /** Nothing more is asked. */
  readonly settled?: true
}

export interface NumberSlot {
  readonly e164?: string
  readonly confirmed?: true
  /** Digits that are no whole number yet. */
  readonly partial?: string
  readonly ownIsWrong?: true
  readonly settled?: true
}

/** What the caller wants the team to know or do. */
export interface Matter {
  readonly topic?: string
  readonly kind?: 'complaint' | 'appointment' | 'lead'
  readonly person?: string
  readonly urgency?: 'normal' | 'urgent'
  readonly when: WhenSaid
  /** The tool could not use `when` as it is. */
  readonly whenIsRefused?: true
  readonly reasonSettled?: true
  /** It is to be passed on with a callback that is written down: nothing more is asked than what and from whom. */
  readonly passOn?: true
}

/** The question whose answer the caller's next words are. */
export interface Expecting {
  readonly question: Question
  /** `part`: everything before the question was heard, but not all of the question itself. */
  readonly heard: 'whole' | 'part' | 'none'
  /** The question of a tool, in its own words. */
  readonly detail?: string
  /** What the house asked after it, while it stayed open: whether the caller is there, or wants a message taken. */
  readonly house?: 'presence' | 'message'
}

/** What the caller's newest words brought and the agent has not answered yet. */
export interface TurnNote {
  readonly text: string
  readonly asks: readonly SideAsk[]
  readonly events: ReadonlySet<TurnEvent>
  readonly changed: readonly Changed[]
  /** The slot whose question was not answered. */
  readonly missed: Slot | undefined
}

export type Changed = 'name' | 'name-corrected' | 'number' | 'reason' | 'urgency' | 'when'

/** Something to answer on the way, after which the talk goes on where it was. */
export type SideAsk =
  | {
      readonly ask:
        | 'robot'
        | 'who'
        | 'address'
        | 'why'
        | 'help'
        | 'how-are-you'
        | 'injection'
        | 'unknown'
    }
  | {
      readonly ask: 'hours'
      readonly words: readonly string[]
      readonly about: readonly HoursTopic[]
    }
  | { readonly ask: 'question'; readonly index: number }

export type HoursTopic = 'now' | 'today' | 'tomorrow' | 'weekend' | 'holiday'

export type TurnEvent =
  | 'emergency'
  | 'silence'
  | 'foreign'
  | 'profanity'
  | 'repeat'
  | 'wait'
  | 'hello'
  | 'thanks'
  | 'farewell'
  | 'cancelled'
  | 'declined'
  | 'name-refused'
  | 'number-refused'
  | 'number-incomplete'
  | 'when-refused'
  | 'transfer'
  | 'unknown-person'
  | 'offer-person'
  | 'anger'
  | 'complaint'
  | 'lead'
  | 'appointment'
  | 'returning'
  | 'wrong-number'
  | 'stop-calls'
  | 'started'
  | 'cannot-message'
  | 'cannot-schedule'
  | 'can-only-schedule'
  | 'have-question'
  | 'wants-more'
  | 'statement'
  | 'understood'

/** What does not change within a call. */
export interface Surroundings {
  readonly agent: Agent
  readonly caller: CallerFacts
  readonly tools: readonly ToolOffer[]
  readonly now: Date
  readonly words: Words
  readonly lexicon: Lexicon
  readonly hear: Hearing
}

export const emptyNote: TurnNote = {
  text: '',
  asks: [],
  events: new Set(),
  changed: [],
  missed: undefined,
}

export const newReception: Reception = {
  turn: 0,
  goal: undefined,
  name: {},
  number: {},
  matter: { when: {} },
  contact: {},
  offer: undefined,
  expecting: undefined,
  misses: {},
  note: emptyNote,
  results: [],
  untold: [],
  emergency: 'none',
  emergencyText: '',
  last: undefined,
  saved: {},
  gaveUp: false,
  isAngry: false,
  unanswered: 0,
  personOffers: 0,
  transferFailed: false,
  unavailable: [],
  said: [],
  lastPlanned: '',
}

/** Adds to what the newest words brought. */
export function noting(
  reception: Reception,
  {
    events = [],
    asks = [],
    changed = [],
  }: {
    events?: readonly TurnEvent[]
    asks?: readonly SideAsk[]
    changed?: readonly Changed[]
  },
): Reception {
  const { note } = reception
  return {
    ...reception,
    note: {
      ...note,
      asks: [...note.asks, ...asks],
      events: new Set([...note.events, ...events, 'understood']),
      changed: [...note.changed, ...changed],
    },
  }
}

/** Notes what is to be reacted to, but does not make sense of the words. */
export function withEvents(reception: Reception, events: readonly TurnEvent[]): Reception {
  const { note } = reception
  return { ...reception, note: { ...note, events: new Set([...note.events, ...events]) } }
}

/** Notes that the words were no answer to what was asked, unless the question was not heard at all. */
export function missing(reception: Reception, slot: Slot): Reception {
  const { expecting } = reception
  if (expecting !== undefined && expecting.heard !== 'whole') return reception
  const count = (one: Slot) => (reception.misses[one] ?? 0) + 1
  return {
    ...reception,
    misses: { ...reception.misses, [slot]: count(slot), general: count('general') },
    note: { ...reception.note, missed: slot },
  }
}

export function canUse(tool: string, reception: Reception, { tools }: Surroundings): boolean {
  return tools.some(({ name }) => name === tool) && !reception.unavailable.includes(tool)
}
