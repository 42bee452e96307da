/** All that the receptionist says and all that it recognises in one language. */
export interface Words {
  readonly hears: Hears
  readonly says: Says
}

/**
 * What it recognises. Phrases are separated by `|` and written without apostrophes, in the form that
 * `contractions` make: `a/b` is one of several words, `[a/b]` may be missing, `*` is any word, `~` up to
 * three, `^` and `$` the beginning and end of a clause. A find that touches a phrase after ` ! ` does not count.
 */
export interface Hears {
  /** `short=long|…` */
  readonly contractions: string
  /** Two sounds that make one word, such as `uh huh`. */
  readonly pairs: string
  /** Sounds without a meaning, taken out of everything. */
  readonly fillers: string
  /** Words taken out at the beginning of a clause. */
  readonly openers: string
  /** Words taken out of everything that is longer than two words, such as `please`. */
  readonly softeners: string
  readonly phrases: Readonly<Record<Mark, string>>
  /** The words with which an agent asks for something, for questions that are not in `says.questions`. */
  readonly asks: Readonly<Record<AskedByOthers, string>>
  /** `word=digits|…`, as in a phone number. */
  readonly digits: string
  readonly tens: string
  readonly repeats: string
  readonly digitJoiners: string
  /** Before a number that is none to call, such as `invoice`. */
  readonly otherNumbers: string
  /** Monday first. */
  readonly weekdays: string
  readonly dayWords: string
  readonly timeWords: string
  readonly whenJoiners: string
  /** Two words before an hour, such as `make it`. */
  readonly hourLeads: string
  /** Words for somebody who was named before, such as `her`. */
  readonly others: string
  /** Words that are no part of a name. */
  readonly notNames: string
  /** Words before and after a name that is given when asked for, such as `yes it is`. */
  readonly nameLeads: string
  readonly nameTails: string
  /** Written with a full stop that ends no sentence. */
  readonly titles: string
  /** Small words inside a name, such as `van`. */
  readonly nameParticles: string
  /** Words so common that an utterance without any of them is hardly of this language. */
  readonly common: string
  /** How `@` and `.` are said. */
  readonly email: { readonly at: string; readonly dot: string }
  /** Words that make no difference between two questions. */
  readonly small: string
  /** Before a day or time that is not meant. */
  readonly ruledOut: string
  /** After such a word, the earliest time that is meant: `not before noon`. */
  readonly bounds: string
  /** After a name that is asked for, such as `is Ann there`. */
  readonly present: string
  /** Those of them that are said of things as well. */
  readonly onOffer: string
  /** Around the name of a person or a role that is asked for, such as `the` and `department`. */
  readonly besideRoles: string
  /** Leaves of a word what its forms have in common. */
  stem(word: string): string
}

export type Mark =
  | 'yes'
  | 'no'
  | 'nothing-else'
  | 'goodbye'
  | 'thanks'
  | 'hello'
  | 'how-are-you'
  | 'emergency'
  | 'robot'
  | 'who-is-this'
  | 'is-this'
  | 'person'
  | 'anyone'
  | 'lead'
  | 'anger'
  | 'changes-booking'
  | 'still-here'
  | 'message'
  | 'callback'
  | 'appointment'
  | 'complaint'
  | 'returning'
  | 'wrong-number'
  | 'stop-calls'
  | 'hours'
  | 'now'
  | 'today'
  | 'tomorrow'
  | 'weekend'
  | 'weekdays'
  | 'holiday'
  | 'address'
  | 'repeat'
  | 'wait'
  | 'why'
  | 'help'
  | 'have-question'
  | 'question'
  | 'never-mind'
  | 'urgent'
  | 'not-urgent'
  | 'no-call'
  | 'rather-not'
  | 'correction'
  | 'injection'
  | 'profanity'
  | 'language'
  | 'try-again'
  | 'add'
  | 'asap'
  | 'my-name-is'
  | 'this-is'
  | 'i-am'
  | 'speaking'
  | 'asks-for'
  | 'seeks'
  | 'is-there'
  | 'tell'
  | 'about'
  | 'ends-in'
  | 'starts-with'
  | 'this-number'
  | 'changed-number'
  | 'email-is'
  | 'company-is'

/** The questions that are known again in any words. */
export type AskedByOthers = Extract<
  Question,
  | 'name'
  | 'number'
  | 'number-right'
  | 'reason'
  | 'urgency'
  | 'when'
  | 'offer-message'
  | 'offer-person'
  | 'anything-else'
  | 'how-can-i-help'
>

