import { z } from 'zod'
import type { Tool } from '../calls/tool.ts'

const EndCallArguments = z.object({})
export type EndCallArguments = z.infer<typeof EndCallArguments>

/** Ends the call once the goodbye has been heard. */
export function createEndCall(): Tool<EndCallArguments> {
  return {
    name: 'end-call',
    description:
      'Ends the call after everything you say with it has been heard. Use it when the caller has said ' +
      'that nothing else is needed or has said goodbye, and say goodbye yourself.',
    parameters: EndCallArguments,
    effectKey: () => undefined,
    run(_args, { call }, signal) {
      signal.throwIfAborted()
      return Promise.resolve({
        ok: true,
        receipt: {
          kind: 'call-ending',
          reference: call.id,
          summary: 'The call ends after the goodbye.',
          facts: {},
        },
        afterwards: 'hang-up',
      })
    },
  }
}
