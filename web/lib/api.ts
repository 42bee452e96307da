import { ApiError } from '../../src/contract/index.ts'
import type { z } from 'zod'

/** Asks the server. Every answer is checked against its schema; every failure is a `RequestFailed`. */
export function createApi({ fetch, deadlineMs = 15_000 }: ApiNeeds): Api {
  return {
    async request({ method = 'GET', path, search, body, schema, signal, alsoFine = [], ...rest }) {
      const deadline = AbortSignal.timeout(rest.deadlineMs ?? deadlineMs)
      const response = await fetch(path + queryOf(search), {
        credentials: 'same-origin',
        ...(method === 'GET' ? {} : change(method, body)),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      }).catch((cause: unknown) => {
        if (signal?.aborted === true) throw cause
        throw new RequestFailed({ status: 0, code: 'unreachable', message: 'No answer', cause })
      })
      const answer: unknown = await response.json().catch(() => undefined)
      if (!response.ok && !alsoFine.includes(response.status))
        throw refusalOf(response.status, answer)
      const parsed = schema.safeParse(answer)
      if (parsed.success) return parsed.data
      throw new RequestFailed({
        status: response.status,
        code: 'unreadable',
        message: 'The server answered in a form that this page does not know.',
        cause: parsed.error,
      })
    },
  }
}

export interface ApiNeeds {
  readonly fetch: typeof globalThis.fetch
  readonly deadlineMs?: number
}

export interface Api {
  request<Schema extends z.ZodType>(request: ApiRequest<Schema>): Promise<z.output<Schema>>
}

export interface ApiRequest<Schema> {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly search?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  readonly schema: Schema
  readonly signal?: AbortSignal
  /** For an answer that takes longer than others. */
  readonly deadlineMs?: number
  /** Statuses that carry an answer of the schema besides the 2xx ones. */
  readonly alsoFine?: readonly number[]
}

/** `code` is the server's own, or `unreachable` (no answer) or `unreadable` (not the contract's form). */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  readonly status: number
  readonly code: string

  constructor({ status, code, message, cause }: RequestFailure) {
    super(message, { cause })
    this.status = status
    this.code = code
  }
}

interface RequestFailure {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly cause?: unknown
}

function change(method: string, body: unknown = {}): RequestInit {
  const headers = { 'content-type': 'application/json' }
  return { method, headers, body: JSON.stringify(body) }
}

function refusalOf(status: number, answer: unknown): RequestFailed {
  const parsed = ApiError.safeParse(answer)
  // A proxy in front of a stopped server answers 502 to 504 in words of its own.
  const code = status >= 502 && status <= 504 ? 'unreachable' : `status-${String(status)}`
  return parsed.success
    ? new RequestFailed({ status, ...parsed.data.error })
    : new RequestFailed({ status, code, message: `The server answered ${String(status)}.` })
}

function queryOf(search: ApiRequest<unknown>['search'] = {}): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}
