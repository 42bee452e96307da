import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createMemoryStores } from '../../test/fakes/memory-stores.ts'
import type { DoctorReport } from '../contract/doctor.ts'
import { systemClock } from '../lib/clock.ts'
import { describeApi } from './api-docs.ts'
import type { ApiServer } from './api-server.ts'
import { registerDoctor } from './doctor-routes.ts'
import { createHttpServer } from './http-server.ts'
import { createSignIn } from './sign-in.ts'

const appUrl = 'http://localhost'
const fixed: string[] = []
let server: ApiServer
let headers: { authorization: string }

const report = (state: 'ok' | 'failed'): DoctorReport => ({
  checkedAt: '2026-03-02T15:00:00.000Z',
  checks: [
    {
      id: 'number-urls',
      title: 'Where Twilio sends calls',
      state,
      summary: 'In words.',
      advice: null,
      fix: state === 'ok' ? null : { id: 'set-number-urls', label: 'Send them here' },
    },
  ],
})

beforeAll(async () => {
  const { access } = createMemoryStores()
  const { key } = await access.createApiKey({ name: 'test', now: new Date() })
  headers = { authorization: `Bearer ${key}` }
  server = await createHttpServer({
    logger: pino({ level: 'silent' }),
    newId: () => crypto.randomUUID(),
    appUrl,
    socketUrl: undefined,
    requestsPerMinute: 10_000,
  })
  await describeApi(server, '0.0.0')
  registerDoctor(server, {
    signIn: createSignIn({ access, clock: systemClock, appUrl }),
    doctor: {
      examine: () => Promise.resolve(report('failed')),
      fix(id) {
        fixed.push(id)
        return Promise.resolve(id === 'set-number-urls' ? report('ok') : undefined)
      },
    },
  })
})
afterAll(() => server.close())

it('tells signed-in people what the doctor found', async () => {
  const reply = await server.inject({ method: 'GET', url: '/api/doctor', headers })
  expect([reply.statusCode, reply.json()]).toEqual([200, report('failed')])
})

it('mends what a check offers and tells what was found then', async () => {
  const url = '/api/doctor/fixes/set-number-urls'
  const reply = await server.inject({ method: 'POST', url, headers })
  expect([reply.statusCode, reply.json()]).toEqual([200, report('ok')])
})

it('knows nothing of fixes that nobody offered', async () => {
  const url = '/api/doctor/fixes/format-disk'
  const reply = await server.inject({ method: 'POST', url, headers })
  expect(reply.statusCode).toBe(404)
  expect(reply.json()).toMatchObject({ error: { code: 'not-found' } })
})

it('neither looks nor mends for people who are not signed in', async () => {
  const before = fixed.length
  const url = '/api/doctor/fixes/set-number-urls'
  expect((await server.inject({ method: 'GET', url: '/api/doctor' })).statusCode).toBe(401)
  expect((await server.inject({ method: 'POST', url })).statusCode).toBe(401)
  expect(fixed).toHaveLength(before)
})

it('is described for programs', () => {
  expect(Object.keys(server.swagger().paths ?? {})).toEqual([
    '/api/doctor',
    '/api/doctor/fixes/{id}',
  ])
})
