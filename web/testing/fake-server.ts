import type {
  CallDetail,
  CallSummary,
  Customer,
  DoctorReport,
  Health,
  Session,
  Task,
} from '../../src/contract/index.ts'
import { aLiveCall, aRecord, aReport, aSession } from './builders.ts'

/** Answers the dashboard's requests from memory, and can be told to fail. Unknown requests throw. */
export class FakeServer {
  /** How the agent is spoken with. */
  talksIn: Session['talksIn'] = 'words'
  isSignedIn = true
  calls: CallSummary[] = []
  records: CallDetail[] = []
  tasks: Task[] = []
  customers: Customer[] = []
  health: Pick<Health, 'status' | 'reasons'> = { status: 'healthy', reasons: [] }
  report: DoctorReport = aReport()
  /** What the checks come to once something was mended. */
  mendedReport: DoctorReport = aReport()
  pageSize = 100
  /** How `POST /api/session` refuses a link; unset: it signs in. */
  linkRefusal: Refusal | undefined
  readonly requests: string[] = []
  /** The bodies that came with changes, oldest first. */
  readonly bodies: unknown[] = []
  readonly #failures = new Map<string, Refusal | 'unreachable' | 'silent'>()

  /** From now on requests that begin like this fail, for example `GET /api/calls`. */
  fails(request: string, how: Refusal | 'unreachable' | 'silent'): void {
    this.#failures.set(request, how)
  }

  mends(): void {
    this.#failures.clear()
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    if (typeof input !== 'string') throw new TypeError('The fake server knows only paths.')
    const { method = 'GET', body } = init ?? {}
    const url = new URL(input, 'http://dashboard.test')
    const request = `${method} ${url.pathname}${url.search}`
    this.requests.push(request)
    const failure = [...this.#failures].find(([start]) => request.startsWith(start))?.[1]
    if (failure === 'unreachable') throw new TypeError('Failed to fetch')
    if (failure === 'silent') return new Promise<never>(() => undefined)
    if (failure) return refuse(failure)
    return this.#answer({ method, url, given: this.#read(body) })
  }

  #read(body: unknown): unknown {
    if (typeof body !== 'string') return undefined
    const given: unknown = JSON.parse(body)
    this.bodies.push(given)
    return given
  }

  #answer(asked: Asked): Response {
    const { method, url } = asked
    const isOpen = url.pathname === '/health' || (method === 'POST' && isSession(url))
    if (!isOpen && !this.isSignedIn) {
      return refuse({ status: 401, code: 'sign-in-needed', message: 'Please sign in.' })
    }
    const route = this.#routes.find(([start]) => `${method} ${url.pathname}`.startsWith(start))
    if (!route) throw new Error(`The fake server has no ${method} ${url.pathname}.`)
    return route[1](asked)
  }

  readonly #routes: readonly (readonly [string, (asked: Asked) => Response])[] = [
    ['GET /health', () => this.#tellHealth()],
    ['POST /api/session', () => this.#signIn()],
    ['GET /api/session', () => Response.json({ ...aSession(), talksIn: this.talksIn })],
    ['DELETE /api/session', () => this.#signOut()],
    ['POST /api/calls/', () => Response.json({ state: 'hanging-up' }, { status: 202 })],
    ['POST /api/calls', ({ given }) => this.#placeCall(given)],
    ['GET /api/doctor', () => Response.json(this.report)],
    ['POST /api/doctor/fixes/', () => Response.json((this.report = this.mendedReport))],
    ['GET /api/calls/', ({ url }) => this.#record(lastPart(url))],
    ['GET /api/calls', ({ url }) => this.#page(url, this.calls)],
    ['GET /api/customers', ({ url }) => this.#page(url, this.customers)],
    ['GET /api/tasks', ({ url }) => this.#page(url, this.tasks)],
    ['PATCH /api/tasks/', ({ url, given }) => this.#complete(lastPart(url), given)],
  ]

  #tellHealth(): Response {
    const timestamp = '2026-03-02T15:00:00.000Z'
    const status = this.health.status === 'down' ? 503 : 200
    return Response.json({ ...this.health, agents: ['voice'], timestamp }, { status })
  }

  #signIn(): Response {
    if (this.linkRefusal) return refuse(this.linkRefusal)
    this.isSignedIn = true
    return Response.json(aSession())
  }

  #signOut(): Response {
    this.isSignedIn = false
    return new Response(undefined, { status: 204 })
  }

  #page(url: URL, all: readonly object[]): Response {
    const filters = [...url.searchParams].filter(([name]) => !['limit', 'cursor'].includes(name))
    const fitting = all.filter((one) =>
      filters.every(([name, value]) => {
        const field = name === 'phoneNumber' && 'from' in one ? 'from' : name
        return Object.entries(one).some(([key, has]) => key === field && has === value)
      }),
    )
    const start = Number(url.searchParams.get('cursor') ?? 0)
    const end = start + this.pageSize
    const nextCursor = end < fitting.length ? String(end) : null
    return Response.json({ items: fitting.slice(start, end), nextCursor })
  }

  #record(id: string): Response {
    const record = this.records.find((one) => one.id === id || one.callSid === id)
    if (record) return Response.json(record)
    return refuse({ status: 404, code: 'not-found', message: 'There is no such call' })
  }

  #placeCall(given: unknown): Response {
    const { to } = Object(given) as { to: string } // what the dashboard sends
    const call = aLiveCall({ number: 50, direction: 'outbound', phase: 'ringing', to })
    this.calls = [call, ...this.calls]
    this.records = [aRecord(call), ...this.records]
    return Response.json(call, { status: 201 })
  }

  #complete(id: string, given: unknown): Response {
    const task = this.tasks.find((one) => one.id === id)
    if (!task) return refuse({ status: 404, code: 'not-found', message: 'There is no such task' })
    const done = { ...task, ...Object(given), completedAt: '2026-03-02T16:00:00.000Z' } as Task // a copy of one
    this.tasks = this.tasks.map((one) => (one.id === id ? done : one))
    return Response.json(done)
  }
}

interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

interface Asked {
  readonly method: string
  readonly url: URL
  readonly given: unknown
}

function isSession({ pathname }: URL): boolean {
  return pathname === '/api/session'
}

function lastPart({ pathname }: URL): string {
  return decodeURIComponent(pathname.split('/').at(-1) ?? '')
}

function refuse({ status, code, message }: Refusal): Response {
  return Response.json({ error: { code, message } }, { status })
}
