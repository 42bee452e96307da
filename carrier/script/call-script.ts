import { CarrierError } from '../errors.ts'

/** One line of a scripted call. */
export type ScriptStep = { readonly line: number; readonly source: string } & StepAction

export type StepAction =
  | { readonly does: 'agent-says'; readonly words: string }
  | { readonly does: 'caller-says'; readonly words: string }
  | { readonly does: 'caller-interrupts'; readonly after: string; readonly words: string }
  | { readonly does: 'caller-presses'; readonly digits: string }
  | { readonly does: 'caller-stays-silent'; readonly seconds: number }
  | { readonly does: 'caller-hangs-up' }
  | { readonly does: 'agent-hangs-up' }

/** A script that cannot be read. The message names the line. */
export class BadScript extends CarrierError {
  override readonly code = 'bad-script'
}

/**
 * Reads a scripted call: one step a line, `#` begins a comment line.
 * @throws {BadScript}
 */
export function parseCallScript(text: string): readonly ScriptStep[] {
  const steps = text.split(/\r?\n/).flatMap((raw, index) => {
    const source = raw.trim()
    if (source === '' || source.startsWith('#')) return []
    return [{ line: index + 1, source, ...parseStep(source, index + 1) }]
  })
  if (steps.length === 0) throw new BadScript('The script has no steps.')
  return steps
}

function parseStep(source: string, line: number): StepAction {
  for (const [form, action] of forms) {
    const match = form.exec(source)
    if (match !== null) return action(match[1] ?? '', match[2] ?? '')
  }
  throw new BadScript(
    `Line ${line} is no step: "${source}". A step is "agent: words", "caller: words", ` +
      '"caller interrupts after "words": words", "caller presses 1", "caller is silent for 10 seconds", ' +
      '"caller hangs up" or "agent hangs up".',
  )
}

const forms: readonly [RegExp, (first: string, second: string) => StepAction][] = [
  // Words that are to be heard need something that can be compared.
  [/^agent:\s*(.*[\p{L}\p{N}].*)$/iu, (words) => ({ does: 'agent-says', words })],
  [/^caller:\s*(\S.*)$/i, (words) => ({ does: 'caller-says', words })],
  [
    /^caller interrupts after\s+["“](.*[\p{L}\p{N}].*?)["”]\s*:\s*(\S.*)$/iu,
    (after, words) => ({ does: 'caller-interrupts', after, words }),
  ],
  [/^caller presses\s+([0-9*#]{1,32})$/i, (digits) => ({ does: 'caller-presses', digits })],
  [
    /^caller is silent for\s+(\d{1,3}) seconds?$/i,
    (seconds) => ({ does: 'caller-stays-silent', seconds: Number(seconds) }),
  ],
  [/^caller hangs up$/i, () => ({ does: 'caller-hangs-up' })],
  [/^agent hangs up$/i, () => ({ does: 'agent-hangs-up' })],
]
