import type { Verb } from './render-twiml.ts'

export const hangUp: Verb = (response) => void response.hangup()

/** Says nothing for so many whole seconds. */
export function pause(seconds: number): Verb {
  return (response) => void response.pause({ length: seconds })
}

/** The carrier asks this address, by POST, how to go on. Nothing after it is done. */
export function redirect(url: string): Verb {
  return (response) => void response.redirect({ method: 'POST' }, url)
}
