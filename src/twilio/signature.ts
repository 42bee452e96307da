import webhooks from 'twilio/lib/webhooks/webhooks.js'

/** An account whose requests we accept, and the tokens that it signs with. */
export interface TwilioAccount {
  readonly accountSid: string
  /** The current token first, then those that are still accepted during a rotation. */
  readonly authTokens: readonly string[]
  /** The local carrier's account counts only where the request comes from this machine. */
  readonly onlyFromLoopback: boolean
}

export interface SignedRequest {
  /** The whole public URL as the carrier was told it. */
  readonly url: string
  readonly signature: string | undefined
  readonly fromLoopback: boolean
}

export type FormFields = Readonly<Record<string, string | string[]>>

export interface SignedWebhook extends SignedRequest {
  /** Signed behind the URL; empty for a GET, whose fields are part of the URL. */
  readonly form: FormFields
  /** The account that the request names, wherever it does. */
  readonly accountSid: string | undefined
}

/**
 * Whose webhook this is, or `undefined` when no account signed it. An account that the request names is
 * the only one that counts: a token is never tried on another account's request.
 */
export function accountOfWebhook(
  accounts: readonly TwilioAccount[],
  request: SignedWebhook,
): TwilioAccount | undefined {
  const { accountSid, form, url } = request
  return accounts
    .filter((account) => accountSid === undefined || account.accountSid === accountSid)
    .find((account) => isSignedBy(account, request, { urls: [url], form }))
}

/** Whose socket this is. Twilio signs the URL of the TwiML, sometimes with a slash behind it. */
export function accountOfSocket(
  accounts: readonly TwilioAccount[],
  request: SignedRequest,
): TwilioAccount | undefined {
  const bare = request.url.replace(/\/$/, '')
  return accounts.find((account) =>
    isSignedBy(account, request, { urls: [bare, `${bare}/`], form: {} }),
  )
}

function isSignedBy(
  account: TwilioAccount,
  { signature, fromLoopback }: SignedRequest,
  { urls, form }: { urls: readonly string[]; form: FormFields },
): boolean {
  if (signature === undefined) return false
  if (account.onlyFromLoopback && !fromLoopback) return false
  return urls
    .filter((url) => URL.canParse(url))
    .some((url) =>
      account.authTokens.some(
        (token) => token !== '' && webhooks.validateRequest(token, signature, url, { ...form }),
      ),
    )
}
