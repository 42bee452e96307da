import type { FastifyInstance } from 'fastify'
import type { SignedRequests } from './signed-requests.ts'

export const selfCheckPath = '/webhooks/self-check'

export interface SelfCheckParts {
  readonly signedRequests: SignedRequests
  /** Made up anew by each process. */
  readonly instance: string
}

/**
 * `POST /webhooks/self-check`: tells whoever signs like the carrier which process it has reached, so
 * that the doctor can take the way of a call from outside. Wants the scope that reads forms.
 */
export function registerSelfCheck(
  server: FastifyInstance,
  { signedRequests, instance }: SelfCheckParts,
): void {
  server.post(
    selfCheckPath,
    { preHandler: signedRequests.webhook, config: { rateLimit: false } },
    () => ({ instance }),
  )
}
