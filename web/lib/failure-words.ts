import { RequestFailed } from './api.ts'

/** Says in words for people why something could not be shown or done. */
export function failureWords(error: unknown): string {
  if (!(error instanceof RequestFailed)) return 'Something unexpected happened in this page.'
  if (error.code === 'unreachable') {
    return 'The server does not answer. Check that it is running, then try again.'
  }
  if (error.status === 429)
    return 'That was too often in a short time. Wait a minute, then try again.'
  return error.message
}
