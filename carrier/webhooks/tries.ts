import type { Clock } from '../clock.ts'
import type { ConnectionOverrides, RetryCause } from './connection-overrides.ts'
import type { SendOutcome, Try } from './signed-sender.ts'

/** Sends a request, and again as often and for what causes its URL's fragment allows. */
export async function tryAndTryAgain(
  send: (attempt: Try) => Promise<SendOutcome>,
  { clock, overrides, signal: closing }: { clock: Clock } & Try,
): Promise<SendOutcome> {
  const total = new AbortController()
  const totalTimer = clock.after(overrides.totalTimeoutMs, () => total.abort())
  const signal = AbortSignal.any([total.signal, closing])
  try {
    for (let triesLeft = overrides.retries; ; triesLeft -= 1) {
      const outcome = await send({ overrides, signal })
      if (triesLeft <= 0 || signal.aborted || !isWorthRetrying(outcome, overrides)) return outcome
    }
  } finally {
    totalTimer.cancel()
  }
}

function isWorthRetrying(outcome: SendOutcome, { retryOn }: ConnectionOverrides): boolean {
  const cause = retryCauseOf(outcome)
  return cause !== undefined && retryOn.has(cause)
}

function retryCauseOf(outcome: SendOutcome): RetryCause | undefined {
  if (outcome.kind === 'not-connected') return 'ct'
  if (outcome.kind === 'timed-out') return 'rt'
  if (outcome.kind !== 'answered' || outcome.status < 400) return undefined
  return outcome.status < 500 ? '4xx' : '5xx'
}
