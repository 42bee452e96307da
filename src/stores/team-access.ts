/**
 * Who may look at calls: members of the team by one-time links and sessions, programs by keys. Secrets are
 * told once, when they are made; only their digests are kept. The time is always the caller's to say.
 */
export interface TeamAccess {
  /** A link for one sign-in within ten minutes. Makes the member, the first of all as the owner. */
  createSignInLink(link: { email: string; now: Date }): Promise<{ token: string }>
  /** Works once, however many ask at once. */
  redeemSignInLink(link: { token: string; now: Date }): Promise<RedeemedLink>
  findSession(session: { token: string; now: Date }): Promise<Member | undefined>
  endSession(session: { token: string }): Promise<void>
  createApiKey(apiKey: { name: string; now: Date }): Promise<{ id: string; key: string }>
  findApiKey(apiKey: { key: string; now: Date }): Promise<ApiKeyHolder | undefined>
  /** Newest first, revoked ones too. */
  listApiKeys(): Promise<readonly ApiKey[]>
  /** Doing it twice is no error; `false`: there is no such key. */
  revokeApiKey(apiKey: { id: string; now: Date }): Promise<boolean>
}

export type RedeemedLink =
  | { readonly signedIn: true; readonly sessionToken: string; readonly member: Member }
  | { readonly signedIn: false; readonly reason: 'unknown' | 'used' | 'expired' }

export interface Member {
  readonly id: string
  readonly email: string
  readonly name: string | undefined
  readonly role: 'owner' | 'member'
}

export interface ApiKeyHolder {
  readonly id: string
  readonly name: string
}

export interface ApiKey extends ApiKeyHolder {
  /** How the key begins, to tell it from others. */
  readonly prefix: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | undefined
  readonly revokedAt: Date | undefined
}

export const signInLinkMinutes = 10
export const sessionDays = 30
