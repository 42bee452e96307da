/** Samples a second of a telephone's sound. */
export const telephoneRate = 8000
