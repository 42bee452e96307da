/** Something that is so before a rehearsed call. */
export type Given =
  | { readonly given: 'hours'; readonly open: boolean }
  | { readonly given: 'caller'; readonly number: string }
  /** The caller has called before, as in another scenario. */
  | { readonly given: 'earlier-call'; readonly scenario: string }
  /** What happens when somebody of the team is rung. */
  | { readonly given: 'team-phone'; readonly does: TeamPhone }

export type TeamPhone = 'answers' | 'is busy' | 'does not answer' | 'is a voicemail'

/** `undefined`: no such line is known. */
export function parseGiven(text: string): Given | undefined {
  for (const [form, read] of forms) {
    const match = form.exec(text)
    if (match) return read(match[1] ?? '')
  }
  return undefined
}

const forms: readonly [RegExp, (found: string) => Given][] = [
  [
    /^the business is (open|closed)$/i,
    (word) => ({ given: 'hours', open: word.toLowerCase() === 'open' }),
  ],
  [/^a call from (\+[1-9]\d{6,14}|anonymous)$/i, (number) => ({ given: 'caller', number })],
  [/^an earlier call as in ([\w-]+)$/i, (scenario) => ({ given: 'earlier-call', scenario })],
  [
    /^the team's phone (answers|is busy|does not answer|is a voicemail)$/i,
    (does) => ({ given: 'team-phone', does: does.toLowerCase() as TeamPhone }),
  ],
]
