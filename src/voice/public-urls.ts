/** Where the carrier finds us, from outside. Everything signed is checked against these. */
export interface PublicUrls {
  /** The public form of a request's target, such as `/webhooks/voice?x=1`. */
  http(target: string): string
  socket(target: string): string
}

export function createPublicUrls({
  appUrl,
  socketUrl,
}: {
  appUrl: string
  /** The sockets' base where it differs from `appUrl`. */
  socketUrl: string | undefined
}): PublicUrls {
  const httpBase = appUrl.replace(/\/$/, '')
  const socketBase = (socketUrl ?? httpBase.replace(/^http/, 'ws')).replace(/\/$/, '')
  return {
    http: (target) => httpBase + target,
    socket: (target) => socketBase + target,
  }
}
