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
}

export interface EmergencyRule {
  /** What the caller is told to do, such as calling the emergency number. */
  readonly instruction: string
  /** Words beyond the built-in ones that make a call an emergency for this business. */
  readonly words: readonly string[]
}
