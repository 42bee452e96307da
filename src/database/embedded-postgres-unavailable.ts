import { AppError } from '../lib/errors.ts'

/** The embedded PostgreSQL cannot be used here: the words say why and what to do about it. */
export class EmbeddedPostgresUnavailable extends AppError {
  override readonly code = 'embedded-postgres-unavailable'

  constructor(reason: string, options?: { cause?: unknown }) {
    super(`The embedded PostgreSQL cannot be used: ${reason}`, options)
  }
}

export function diskFull(folder: string, cause?: unknown): EmbeddedPostgresUnavailable {
  return new EmbeddedPostgresUnavailable(
    `the disk of ${folder} is full. Free at least 100 MB and start again.`,
    { cause },
  )
}

/** The way out when this machine cannot run it at all. */
export const useAnotherServer = 'Set DATABASE_URL to the address of a PostgreSQL server instead.'
