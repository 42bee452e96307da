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

/**
 * Whose webhook this is, or `undefined` when no account signed it. The account is the one that the form
 * names: a token is never tried on another account's request.
 */
export function accountOfWebhook(
  accounts: readonly TwilioAccount[],
  request: SignedRequest & { readonly fields: FormFields },
): TwilioAccount | undefined {
  const named = accounts.find((account) => account.accountSid === request.fields['AccountSid'])
  return named && isSignedBy(named, request, [request.url], request.fields) ? named : undefined
}

/** Whose socket this is. Twilio signs the URL of the TwiML, sometimes with a slash behind it. */
export function accountOfSocket(
  accounts: readonly TwilioAccount[],
  request: SignedRequest,
): TwilioAccount | undefined {
  const bare = request.url.replace(/\/$/, '')
  return accounts.find((account) => isSignedBy(account, request, [bare, `${bare}/`], {}))
}

function isSignedBy(
  account: TwilioAccount,
  { signature, fromLoopback }: SignedRequest,
  urls: readonly string[],
  fields: FormFields,
): boolean {
  if (signature === undefined) return false
  if (account.onlyFromLoopback && !fromLoopback) return false
  return urls.some((url) =>
    account.authTokens.some((token) =>
      webhooks.validateRequest(token, signature, url, { ...fields }),
    ),
  )
}
