/** The number that callers call, and the one they call from, where nobody says otherwise. Both fictional. */
export const defaultNumber = '+15550100000'
export const defaultCallerNumber = '+12025550143'
