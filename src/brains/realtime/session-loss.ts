import type { SpeechLoss } from '../../calls/speech-brain.ts'
import { modelFailure } from '../model-failure.ts'
import type { ServerProblem } from './server-events.ts'

/** Why there is no session any more. */
export interface Loss {
  readonly reason: SpeechLoss
  /** In words, for the owner. */
  readonly detail: string
}

/** Who was asked for a session, for the words of what went wrong. */
export interface AskedServer {
  /** In words, such as `OpenAI` or `The server at localhost:4020`. */
  readonly vendor: string
  readonly model: string
  readonly apiKey: string | undefined
}

/** No session was opened: the server answered with a status instead. */
export function refusedWith(status: number, body: string, asked: AskedServer): Loss {
  const { code, message, type } = problemIn(body)
  const error = Object.assign(new Error(message), { status, code, type })
  // Nothing of a caller was sent yet, so that none of it can be in what the server says.
  const { message: detail, needsOwner } = modelFailure(error, withItsWords(asked))
  const isForGood = needsOwner || (status < 500 && status !== 429 && status !== 408)
  return { reason: isForGood ? 'refused' : 'broken', detail }
}

function withItsWords({ apiKey, model, vendor }: AskedServer) {
  return { vendor, model, sayWhatItSays: { apiKey } }
}

function problemIn(body: string) {
  try {
    const { error } = JSON.parse(body) as { error?: Record<string, unknown> }
    return {
      code: error?.['code'],
      type: error?.['type'],
      message: typeof error?.['message'] === 'string' ? error['message'] : '',
    }
  } catch {
    return { code: undefined, type: undefined, message: '' }
  }
}

/** The connection failed, before or after it was open. */
export function brokenBy(error: Error, { model, vendor }: AskedServer): Loss {
  if (error.message.includes('handshake has timed out')) return neverReady(vendor)
  return { reason: 'broken', detail: modelFailure(error, { vendor, model }).message }
}

export function neverReady(vendor: string): Loss {
  return { reason: 'never-ready', detail: `${vendor} did not come up in time` }
}

export function deadConnection(vendor: string): Loss {
  return { reason: 'broken', detail: `${vendor} is not heard of any more` }
}

const goingAway = 1001
/** A party broke the rules; and what the vendor closes with when it takes offence at a request. */
const offended: ReadonlySet<number> = new Set([1008, 3000, 4000, 4001, 4003])

export function closedWith(code: number, reason: string, { vendor }: AskedServer): Loss {
  if (code === goingAway || reason.includes('session_expired')) return expired(vendor)
  if (offended.has(code)) {
    return { reason: 'refused', detail: `${vendor} closed the session as not allowed (${code})` }
  }
  return { reason: 'broken', detail: `${vendor} closed the connection (${code})` }
}

function expired(vendor: string): Loss {
  return {
    reason: 'expired',
    detail: `${vendor} ended the session: it had lasted as long as it may`,
  }
}

/** Errors that no other session would be spared, by the status that a request would have been answered with. */
const statusOfRefusals: Readonly<Record<string, number>> = {
  invalid_api_key: 401,
  account_deactivated: 403,
  insufficient_quota: 429,
  billing_hard_limit_reached: 402,
  model_not_found: 404,
  invalid_model: 404,
}

/** What an error of the server ends; `undefined`: the session survives it. */
export function lossIn(problem: Pick<ServerProblem, 'code'>, asked: AskedServer): Loss | undefined {
  const code = problem.code ?? ''
  const { model, vendor } = asked
  if (code === 'session_expired') return expired(vendor)
  if (code === 'beta_api_shape_disabled') {
    return { reason: 'refused', detail: `${vendor} speaks another version of its protocol` }
  }
  const status = Object.hasOwn(statusOfRefusals, code) ? statusOfRefusals[code] : undefined
  if (status === undefined) return undefined
  return { reason: 'refused', detail: modelFailure({ status, code }, { vendor, model }).message }
}

/** The session was not configured as it was asked to be. Its words are about settings, and no caller's. */
export function settingsRefused(
  problem: ServerProblem,
  { apiKey = '', vendor }: AskedServer,
): Loss {
  const words = (problem.message ?? '').replaceAll(/\s+/g, ' ').slice(0, 160)
  const says = apiKey === '' ? words : words.replaceAll(apiKey, 'the key')
  const about = problemInWords(problem)
  return { reason: 'refused', detail: `${vendor} did not accept the session (${about}): ${says}` }
}

/** An error by its names alone: its message may repeat what a caller said. */
export function problemInWords({ code, param, type }: Partial<ServerProblem>): string {
  const names = [code ?? type, param].filter((one) => /^[\w.[\]-]{1,80}$/.test(one ?? ''))
  return names.length === 0 ? 'an error without a name' : names.join(', ')
}
