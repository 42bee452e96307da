/** Who answers a call: the persona, the business behind it and what it may do for a caller. */
export interface Agent {
  readonly id: string
  readonly name: string
  readonly business: Business
  /** Spoken first, after the notice that an AI answers. Empty: the standard greeting. */
  readonly greeting: string
  /** Instructions of the owner in plain words, for brains that read them. */
  readonly instructions: string
  readonly questions: readonly ConfiguredQuestion[]
  readonly voice: VoiceSettings
  readonly emergency: EmergencyRule
  readonly escalation: EscalationRules
  readonly team: Team
  readonly outbound: OutboundRules
  /** Names of the tools that this agent may use. */
  readonly allowedTools: readonly string[]
}

export interface Business {
  readonly name: string
  readonly address: string
  /** IANA name such as `America/New_York`: every spoken date is meant in it. */
  readonly timeZone: string
  /** ISO 3166 country, to read phone numbers without a country code, such as `US`. */
  readonly country: string
  readonly hours: WeeklyHours
}

export type Weekday =
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday'
  | 'saturday'
  | 'sunday'

/** Opening times a weekday, as wall-clock `HH:MM` in the business's zone. No entry: closed. */
export type WeeklyHours = Readonly<Partial<Record<Weekday, readonly OpeningTime[]>>>

export interface OpeningTime {
  readonly opens: string
  readonly closes: string
}

export interface ConfiguredQuestion {
  /** The question as the owner would put it. */
  readonly question: string
  /** Words of a caller that mean this question, each a word or phrase. */
  readonly askedWith: readonly string[]
  readonly answer: string
}

export interface VoiceSettings {
  readonly channel: 'relay' | 'media' | 'gather'
  /** BCP 47, such as `en-US`. */
  readonly language: string
  readonly patience: Patience
  /** Who speaks, where the owner chose: names of the carrier's catalogue. */
  readonly speaker: SpeakerChoice | undefined
  /** How a model that listens and speaks by itself does so: on the `media` channel only. */
  readonly speech: SpeechSettings
}

export interface SpeechSettings {
  /** The model's name for its voice, such as `marin`; `undefined`: its usual one. */
  readonly voice: string | undefined
  readonly turnDetection: TurnDetection
  /** After a cough, or an "mhm", the agent goes on where it stopped. */
  readonly goesOnAfterNoise: boolean
  /** `ask`: the caller is asked before the model hears a word; `notice`: the notice is enough. */
  readonly consent: 'notice' | 'ask'
}

/** What tells that the caller has finished speaking: so much silence, or what was said. */
export type TurnDetection =
  | { readonly by: 'silence'; readonly silenceMs: number }
  | { readonly by: 'meaning'; readonly eagerness: 'low' | 'medium' | 'high' | 'auto' }

export interface SpeakerChoice {
  /** Such as `Google`, `Amazon` or `ElevenLabs`. */
  readonly provider: string
  /** The provider's name for the voice, such as `en-US-Journey-O`. */
  readonly voice: string
}

/** How long the agent waits, and lets others wait. */
export interface Patience {
  /** Silence of the caller, from the end of the agent's words, after which the agent asks again. */
  readonly silenceMs: number
  /** What takes longer than this is covered by a filler such as "One moment, please". */
  readonly fillerAfterMs: number
  readonly longestCallMinutes: number
}

export interface EmergencyRule {
  /** What the caller is told to do, such as calling the emergency number. */
  readonly instruction: string
  /** Words beyond the built-in ones that make a call an emergency for this business. */
  readonly words: readonly string[]
}

/** What makes the agent bring in a person without being told to: each can be switched off. */
export interface EscalationRules {
  readonly whenAskedForPerson: boolean
  readonly whenAngry: boolean
  /** The caller had to ask the same thing twice. */
  readonly whenAskedTwice: boolean
  readonly whenEmergency: boolean
}

/** Who takes the calls that the agent hands over. */
export interface Team {
  readonly members: readonly TeamMember[]
  /** Whose phone rings first when any of them will do. */
  readonly order: 'in-order' | 'round-robin'
  /** How long one person's phone rings. */
  readonly ringSeconds: number
  /** Calls are handed over also while the business is closed. */
  readonly alsoWhenClosed: boolean
}

export interface TeamMember {
  readonly name: string
  /** E.164. */
  readonly phoneNumber: string
  /** Other words that callers mean this person by, such as `the owner` or `sales`. */
  readonly alsoCalled: readonly string[]
}

/** Whom the agent may call. */
export interface OutboundRules {
  /** ISO 3166 countries, such as `US`. */
  readonly countries: readonly string[]
  /** When people may be called, as wall-clock `HH:MM` where they are. */
  readonly from: string
  readonly until: string
}
