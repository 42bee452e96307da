import type { Clock } from '../clock.ts'
import type { WebhookClient } from '../webhooks/webhook-client.ts'
import type { StreamAttributes } from './stream-attributes.ts'

export type StreamEvent = 'stream-started' | 'stream-stopped' | 'stream-error'

/** Tells the server how a media stream gets on, where it wants to know; each after the answer to the one before. */
export interface StreamReports {
  tell(event: StreamEvent, error?: string): void
}

export interface StreamReportsParts {
  readonly attributes: Pick<StreamAttributes, 'statusCallback' | 'name'>
  readonly accountSid: string
  readonly callSid: string
  readonly streamSid: string
  readonly webhooks: Pick<WebhookClient, 'inform'>
  readonly clock: Clock
}

export function createStreamReports(parts: StreamReportsParts): StreamReports {
  const { attributes, accountSid, callSid, streamSid, webhooks, clock } = parts
  const { statusCallback, name } = attributes
  let inOrder: Promise<void> = Promise.resolve()
  let hasStarted = false

  return {
    tell(event, error) {
      hasStarted ||= event === 'stream-started'
      // A call that ends while its stream is being connected has none that could stop.
      if (statusCallback === undefined || (event === 'stream-stopped' && !hasStarted)) return
      const parameters = {
        AccountSid: accountSid,
        CallSid: callSid,
        StreamSid: streamSid,
        StreamName: name ?? streamSid,
        StreamEvent: event,
        ...(error !== undefined && { StreamError: error }),
        Timestamp: clock.now().toISOString(),
      }
      const report = () => webhooks.inform({ callSid, ...statusCallback, parameters })
      inOrder = inOrder.then(report)
    },
  }
}
