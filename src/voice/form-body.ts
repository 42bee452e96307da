import type { FastifyInstance } from 'fastify'
import type { FormFields } from '../twilio/signature.ts'

/** Twilio's forms are about 2 kB; a longer one is not Twilio's. */
const formLimitBytes = 64 * 1024

/**
 * Reads form bodies, and no others, within the scope of this server. Every field is kept exactly as it
 * was sent: signatures cover all of them.
 */
export function acceptOnlyForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formLimitBytes },
    (_request, body, done) => done(null, parseForm(String(body))),
  )
}

export function parseForm(body: string): FormFields {
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields[name]
    // Added in place: nobody has signed this yet, and a field may stand in it thirty thousand times.
    if (Array.isArray(before)) before.push(value)
    else fields[name] = before === undefined ? value : [before, value]
  }
  return fields
}
