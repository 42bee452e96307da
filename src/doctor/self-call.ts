import { z } from 'zod'
import { signatureOf } from '../twilio/sign-request.ts'
import { selfCheckPath } from '../voice/self-check.ts'
import { ask, type AskingParts, type Reply } from './ask.ts'

export interface SelfCallParts extends AskingParts {
  readonly account: { readonly accountSid: string; readonly authToken: string }
  /** What the signature is made for, wherever the request goes. */
  readonly appUrl: string
}

export type SelfCall = (baseUrl: string, how: 'signed' | 'unsigned') => Promise<Reply>

/** Asks a server what Twilio would ask it, only that no call comes of it. */
export function createSelfCall({ account, appUrl, ...asking }: SelfCallParts): SelfCall {
  const { accountSid, authToken } = account
  const fields = { AccountSid: accountSid }
  const signature = signatureOf({ authToken, url: appUrl + selfCheckPath, fields })
  return (baseUrl, how) =>
    ask(asking, baseUrl.replace(/\/+$/, '') + selfCheckPath, {
      method: 'POST',
      headers: {
        'user-agent': 'LegacyAI-Voice-Doctor',
        ...(how === 'signed' ? { 'x-twilio-signature': signature } : {}),
      },
      body: new URLSearchParams(fields),
    })
}

const SelfCheckAnswer = z.object({ instance: z.string().min(1) })
const ErrorAnswer = z.object({ error: z.object({ code: z.string() }) })

/** The process that answered, where one of ours did. */
export function instanceIn(reply: Reply): string | undefined {
  if (reply.kind === 'trouble' || reply.status !== 200) return undefined
  return SelfCheckAnswer.safeParse(jsonIn(reply.body)).data?.instance
}

/** Whether one of ours turned it away because of its signature. */
export function isSignatureRefusal(reply: Reply): boolean {
  if (reply.kind === 'trouble' || reply.status !== 403) return false
  return ErrorAnswer.safeParse(jsonIn(reply.body)).data?.error.code === 'signature-invalid'
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
