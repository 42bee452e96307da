import { BrainFailed, type BrainFailedOptions } from '../calls/brain-failed.ts'

/** Whose model was asked, for the words of its failures. */
export interface AskedModel {
  /** Such as `Claude`. */
  readonly vendor: string
  readonly model: string
  /**
   * Nothing of a caller was in the request, so that the vendor's words may be repeated, but for this key of ours.
   * Absent: it may repeat what a caller said, and what it says is left out.
   */
  readonly sayWhatItSays?: { readonly apiKey: string | undefined }
}

/**
 * What went wrong between us and a vendor, in words for the owner. It reads what the errors of both vendors'
 * kits have in common; words of the vendor are repeated only where they concern the owner's account, and no
 * caller's can be among them.
 */
export function modelFailure(error: unknown, asked: AskedModel): BrainFailed {
  if (error instanceof BrainFailed) return error
  const { code, headers, message, status, type } = readError(error)
  if (status === undefined) return withoutStatus(error, asked)
  const retryAfterMs = waitAskedFor(headers)
  const [says, more] = wordsFor({ code, message, status, type }, asked)
  const { sayWhatItSays: mayRepeat } = asked
  const ofVendor = mayRepeat && concernsAccount.has(status) ? vendorsWords(error, mayRepeat) : ''
  return new BrainFailed(`${asked.vendor} ${says} (${status})${ofVendor}`, {
    retryAfterMs,
    ...more,
  })
}

/** Not 401, where a vendor may repeat the key, and not 400, where it may repeat what a caller said. */
const concernsAccount: ReadonlySet<number> = new Set([402, 403, 404])

interface VendorError {
  readonly status: number | undefined
  readonly type: string | undefined
  readonly code: string | undefined
  readonly message: string
  readonly headers: Headers | undefined
}

function readError(error: unknown): VendorError {
  const found = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >
  const { status, type, code, headers } = found
  return {
    status: typeof status === 'number' ? status : undefined,
    type: typeof type === 'string' ? type : undefined,
    code: typeof code === 'string' ? code : undefined,
    message: error instanceof Error ? error.message : '',
    headers: headers instanceof Headers ? headers : undefined,
  }
}

type Words = readonly [says: string, more?: BrainFailedOptions]

function wordsFor(
  error: Omit<VendorError, 'headers'> & { status: number },
  { model }: AskedModel,
): Words {
  const { status } = error
  if (isAboutCredit(error)) return ['has no credit left', { needsOwner: true }]
  const known = byStatus[status]
  if (known) return known
  if (status === 404)
    return [`has no model ${model}, or nothing at this address`, { needsOwner: true }]
  return status >= 500 ? ['has trouble of its own'] : ['did not accept the request']
}

/** One says so as a wrong request, the other as too many. */
function isAboutCredit({ code, message, status, type }: Omit<VendorError, 'headers'>): boolean {
  if (code === 'insufficient_quota' || type === 'billing_error') return true
  return status === 400 && /credit balance/i.test(message)
}

const byStatus: Readonly<Record<number, Words>> = {
  401: ['refused the key', { needsOwner: true }],
  402: ['wants to be paid first', { needsOwner: true }],
  403: ['does not allow this key to do that', { needsOwner: true }],
  408: ['took too long', { why: 'too-slow' }],
  429: ['is asked more often than it allows'],
  504: ['took too long', { why: 'too-slow' }],
  529: ['is overloaded'],
}

function withoutStatus(error: unknown, { vendor }: AskedModel): BrainFailed {
  if (isOfReading(error)) return unreadable(vendor)
  const { type } = readError(error)
  if (type !== undefined) {
    const inWords = /^\w{1,60}$/.test(type) ? ` (${type})` : ''
    return new BrainFailed(`${vendor} broke off its answer${inWords}`)
  }
  const name = error instanceof Error ? error.constructor.name : ''
  if (name === 'APIConnectionTimeoutError') {
    return new BrainFailed(`${vendor} did not answer in time`, { why: 'too-slow' })
  }
  const code = networkCode(error)
  const inWords = code === undefined ? '' : ` (${code})`
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH)/.test(code ?? '')) {
    return new BrainFailed(`${vendor} cannot be reached${inWords}`)
  }
  return new BrainFailed(`The connection to ${vendor.replace(/^The /, 'the ')} broke${inWords}`)
}

/** What is no JSON ends in the first; what has another shape than all answers have, in the second. */
function isOfReading(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof TypeError
}

/** What came is nothing that such a model sends, such as the page of a website. */
export function unreadable(vendor: string): BrainFailed {
  return new BrainFailed(`${vendor} sent something that cannot be read`, { why: 'malformed' })
}

/** Node's code, such as `ECONNREFUSED`, from as deep as it lies. */
function networkCode(error: unknown): string | undefined {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const inside = one instanceof AggregateError ? (one.errors[0] as unknown) : one
    const code = inside instanceof Error && 'code' in inside ? inside.code : undefined
    if (typeof code === 'string' && /^[A-Z_]{3,60}$/.test(code)) return code
  }
  return undefined
}

/** `retry-after` in milliseconds; the dates that it may also hold are not sent by these vendors. */
function waitAskedFor(headers: Headers | undefined): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN)
  const waitMs = Number.isFinite(exact) ? exact : seconds * 1_000
  return Number.isFinite(waitMs) && waitMs >= 0 ? Math.min(waitMs, longestWaitMs) : undefined
}

const longestWaitMs = 3_600_000

/** What the vendor says about the owner's account or settings. */
function vendorsWords(error: unknown, { apiKey = '' }: { apiKey: string | undefined }): string {
  if (!(error instanceof Error)) return ''
  const words = error.message
    .replaceAll(apiKey === '' ? /(?!)/g : apiKey, 'the key')
    .replace(/^\d{3} /, '')
    .replaceAll(/\b(sk|key)-[\w*-]+/g, 'the key')
    .replaceAll(/\s+/g, ' ')
  return words.startsWith('{') || words === '' ? '' : `: ${words.slice(0, 160)}`
}
