import { z } from 'zod'

/** What every failed request answers. `code` is stable, `message` is for people. */
export const ApiError = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
    }),
  })
  .meta({ id: 'ApiError' })

export type ApiError = z.infer<typeof ApiError>
