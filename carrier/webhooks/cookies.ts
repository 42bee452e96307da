/** The cookies of each call: what the server sets in one answer comes back with the next request. */
export interface Cookies {
  /** The `Cookie` header for the call's next request; nothing when there is none to send. */
  headerFor(callSid: string): string | undefined
  /** `setCookies` are the `Set-Cookie` headers of an answer. */
  keep(callSid: string, setCookies: readonly string[]): void
}

export function createCookies(): Cookies {
  const jars = new Map<string, Map<string, string>>()

  function jarOf(callSid: string): Map<string, string> {
    const jar = jars.get(callSid) ?? new Map<string, string>()
    jars.set(callSid, jar)
    for (const oldest of jars.keys()) {
      if (jars.size > mostCalls) jars.delete(oldest)
    }
    return jar
  }

  return {
    headerFor(callSid) {
      const pairs = [...(jars.get(callSid) ?? [])].map(([name, value]) => `${name}=${value}`)
      return pairs.length === 0 ? undefined : pairs.join('; ')
    },
    keep(callSid, setCookies) {
      if (setCookies.length === 0) return
      const jar = jarOf(callSid)
      for (const setCookie of setCookies) {
        const [pair = '', ...attributes] = setCookie.split(';').map((part) => part.trim())
        const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(pair) ?? []
        if (attributes.some((attribute) => /^max-age=(0|-\d+)$/i.test(attribute))) jar.delete(name)
        else if (name !== '') jar.set(name, value)
      }
    },
  }
}

/** Calls end without telling: only the latest keep their cookies. */
const mostCalls = 1000
