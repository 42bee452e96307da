/** The number that callers call, and the one they call from, where nobody says otherwise. Both fictional. */
export const defaultNumber = '+15550100000'
export const defaultCallerNumber = '+12025550143'

/** Numbers at which something always happens when they are called, so that it can be tried out by hand. */
export const busyNumber = '+15550100901'
export const unansweredNumber = '+15550100902'
export const unreachableNumber = '+15550100903'
export const voicemailNumber = '+15550100904'

/** Whether a call can be made to this: a number in E.164. */
export function isNumber(value: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(value)
}
