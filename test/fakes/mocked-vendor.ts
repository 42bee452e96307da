import { LLMock } from '@copilotkit/aimock'

/**
 * An independent stand-in for both vendors, for tests through their real kits. What a caller says decides the
 * answer: `callerSays` is any part of the caller's words.
 */
export async function openMockedVendor(): Promise<LLMock & AsyncDisposable> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 8, latency: 0 })
  mock.on({ userMessage: 'slow' }, { content: 'At last.' }, { streamingProfile: { ttft: 60_000 } })
  mock.on(
    { userMessage: 'cut' },
    { content: 'We are open every day of it' },
    { truncateAfterChunks: 2 },
  )
  mock.on({ userMessage: 'busy' }, { ...errorOf('rate_limit_error'), status: 429, retryAfter: 7 })
  mock.on({ userMessage: 'overloaded' }, { ...errorOf('overloaded_error'), status: 529 })
  mock.on({ userMessage: 'wrong key' }, { ...errorOf('authentication_error'), status: 401 })
  mock.on({ userMessage: 'Are you there?' }, { content: 'Yes' })
  mock.on({ userMessage: 'Goodbye', hasToolResult: false }, goodbye)
  mock.on({ hasToolResult: true }, { content: 'It is done.' })
  mock.on({ userMessage: /./ }, { content: 'Good morning, how can I help?' })
  await mock.start()
  return Object.assign(mock, { [Symbol.asyncDispose]: () => mock.stop() })
}

const goodbye = {
  content: 'Goodbye.',
  toolCalls: [{ id: 'call_1', name: 'end-call', arguments: '{}' }],
}

function errorOf(type: string) {
  return { error: { message: 'the vendor says', type } }
}
