import { BrainFailed } from '../calls/brain-failed.ts'
import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { failed, ok, skipped, warning, type Check, type CheckResult } from './check.ts'
import type { ModelToCheck } from './model-check.ts'

/** Less than a check has, so that it can still say what happened. */
const opensWithinMs = 8_000
/** A session is opened while the caller hears who answers; what takes longer is heard as a silence. */
const soonEnoughMs = 2_000

/** Whether the model that listens and speaks opens a session, and soon enough. Nothing is said in it. */
export function createSpeechModelCheck(
  model: ModelToCheck | undefined,
  { clock }: { readonly clock: Clock },
): Check {
  return {
    id: 'speech-model',
    title: 'Model that speaks',
    run: () => (model ? lookAt(model, clock) : Promise.resolve(nobodyConfigured)),
  }
}

const nobodyConfigured = skipped(
  'No model that listens and speaks is configured: nobody answers on the channel media.',
  'OPENAI_API_KEY or OPENAI_REALTIME_URL in .env let one speak. The other channels need none.',
)

async function lookAt(model: ModelToCheck, clock: Clock): Promise<CheckResult> {
  const giveUp = new AbortController()
  const startedMs = clock.monotonicMs()
  const limit = { deadlineMs: opensWithinMs, what: model.vendor, clock }
  try {
    await withDeadline(model.check(giveUp.signal), limit)
  } catch (error) {
    return troubled(model, error)
  } finally {
    giveUp.abort()
  }
  return opened(model, clock.monotonicMs() - startedMs)
}

function opened({ model, vendor }: ModelToCheck, tookMs: number): CheckResult {
  const summary = `${vendor} opens a session with ${model} (${Math.round(tookMs)} ms).`
  if (tookMs <= soonEnoughMs) return ok(summary)
  return warning(
    summary,
    'Callers would wait: run the doctor again. If it stays so, look at the way from this machine to the server, ' +
      'or take one that is nearer.',
  )
}

function troubled(model: ModelToCheck, error: unknown): CheckResult {
  const words = error instanceof Error ? error.message : String(error)
  return failed(
    `${words.replace(/\.$/, '')}. Until that is mended, calls of the channel media are carried as words.`,
    adviceFor(words, { model, error }),
  )
}

const atVendors = 'platform.openai.com'

function adviceFor(
  words: string,
  { error, model: { model, vendor } }: { error: unknown; model: ModelToCheck },
): string {
  const place = /^The server at (.+)/.exec(vendor)?.[1] ?? atVendors
  const byStatus: Readonly<Record<string, string>> = {
    '401': `Make a new key at ${place}, put it into .env as OPENAI_API_KEY, and start the server again.`,
    '402': `Look at the balance of the account at ${place}.`,
    '403': `Look at ${place} what the key in OPENAI_API_KEY may do.`,
    '404': `Look whether OPENAI_REALTIME_MODEL (${model}) is written right, and OPENAI_REALTIME_URL if you set one.`,
    '429': `Look at ${place} whether the account has credit left, and how much it may ask.`,
  }
  const status = /\((\d{3})\)/.exec(words)?.[1] ?? ''
  if (status.startsWith('5'))
    return `That is for ${place} to mend, mostly within minutes. Then try again.`
  return (
    byStatus[status] ?? (error instanceof BrainFailed && error.needsOwner ? wrongSettings : noWay)
  )
}

const wrongSettings =
  'Look whether OPENAI_REALTIME_MODEL is a model for live speech, and OPENAI_REALTIME_URL, if you set one, leads to a ' +
  'server that talks as OpenAI’s Realtime server does.'
const noWay =
  'Look whether this machine is on the internet and lets WebSockets out, and whether the server of ' +
  'OPENAI_REALTIME_URL runs if you set one; then try again.'
