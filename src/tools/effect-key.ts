import { createHash } from 'node:crypto'

/** The name of an effect by its meaning: the same parts give the same key, in any spelling of words. */
export function effectKey(...parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map(normalised)))
    .digest('hex')
}

function normalised(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
}
