import { z } from 'zod'

/** What one look at one part of the installation came to, in words for people who know no telephony. */
export const DoctorCheck = z
  .object({
    id: z.string(),
    title: z.string(),
    state: z
      .enum(['ok', 'warning', 'failed', 'skipped'])
      .describe('skipped: not configured, or of no use before something else works'),
    summary: z.string(),
    advice: z.string().nullable(),
    fix: z
      .object({ id: z.string(), label: z.string() })
      .nullable()
      .describe('What can be mended for you: POST /api/doctor/fixes/:id'),
  })
  .meta({ id: 'DoctorCheck' })

export const DoctorReport = z
  .object({ checkedAt: z.iso.datetime(), checks: z.array(DoctorCheck) })
  .meta({ id: 'DoctorReport' })

export type DoctorCheck = z.infer<typeof DoctorCheck>
export type DoctorReport = z.infer<typeof DoctorReport>
