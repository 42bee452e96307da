/** Who signs in when nobody is named. */
export const ownerEmail = 'owner@localhost'

/** The token travels behind the `#`, which browsers send to no server and no log. */
export function signInUrl(appUrl: string, token: string): string {
  return `${appUrl}/sign-in#token=${token}`
}
