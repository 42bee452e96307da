import type { Surroundings } from './reception.ts'
import type { Understood } from './understand.ts'

/** The only one of the team whose name is in these words, written as the owner wrote it. */
export function namedMember(
  { tokens, introduced }: Understood,
  { agent: { team } }: Surroundings,
): string | undefined {
  const said = new Set(tokens.map(({ raw }) => raw))
  const named = team.members.filter(({ name }) => name.split(' ').some((word) => said.has(word)))
  return named.length === 1 && introduced === undefined ? named[0]?.name : undefined
}
