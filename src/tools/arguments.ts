import { z } from 'zod'

/** Arguments that several tools share, described for whoever fills them in. */
export const nameArgument = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .describe("The caller's name as they said it. Leave it out when they gave none.")

export const phoneNumberArgument = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .describe(
    'The phone number that the caller said, with area code, confirmed by them. ' +
      'Leave it out to use the number that they are calling from.',
  )

export const reasonArgument = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .describe("What it is about, in the caller's own words.")
