import { RequestFailed } from '../../lib/api.ts'
import { failureWords } from '../../lib/failure-words.ts'

/** Why a link did not sign in, and whether another one is needed. */
export function refusedLinkWords(error: unknown): RefusedLink {
  if (!(error instanceof RequestFailed) || error.status === 0 || error.status >= 500) {
    return { title: 'The server did not answer', text: failureWords(error), needsFreshLink: false }
  }
  if (error.status === 429) {
    return {
      title: 'Too many attempts',
      text: 'Wait a minute, then press the button again. Your link is still good.',
      needsFreshLink: false,
    }
  }
  return { ...(known[error.code] ?? unknownLink), needsFreshLink: true }
}

export interface RefusedLink {
  readonly title: string
  readonly text: string
  readonly needsFreshLink: boolean
}

const unknownLink = {
  title: 'This link does not sign in',
  text: 'It is not known here. It may be cut short, or it belongs to another installation.',
}

const known: Record<string, Omit<RefusedLink, 'needsFreshLink'> | undefined> = {
  'link-used': {
    title: 'This link was used already',
    text: 'Each link works once. A fresh one takes a few seconds.',
  },
  'link-expired': {
    title: 'This link has expired',
    text: 'Links work for 10 minutes.',
  },
  'link-unknown': unknownLink,
}
