import { z } from 'zod'
import { DoctorReport } from '../contract/doctor.ts'
import type { Doctor } from '../doctor/doctor.ts'
import type { ApiServer } from './api-server.ts'
import { notFound } from './http-error.ts'
import type { SignIn } from './sign-in.ts'

/** `/api/doctor`: whether everything that is configured works, and putting right what can be. */
export function registerDoctor(
  server: ApiServer,
  { doctor, signIn }: { doctor: Doctor; signIn: SignIn },
): void {
  const tags = ['doctor']
  // Each asks Twilio and the way through the tunnel.
  const config = { rateLimit: { max: 30, timeWindow: '1 minute' } }

  server.get(
    '/api/doctor',
    {
      preParsing: signIn.guard,
      config,
      schema: {
        tags,
        summary: 'Looks at everything that is configured; takes up to ten seconds',
        response: { 200: DoctorReport },
      },
    },
    () => doctor.examine(),
  )

  server.post(
    '/api/doctor/fixes/:id',
    {
      preParsing: signIn.guard,
      config,
      schema: {
        tags,
        summary: 'Mends one thing that a check offers to mend, and looks at everything again',
        params: z.object({ id: z.string().max(64) }),
        response: { 200: DoctorReport },
      },
    },
    async ({ params }) => {
      const report = await doctor.fix(params.id)
      if (!report) throw notFound('fix')
      return report
    },
  )
}
