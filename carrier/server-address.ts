/**
 * Where a URL of the server is really reached. The server is known to the world by its public address,
 * and that is what is signed; from here it is reached on this machine, as through a tunnel. An address
 * that is neither the server's nor this machine's is refused: a stand-in never calls strangers.
 */
export interface ServerAddress {
  locate(url: string): Located | undefined
}

export interface Located {
  /** Where to connect. */
  readonly target: URL
  /** What a tunnel would add. */
  readonly headers: Readonly<Record<string, string>>
}

export interface ServerAddresses {
  /** Where the server listens, such as `http://127.0.0.1:3000`. Read at each request, since it may change. */
  readonly localUrl: string
  /** The address that it gives to the world, such as `https://phone.example.com`. */
  readonly publicUrl: string
  /** The base of its sockets, where that is another. */
  readonly socketUrl?: string | undefined
}

export function createServerAddress(addresses: ServerAddresses): ServerAddress {
  const publicBases = [addresses.publicUrl, addresses.socketUrl ?? []].flat().map(baseOf)
  return {
    locate(url) {
      if (!URL.canParse(url)) return undefined
      const wanted = new URL(url)
      wanted.hash = ''
      const base = publicBases.find((known) => belongsTo(wanted, known))
      if (base !== undefined) return located({ wanted, base, local: baseOf(addresses.localUrl) })
      return isThisMachine(wanted.hostname) ? { target: wanted, headers: {} } : undefined
    },
  }
}

interface Base {
  readonly origin: string
  /** Without a slash at the end. */
  readonly path: string
}

function located({ wanted, base, local }: { wanted: URL; base: Base; local: Base }): Located {
  const isSocket = wanted.protocol.startsWith('ws')
  const origin = isSocket ? local.origin.replace(/^http/, 'ws') : local.origin
  const path = wanted.pathname.slice(base.path.length)
  return {
    target: new URL(`${origin}${local.path}${path}${wanted.search}`),
    headers: {
      host: wanted.host,
      'x-forwarded-host': wanted.host,
      'x-forwarded-proto': base.origin.startsWith('https') ? 'https' : 'http',
    },
  }
}

function belongsTo(url: URL, base: Base): boolean {
  if (webOrigin(url) !== base.origin) return false
  return url.pathname === base.path || url.pathname.startsWith(`${base.path}/`)
}

function baseOf(url: string): Base {
  const parsed = new URL(url)
  return { origin: webOrigin(parsed), path: parsed.pathname.replace(/\/+$/, '') }
}

// `ws:` has no origin of its own in URL; a socket belongs to the site that serves it.
function webOrigin(url: URL): string {
  return `${url.protocol.replace(/^ws/, 'http')}//${url.host}`
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}
