import { AppError, describeError } from '../lib/errors.ts'

/** No answer came from Twilio's REST API. What was asked may have been done all the same. */
export class TwilioUnreachable extends AppError {
  override readonly code = 'twilio-unreachable'
  override readonly retryable = true
  /** Node's code for what happened on the network, such as `ECONNREFUSED`. */
  readonly networkCode: string

  constructor(networkCode: string) {
    super(`Twilio cannot be reached: ${networkWords[networkCode] ?? networkCode}`)
    this.networkCode = networkCode
  }
}

/** What went wrong with a request to Twilio, for programs and for people. */
export interface RestProblem {
  /** Stable, such as `wrong-credentials`. */
  readonly code: string
  /** For the owner; it may name a phone number, so it is nothing for the log. */
  readonly words: string
  /** Whether the same request may work later; after `twilio-unreachable` it may have been done already. */
  readonly retryable: boolean
  /** Twilio's own number for it, such as 20003. */
  readonly twilioCode: number | undefined
}

/** Puts what the REST client threw into words. Takes anything, and never throws. */
export function restProblem(error: unknown): RestProblem {
  if (error instanceof TwilioUnreachable) {
    return { code: error.code, words: error.message, retryable: true, twilioCode: undefined }
  }
  const status = numberAt(error, 'status')
  const twilioCode = numberAt(error, 'code')
  if (status === undefined) return unreadable(error)
  const known = byTwilioCode[twilioCode ?? 0] ?? byStatus(status)
  if (known) return { ...known, retryable: retryableCodes.has(known.code), twilioCode }
  return refused(error, { status, twilioCode })
}

function refused(
  error: unknown,
  { status, twilioCode }: { status: number; twilioCode: number | undefined },
): RestProblem {
  const reason = textAt(error, 'detail') ?? textAt(error, 'message') ?? `status ${status}`
  const number = twilioCode === undefined ? '' : ` (error ${twilioCode})`
  const words = `Twilio refuses the request: ${reason}${number}`
  return { code: 'refused', words, retryable: false, twilioCode }
}

function unreadable(error: unknown): RestProblem {
  const words = `Twilio’s answer could not be read: ${describeError(error)}`
  return { code: 'unreadable-answer', words, retryable: false, twilioCode: undefined }
}

interface KnownProblem {
  readonly code: string
  readonly words: string
}

const networkWords: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name cannot be looked up; is this machine on the internet?',
  EAI_AGAIN: 'its name cannot be looked up; is this machine on the internet?',
  ECONNREFUSED: 'nobody takes the connection',
  ECONNRESET: 'the connection was cut',
  ECONNABORTED: 'no answer came in time',
  ETIMEDOUT: 'no answer came in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is not trusted; does something stand in between?',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate is not trusted; does something stand in between?',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the certificate is not trusted; does something stand in between?',
}

const wrongCredentials: KnownProblem = {
  code: 'wrong-credentials',
  words: 'Twilio refuses the account SID and the auth token: they do not belong together',
}
const tooManyRequests: KnownProblem = {
  code: 'too-many-requests',
  words: 'Twilio says that there are too many requests at the moment',
}
const notFound: KnownProblem = { code: 'not-found', words: 'Twilio knows nothing of that name' }
const failed: KnownProblem = { code: 'twilio-failed', words: 'Twilio has a problem of its own' }

const retryableCodes: ReadonlySet<string> = new Set(['too-many-requests', 'twilio-failed'])

const callee = { code: 'number-not-callable' }
const from = { code: 'caller-id-refused' }

/** What people meet, by Twilio's number for it. */
const byTwilioCode: Readonly<Record<number, KnownProblem>> = {
  10004: {
    code: 'too-many-requests',
    words: 'Too many calls are going on for this Twilio account',
  },
  20003: wrongCredentials,
  20005: { code: 'account-suspended', words: 'The Twilio account is not active' },
  20008: {
    code: 'test-credentials',
    words: 'These are Twilio’s test credentials, with which nothing real can be done',
  },
  20404: notFound,
  20429: tooManyRequests,
  21205: { code: 'address-refused', words: 'Twilio does not accept the address of this server' },
  21210: { ...from, words: 'The number to call from is not verified with Twilio' },
  21211: { ...callee, words: 'That is no number that can be called' },
  21212: { ...from, words: 'The number to call from is not a number of the Twilio account' },
  21214: { ...callee, words: 'That number cannot be reached' },
  21215: {
    code: 'country-not-allowed',
    words: 'The Twilio account may not call that country; see Voice > Settings > Geo permissions',
  },
  21216: { ...callee, words: 'Twilio does not allow calls to that number' },
  21217: { ...callee, words: 'That is no number that can be called' },
  21219: {
    code: 'trial-account',
    words: 'A trial account calls verified numbers only; verify that one, or upgrade the account',
  },
  21220: { code: 'call-over', words: 'That call is not going on any more' },
}

function byStatus(status: number | undefined): KnownProblem | undefined {
  if (status === undefined) return undefined
  if (status >= 500) return failed
  return { 401: wrongCredentials, 404: notFound, 429: tooManyRequests }[status]
}

/** Read from the error as it is: `message` is not among what a copy of an error holds. */
function partAt(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
}

function numberAt(error: unknown, name: string): number | undefined {
  const value = partAt(error, name)
  return typeof value === 'number' ? value : undefined
}

function textAt(error: unknown, name: string): string | undefined {
  const value = partAt(error, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}
