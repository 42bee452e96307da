/** A number as people type it, in the form that telephony wants (E.164); `undefined` when it is none. */
export function typedNumber(typed: string): string | undefined {
  const number = typed.replaceAll(/[\s().\-/]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined
}
