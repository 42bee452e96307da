import { AppError } from '../lib/errors.ts'
import { parseExpectation, type Expectation } from './expectation.ts'
import { parseGiven, type Given } from './given.ts'

/** A caller to rehearse with: what is so before the call, what happens in it, and what must come of it. */
export interface Scenario {
  /** From the file's name, such as `opening-hours`. */
  readonly name: string
  /** The first comment line: what this call is about. */
  readonly title: string
  readonly givens: readonly Given[]
  /** The steps of the call as a script of the carrier; the other lines are blank, so that numbers stay. */
  readonly script: string
  readonly expectations: readonly Expectation[]
}

/** A scenario file that cannot be read. The message names the line. */
export class BadScenario extends AppError {
  override readonly code = 'bad-scenario'
  override readonly retryable = false
}

/**
 * Reads a scenario: a script of the carrier (`caller: …`, `agent: …`), with lines `given …` for what is so
 * before the call and `expect …` for what must come of it.
 * @throws {BadScenario} naming the line that is none of these.
 */
export function parseScenario({ name, text }: { name: string; text: string }): Scenario {
  const givens: Given[] = []
  const expectations: Expectation[] = []
  const script = text.split(/\r?\n/).map((line, index) => {
    const [, word = '', rest = ''] = /^\s*(given|expect)\s+(.*\S)\s*$/i.exec(line) ?? []
    if (word === '') return line
    const known =
      word.toLowerCase() === 'given'
        ? keep(givens, parseGiven(rest))
        : keep(expectations, parseExpectation(rest))
    if (!known) throw new BadScenario(`${name}, line ${index + 1} is not known: "${line.trim()}"`)
    return ''
  })
  const title = /^\s*#\s*(.*\S)/.exec(text)?.[1] ?? name
  return { name, title, givens, script: script.join('\n'), expectations }
}

function keep<T>(list: T[], found: T | undefined): boolean {
  if (found !== undefined) list.push(found)
  return found !== undefined
}
