import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { DoctorCheck } from '../../../src/contract/index.ts'
import { aCheck, aReport } from '../../testing/builders.ts'
import { FakeServer } from '../../testing/fake-server.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

const numberUrls = aCheck({
  id: 'number-urls',
  title: 'Addresses at Twilio',
  state: 'failed',
  summary: 'The number points to another server.',
  advice: 'Set the addresses of the number.',
  fix: { id: 'set-number-urls', label: 'Set the addresses at Twilio' },
})

function openConnection(...checks: readonly DoctorCheck[]) {
  const server = new FakeServer()
  server.report = aReport(...checks)
  return openDashboard({ at: '/connection', server })
}

async function rows() {
  return within(await screen.findByRole('list', { name: 'Checks' })).getAllByRole('listitem')
}

describe('the connection', () => {
  it('tells how each part does, and what to do where it does not work', async () => {
    const skipped = aCheck({
      id: 'twilio',
      title: 'Twilio',
      state: 'skipped',
      summary: 'No account.',
    })
    const slow = aCheck({ id: 'tunnel', title: 'Reachability', state: 'warning', summary: 'Slow.' })
    openConnection(aCheck(), numberUrls, slow, skipped)
    expect((await rows()).map((row) => row.textContent)).toEqual([
      'DatabaseWorksIt answers within 2 ms.',
      expect.stringMatching(
        /^Addresses at TwilioDoes not work.*another server.*Set the addresses of/,
      ),
      'ReachabilityLook at thisSlow.',
      'TwilioNot checkedNo account.',
    ])
    expect(screen.getByText('1 thing does not work.')).toBeDefined()
    expect(screen.getByText(/^Checked today/)).toBeDefined()
  })

  it('says so when all is well', async () => {
    openConnection(aCheck())
    expect(await screen.findByText('Everything that was checked works.')).toBeDefined()
  })

  it('is checked again when asked', async () => {
    const { user, server } = openConnection(numberUrls)
    await rows()
    server.report = aReport(aCheck())
    await user.click(screen.getByRole('button', { name: 'Check again' }))
    expect(await screen.findByText('Everything that was checked works.')).toBeDefined()
  })

  it('keeps what it knew when it cannot be checked again', async () => {
    const { user, server } = openConnection(aCheck())
    await rows()
    server.fails('GET /api/doctor', { status: 500, code: 'internal', message: 'Broken.' })
    await user.click(screen.getByRole('button', { name: 'Check again' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Broken.')
    expect(await rows()).toHaveLength(1)
  })

  it('is mended after one question, and shown as it is then', async () => {
    const { user, server } = openConnection(numberUrls)
    server.mendedReport = aReport(aCheck({ ...numberUrls, state: 'ok', fix: null, advice: null }))
    await user.click(await screen.findByRole('button', { name: 'Set the addresses at Twilio' }))
    expect(server.requests.filter((request) => request.startsWith('POST'))).toEqual([])
    const dialog = within(screen.getByRole('dialog', { name: 'Set the addresses at Twilio?' }))
    await user.click(dialog.getByRole('button', { name: 'Set the addresses at Twilio' }))
    expect(await screen.findByText('Everything that was checked works.')).toBeDefined()
    expect(server.requests).toContain('POST /api/doctor/fixes/set-number-urls')
  })

  it('is left alone by whoever thinks better of it', async () => {
    const { user, server } = openConnection(numberUrls)
    await user.click(await screen.findByRole('button', { name: 'Set the addresses at Twilio' }))
    await user.click(screen.getByRole('button', { name: 'Leave it as it is' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(server.requests.filter((request) => request.startsWith('POST'))).toEqual([])
  })

  it('says why it could not be mended', async () => {
    const { user, server } = openConnection(numberUrls)
    server.fails('POST', { status: 502, code: 'twilio', message: 'Twilio refused the change.' })
    await user.click(await screen.findByRole('button', { name: 'Set the addresses at Twilio' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Set the addresses at Twilio' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Twilio refused the change.')
    expect(await rows()).toHaveLength(1)
  })

  it('says that it is being checked', async () => {
    const server = new FakeServer()
    server.fails('GET /api/doctor', 'silent')
    openDashboard({ at: '/connection', server })
    expect(await screen.findByText('Looking at every part of the connection')).toBeDefined()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Checking' }).disabled).toBe(true)
  })

  it('says what went wrong, and tries again', async () => {
    const server = new FakeServer()
    server.report = aReport(aCheck())
    server.fails('GET /api/doctor', 'unreachable')
    const { user } = openDashboard({ at: '/connection', server })
    expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer')
    server.mends()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(async () => expect(await rows()).toHaveLength(1))
  })

  it('has a word for a server that checks nothing', async () => {
    openConnection()
    expect(await screen.findByRole('heading', { name: 'There was nothing to check' })).toBeDefined()
  })

  it('is reached from the settings and by keys', async () => {
    const { user } = openDashboard({ at: '/tasks' })
    await screen.findByText('Nothing to do')
    const settings = within(screen.getByRole('list', { name: 'Settings' }))
    expect(settings.getByRole('link', { name: 'Connection' })).toBeDefined()
    await user.keyboard('gs')
    expect(await screen.findByRole('heading', { name: 'Connection' })).toBeDefined()
  })
})
