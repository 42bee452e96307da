import { AppError } from '../lib/errors.ts'

/** An answer that is no success, with its status. The message is shown to whoever asked. */
export class HttpError extends AppError {
  override readonly code: string
  readonly statusCode: number

  constructor(statusCode: number, { code, message }: { code: string; message: string }) {
    super(message)
    this.statusCode = statusCode
    this.code = code
  }
}

export function notFound(what: string): HttpError {
  return new HttpError(404, { code: 'not-found', message: `There is no such ${what}` })
}

export function signInNeeded(): HttpError {
  return new HttpError(401, {
    code: 'sign-in-needed',
    message: 'Please sign in. A fresh link is printed by: npm run sign-in',
  })
}
