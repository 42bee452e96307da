import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * A token that only the carrier of this call can present: it travels in the TwiML and comes back in the
 * socket's first message. Every instance that knows the account's token can check it.
 */
export function callToken({ callSid, authToken }: { callSid: string; authToken: string }): string {
  return createHmac('sha256', authToken).update(`call-token:${callSid}`).digest('base64url')
}

export function isCallToken(
  token: string,
  { callSid, authTokens }: { callSid: string; authTokens: readonly string[] },
): boolean {
  const presented = Buffer.from(token)
  return authTokens.some((authToken) => {
    const expected = Buffer.from(callToken({ callSid, authToken }))
    return presented.length === expected.length && timingSafeEqual(presented, expected)
  })
}