/** What it can ask. The caller's next words are read as the answer to the last of these. */
export type Question =
  | 'name'
  | 'known-name'
  | 'number'
  | 'own-number'
  | 'number-rest'
  | 'number-right'
  | 'reason'
  | 'urgency'
  | 'when'
  | 'offer-message'
  | 'offer-callback'
  | 'message-or-callback'
  | 'offer-person'
  | 'other-person'
  | 'stop-number'
  | 'details'
  | 'anything-else'
  | 'how-can-i-help'
  | 'what-to-know'

/**
 * What it says. `|` separates ways of saying the same, so that nothing is said twice in the same words.
 * `{name}` stands for a fact; words before it in the braces, as in `{, name}`, are left out without it.
 */
export interface Says {
  /** Each way is one sentence that is in no other question: by it a question is known again. */
  readonly questions: Readonly<Record<Question, string>>
  readonly sentences: Readonly<Record<Sentence, string>>
  /** Said only with a receipt in hand, from its facts. */
  readonly receipts: Readonly<Record<ReceiptWords, string>>
  /** Written for the team, before or after what the caller said. */
  readonly forTeam: Readonly<Record<TeamNote, string>>
  readonly hours: HoursSays
}

export type Sentence =
  | 'i-am-an-ai'
  | 'who'
  | 'address'
  | 'address-unknown'
  | 'for-the-team'
  | 'help'
  | 'help-without-tools'
  | 'fine'
  | 'welcome'
  | 'hello'
  | 'of-course'
  | 'take-your-time'
  | 'only-this-language'
  | 'only-reception'
  | 'calm-down'
  | 'did-not-hear'
  | 'did-not-understand'
  | 'do-not-know'
  | 'wrong-number'
  | 'why-name'
  | 'why-number'
  | 'why-other'
  /** Another brain has said a part of this answer, or the line broke in it. */
  | 'going-on'
  | 'still-there'
  | 'goodbye'
  | 'goodbye-only'
  | 'giving-up'
  | 'will-take-message'
  | 'will-arrange-callback'
  | 'nobody-there'
  | 'unknown-person'
  | 'cannot-transfer'
  | 'cannot-transfer-at-all'
  | 'cannot-book'
  | 'not-booked-yet'
  | 'new-lead'
  | 'sorry-to-hear'
  | 'sorry-for-calls'
  | 'number-withheld'
  | 'returning-call'
  | 'understood'
  | 'thanks'
  | 'thanks-name'
  | 'changed-name'
  | 'known-name'
  | 'own-number'
  | 'number-heard'
  | 'number-so-far'
  | 'number-incomplete'
  | 'number-refused'
  | 'without-number'
  | 'use-own-number'
  | 'without-name'
  | 'without-when'
  | 'nothing-written'
  | 'cannot-take-messages'
  | 'cannot-schedule'
  | 'can-only-schedule'
  | 'emergency-number'
  | 'emergency-not-reported'
  | 'emergency-reported-already'
  | 'could-not-write'
  | 'call-again'

export type ReceiptWords =
  | 'message'
  | 'message-without-number'
  | 'emergency'
  | 'stop-calls'
  | 'do-not-call'
  | 'transfer'
  | 'correction'
  | 'callback'
  | 'details'
  | 'not-understood'

export type TeamNote =
  | 'person'
  | 'team'
  | 'complaint'
  | 'appointment'
  | 'lead'
  | 'wants-person'
  | 'correction'
  | 'emergency'
  | 'stop-calls'
  | 'not-understood'
  | 'number-as-heard'
  | 'number-not-confirmed'
  | 'call-at'
  | 'name'
  | 'no-reason'
  | 'soon'

export interface HoursSays {
  openNow(until: string): string
  readonly openAllDay: string
  closedNow(opens: string): string
  readonly closedForNow: string
  /** `day` as `dayName` gives it. */
  openOn(day: string, times: string): string
  closedOn(day: string): string
  week(groups: readonly { days: string; times: string }[]): string
  readonly unknown: string
  readonly holidays: string
  readonly today: string
  readonly tomorrow: string
  onWeekday(dayOfWeek: number): string
  weekdayName(dayOfWeek: number): string
  dayRange(first: string, last: string): string
  list(items: readonly string[]): string
  times(openings: readonly { opens: ClockTime; closes: ClockTime }[]): string
  time(time: ClockTime): string
  /** `today at 9 a.m.`, for when it opens again. */
  opensAt(day: string, time: string): string
}

export interface ClockTime {
  readonly hour: number
  readonly minute: number
}
