import type { Endpoint } from '../twiml/twiml-source.ts'
import { RefusedRequest } from './refused-request.ts'

/** The fields of a form or a query; an empty one counts as left out. */
export interface Fields {
  text(name: string): string | undefined
  all(name: string): readonly string[]
  /** An address with the method by which it is asked, `POST` when left out. @throws {RefusedRequest} */
  endpoint(name: string, methodName: string): Endpoint | undefined
  /** A whole number within bounds. @throws {RefusedRequest} */
  count(name: string, bounds: Bounds): number | undefined
}

export interface Bounds {
  readonly lowest: number
  readonly highest: number
  readonly twilioCode: number
}

export function fieldsOf(parameters: URLSearchParams): Fields {
  const text = (name: string) => parameters.get(name) ?? undefined
  const filled = (name: string) => text(name) || undefined
  return {
    text: filled,
    all: (name) => parameters.getAll(name).filter((value) => value !== ''),
    endpoint(name, methodName) {
      const url = filled(name)
      if (url === undefined) return undefined
      return { url: checkedUrl(url, name), method: methodOf(filled(methodName), methodName) }
    },
    count(name, { lowest, highest, twilioCode }) {
      const value = filled(name)
      if (value === undefined) return undefined
      const number = Number(value)
      if (/^\d+$/.test(value) && number >= lowest && number <= highest) return number
      const message = `${name} must be a whole number from ${lowest} to ${highest}: ${value}`
      throw new RefusedRequest(message, { twilioCode })
    },
  }
}

/** @throws {RefusedRequest} */
export function checkedUrl(url: string, name: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url
  throw new RefusedRequest(`${name} is not a valid URL: ${url}`, { twilioCode: 21_205 })
}

/** @throws {RefusedRequest} */
export function methodOf(text: string | undefined, name: string): 'GET' | 'POST' {
  const method = text?.toUpperCase() ?? 'POST'
  if (method === 'GET' || method === 'POST') return method
  throw new RefusedRequest(`${name} is not a valid HTTP method: ${method}`, { twilioCode: 21_209 })
}
