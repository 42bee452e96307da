import type { Clock } from '../lib/clock.ts'
import { errorCode } from '../lib/errors.ts'

/** What came back: an answer of any status, or Node's code for why none did. */
export type Reply =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Headers
      /** Its beginning; what stands behind that tells nothing more. */
      readonly body: string
    }
  | { readonly kind: 'trouble'; readonly code: string }

export interface AskingParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
}

/** Less than a check has, so that it can still say what happened. */
const answerWithinMs = 4_000
const longestBody = 16_384

/** Sends one request and follows no redirect. Never throws. */
export async function ask(
  { fetch: send, clock }: AskingParts,
  url: string,
  request: RequestInit = {},
): Promise<Reply> {
  const givenUp = new AbortController()
  const timer = clock.after(answerWithinMs, () => givenUp.abort())
  try {
    const { signal } = givenUp
    const response = await send(url, { ...request, redirect: 'manual', signal })
    const { status, headers } = response
    return { kind: 'answer', status, headers, body: await beginningOf(response) }
  } catch (error) {
    return { kind: 'trouble', code: givenUp.signal.aborted ? 'ETIMEDOUT' : codeOf(error) }
  } finally {
    timer.cancel()
  }
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length >= longestBody) break
  }
  return text.slice(0, longestBody)
}

/** `fetch` puts what happened behind its own error, sometimes more than one layer deep. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause === undefined) return errorCode(error) ?? 'unknown'
  return errorCode(cause) ?? codeOf(cause)
}
