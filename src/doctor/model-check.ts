import { withDeadline } from '../lib/deadline.ts'
import type { Clock } from '../lib/clock.ts'
import { failed, ok, skipped, warning, type Check, type CheckResult } from './check.ts'

/** A model that is configured, as far as the doctor needs it. */
export interface ModelToCheck {
  /** As in the settings: `claude` or `openai`. */
  readonly name: string
  /** In words, such as `Claude`. */
  readonly vendor: string
  readonly model: string
  /** Rejects in words when the model does not answer one token. */
  check(signal: AbortSignal): Promise<void>
}

export interface ModelCheckParts {
  readonly clock: Clock
  /** How long callers wait for its first word, in milliseconds. */
  readonly firstWordWithinMs: number
}

const settings: Readonly<Record<string, { title: string; variables: string; consoles: string }>> = {
  claude: { title: 'Claude', variables: 'ANTHROPIC', consoles: 'platform.claude.com' },
  openai: { title: 'OpenAI', variables: 'OPENAI', consoles: 'platform.openai.com' },
}

/** One token is enough to know; who takes longer than this is of no use on the phone. */
const answersWithinMs = 8_000

/** Whether the models answer, and soon enough; without any the offline receptionist answers, which needs nothing. */
export function createModelChecks(
  models: readonly ModelToCheck[],
  parts: ModelCheckParts,
): readonly Check[] {
  return models.length === 0
    ? [nobodyConfigured]
    : models.map((one) => createModelCheck(one, parts))
}

const nobodyConfigured: Check = {
  id: 'models',
  title: 'Language models',
  run: () =>
    Promise.resolve(
      skipped(
        'No language model is configured: the offline receptionist answers.',
        'ANTHROPIC_API_KEY, OPENAI_API_KEY or OPENAI_BASE_URL in .env let a language model answer.',
      ),
    ),
}

function createModelCheck(
  model: ModelToCheck,
  { clock, firstWordWithinMs }: ModelCheckParts,
): Check {
  const { title = model.vendor } = settings[model.name] ?? {}
  return {
    id: `model-${model.name}`,
    title,
    async run() {
      const giveUp = new AbortController()
      const startedMs = clock.monotonicMs()
      const limit = { deadlineMs: answersWithinMs, what: model.vendor, clock }
      try {
        await withDeadline(model.check(giveUp.signal), limit)
      } catch (error) {
        return troubled(model, error)
      } finally {
        giveUp.abort()
      }
      return answered(model, { tookMs: clock.monotonicMs() - startedMs, firstWordWithinMs })
    },
  }
}

function answered(
  { model, vendor }: ModelToCheck,
  { firstWordWithinMs, tookMs }: { firstWordWithinMs: number; tookMs: number },
): CheckResult {
  const tookWords = `${Math.round(tookMs)} ms`
  if (tookMs <= firstWordWithinMs) return ok(`${vendor} answers with ${model} (${tookWords}).`)
  return warning(
    `${vendor} answers with ${model}, but took ${tookWords}.`,
    `After ${firstWordWithinMs} ms callers are answered by whoever comes next. The first answer after a pause is the ` +
      'slowest one; if it stays so, take a smaller model, or raise BRAIN_FIRST_WORD_MS.',
  )
}

function troubled(model: ModelToCheck, error: unknown): CheckResult {
  const words = error instanceof Error ? error.message : String(error)
  return failed(`${words}. Until then whoever comes next answers.`, adviceFor(words, model))
}

function adviceFor(words: string, { model, name, vendor }: ModelToCheck): string {
  const { consoles: vendors = 'its maker', variables = '' } = settings[name] ?? {}
  const consoles = /^The server at (.+)/.exec(vendor)?.[1] ?? vendors
  const byTrouble: Readonly<Record<string, string>> = {
    '400': `Look whether ${variables}_MODEL (${model}) is the name of a model for text that can use tools.`,
    '401': `Make a new key at ${consoles}, put it into .env as ${variables}_API_KEY, and start the server again.`,
    '402': `Look at the balance of the account at ${consoles}.`,
    '403': `Look at ${consoles} what the key in ${variables}_API_KEY may do.`,
    '404': `Look whether ${variables}_MODEL (${model}) is written right, and ${variables}_BASE_URL if you set one.`,
    '429': `Look at ${consoles} whether the account has credit left, and how much it may ask.`,
    '5xx': `That is for ${consoles} to mend, mostly within minutes. Then try again.`,
    unreadable: `Something else answers at that address: look whether ${variables}_BASE_URL is right.`,
  }
  return (
    byTrouble[troubleIn(words)] ??
    `Look whether this machine is on the internet, and whether the server of ${variables}_BASE_URL runs if you set one; then try again.`
  )
}

/** Mostly the status that stands in the words: 401, 404 and so on. */
function troubleIn(words: string): string {
  if (words.includes('no credit')) return '402'
  if (words.includes('cannot be read')) return 'unreadable'
  const status = /\((\d{3})\)/.exec(words)?.[1] ?? ''
  return status.startsWith('5') ? '5xx' : status
}
