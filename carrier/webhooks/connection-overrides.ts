/** How a request is tried: Twilio's defaults, or what the URL's fragment asks for (`#rc=2&rp=5xx`). */
export interface ConnectionOverrides {
  readonly connectTimeoutMs: number
  /** For one try. */
  readonly readTimeoutMs: number
  /** For all tries together. */
  readonly totalTimeoutMs: number
  readonly retries: number
  readonly retryOn: ReadonlySet<RetryCause>
}

/** `ct`: could not connect; `rt`: no answer in time; or by the answer's status. */
export type RetryCause = '4xx' | '5xx' | 'ct' | 'rt'

export function connectionOverridesOf(url: string): ConnectionOverrides {
  const fields = new URLSearchParams(/#(.*)$/s.exec(url)?.[1] ?? '')
  const within = (name: string, bounds: Bounds) => numberWithin(fields.get(name), bounds)
  return {
    connectTimeoutMs: within('ct', { lowest: 100, highest: 10_000, otherwise: 5000 }),
    readTimeoutMs: within('rt', { lowest: 100, highest: 15_000, otherwise: 15_000 }),
    totalTimeoutMs: within('tt', { lowest: 100, highest: 15_000, otherwise: 15_000 }),
    retries: within('rc', { lowest: 0, highest: 5, otherwise: 1 }),
    retryOn: retryCauses(fields.get('rp')),
  }
}

const everyCause: readonly RetryCause[] = ['4xx', '5xx', 'ct', 'rt']

function retryCauses(text: string | null): ReadonlySet<RetryCause> {
  if (text === null) return new Set(['ct'])
  const asked = text.split(',')
  return new Set(everyCause.filter((cause) => asked.includes('all') || asked.includes(cause)))
}

interface Bounds {
  readonly lowest: number
  readonly highest: number
  readonly otherwise: number
}

function numberWithin(text: string | null, { lowest, highest, otherwise }: Bounds): number {
  if (text === null || !/^\d+$/.test(text)) return otherwise
  const number = Number(text)
  return number >= lowest && number <= highest ? number : otherwise
}
