import { createHash } from 'node:crypto'

/** Random bytes, handed in so that nothing makes secrets behind our back. */
export type RandomBytes = (size: number) => Buffer

/** A secret of 256 bits that can stand in a URL or a header. */
export function makeSecret(randomBytes: RandomBytes): string {
  return randomBytes(32).toString('base64url')
}

/** A program's key: people and secret scanners know it by how it begins. */
export function makeApiKey(randomBytes: RandomBytes): string {
  return `lav_${makeSecret(randomBytes)}`
}

/** What is kept of a secret. It is random and long, so a fast digest without salt is enough. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Enough to recognise a key in a list, too little to guess it. */
export function prefixOf(apiKey: string): string {
  return apiKey.slice(0, 10)
}
