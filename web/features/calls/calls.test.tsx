import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aCall, aLiveCall } from '../../testing/builders.ts'
import { FakeServer } from '../../testing/fake-server.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

const maria = aCall({ number: 1, callerName: 'Maria Alvarez', outcome: 'message-taken' })
const unheard = aCall({ number: 2, status: 'no-answer', from: '+15550199034', outcome: null })
const doubtful = aCall({ number: 3, callerName: 'Joe', flags: ['claim-without-receipt'] })

function serverWith(...calls: FakeServer['calls']): FakeServer {
  const server = new FakeServer()
  server.calls = calls
  return server
}

async function rows(list: 'Calls' | 'Live calls') {
  return within(await screen.findByRole('list', { name: list })).getAllByRole('link')
}

describe('the list of calls', () => {
  it('tells who called, how long, and what came of it', async () => {
    openDashboard({ at: '/calls', server: serverWith(maria, unheard, doubtful) })
    const [first, second, third] = await rows('Calls')
    expect(first?.textContent).toMatch(/Maria Alvarez.*1:05.*Message taken/)
    expect(second?.textContent).toMatch(/\(555\) 019-9034.*No answer/)
    expect(third?.textContent).toMatch(/Joe.*Check a promise/)
  })

  it('puts calls that go on first and follows them live', async () => {
    const server = serverWith(maria, aLiveCall({ number: 9, callerName: 'Tom', phase: 'thinking' }))
    const { tell } = openDashboard({ at: '/calls', server })
    expect((await rows('Live calls'))[0]?.textContent).toMatch(/Tom.*Live · Thinking/)
    const call = aLiveCall({ number: 9, callerName: 'Tom', phase: 'speaking' })
    server.calls = [call, maria]
    tell({ type: 'status_update', callSid: call.callSid, call })
    expect((await rows('Live calls'))[0]?.textContent).toContain('Live · Speaking')
  })

  it('shows a call from its first ring, and moves it down when it ends', async () => {
    const server = serverWith(maria)
    const { tell } = openDashboard({ at: '/calls', server })
    await rows('Calls')
    const ringing = aLiveCall({ number: 9, callerName: 'Tom', phase: 'ringing' })
    server.calls = [ringing, maria]
    tell({ type: 'status_update', callSid: ringing.callSid, call: ringing })
    expect((await rows('Live calls'))[0]?.textContent).toContain('Ringing')
    const over = aCall({ number: 9, callerName: 'Tom' })
    server.calls = [over, maria]
    tell({ type: 'status_update', callSid: over.callSid, call: over })
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Live calls' })).toBeNull())
    expect((await rows('Calls'))[0]?.textContent).toContain('Tom')
  })

  it('filters by status, in the address', async () => {
    const { user, address } = openDashboard({ at: '/calls', server: serverWith(maria, unheard) })
    await rows('Calls')
    await user.click(screen.getByRole('link', { name: 'No answer' }))
    await waitFor(() => expect(screen.queryByText('Maria Alvarez')).toBeNull())
    expect(await rows('Calls')).toHaveLength(1)
    expect(address()).toBe('/calls?status=no-answer')
  })

  it('shows the calls of one number', async () => {
    openDashboard({
      at: '/calls?phoneNumber=%2B15550199034',
      server: serverWith(maria, unheard),
    })
    expect(await rows('Calls')).toHaveLength(1)
    expect(screen.getByRole('link', { name: /Show the calls of everyone/ })).toBeDefined()
  })

  it('loads more when asked', async () => {
    const server = serverWith(maria, unheard, doubtful)
    server.pageSize = 2
    const { user } = openDashboard({ at: '/calls', server })
    expect(await rows('Calls')).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: 'Load more' }))
    await waitFor(async () => expect(await rows('Calls')).toHaveLength(3))
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull()
  })

  it('opens a call with the keyboard', async () => {
    const server = serverWith(maria)
    const { user, address } = openDashboard({ at: '/calls', server })
    const [row] = await rows('Calls')
    row?.focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(address()).toBe(`/calls/${maria.id}`))
  })

  it('invites to a first call when there is none', async () => {
    openDashboard({ at: '/calls' })
    expect(await screen.findByRole('heading', { name: 'No calls yet' })).toBeDefined()
    expect(screen.getByRole('link', { name: 'Talk to your agent' })).toBeDefined()
  })

  it('says that it is loading', async () => {
    const server = new FakeServer()
    server.fails('GET /api/calls', 'silent')
    openDashboard({ at: '/calls', server })
    expect(await screen.findByText('Loading the calls')).toBeDefined()
  })

  it('says what went wrong, and tries again', async () => {
    const server = serverWith(maria)
    server.fails('GET /api/calls', { status: 503, code: 'records-away', message: 'No records.' })
    const { user } = openDashboard({ at: '/calls', server })
    expect((await screen.findByRole('alert')).textContent).toContain('No records.')
    server.mends()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await rows('Calls')).toHaveLength(1)
  })

  it('does not show what is not of the contract', async () => {
    const server = new FakeServer()
    server.customers = []
    server.calls = [{ ...maria, status: 'strange' as 'completed' }] // what an older page could meet
    openDashboard({ at: '/calls', server })
    expect((await screen.findByRole('alert')).textContent).toContain('does not know')
  })
})

describe('a new call', () => {
  async function openDialog(server = new FakeServer()) {
    const dashboard = openDashboard({ at: '/calls', server })
    await dashboard.user.click(await screen.findByRole('button', { name: 'New call' }))
    const dialog = within(screen.getByRole('dialog', { name: 'New call' }))
    const place = () => dashboard.user.click(dialog.getByRole('button', { name: 'Call' }))
    return { ...dashboard, dialog, place }
  }

  it('goes to the number with the words to open with, and leads to its page', async () => {
    const { user, dialog, place, server, address } = await openDialog()
    await user.type(dialog.getByRole('textbox', { name: 'Number to call' }), '+1 (555) 010-0199')
    const opening = dialog.getByRole('textbox', { name: /opens with/ })
    await user.type(opening, ' Your parts have arrived. ')
    await place()
    expect(await screen.findByRole('heading', { name: '(555) 010-0199' })).toBeDefined()
    expect(server.bodies).toEqual([{ to: '+15550100199', opening: 'Your parts have arrived.' }])
    expect(address()).toMatch(/^\/calls\/0/)
  })

  it('needs no words to open with', async () => {
    const { user, dialog, server } = await openDialog()
    await user.type(dialog.getByRole('textbox', { name: 'Number to call' }), '+15550100199{Enter}')
    await screen.findByRole('heading', { name: '(555) 010-0199' })
    expect(server.bodies).toEqual([{ to: '+15550100199' }])
  })

  it.each([
    ['nothing', '', 'Write the number to call.'],
    ['a name', 'Maria', 'Write the number with its country code'],
    ['a number without its country', '555 010 0199', 'Write the number with its country code'],
  ])('is not placed to %s', async (_what, typed, words) => {
    const { user, dialog, place, server } = await openDialog()
    if (typed !== '')
      await user.type(dialog.getByRole('textbox', { name: 'Number to call' }), typed)
    await place()
    expect(dialog.getByRole('alert').textContent).toContain(words)
    expect(server.bodies).toEqual([])
  })

  it('that is refused says why, and keeps what was typed', async () => {
    const server = new FakeServer()
    const message = 'Calls to France are not allowed by the agent’s settings.'
    server.fails('POST /api/calls', { status: 422, code: 'outbound-refused', message })
    const { user, dialog, place } = await openDialog(server)
    const number = dialog.getByRole<HTMLInputElement>('textbox', { name: 'Number to call' })
    await user.type(number, '+33 1 23 45 67 89')
    await user.type(dialog.getByRole('textbox', { name: /opens with/ }), 'Hello')
    await place()
    expect((await dialog.findByRole('alert')).textContent).toContain(message)
    expect(number.value).toBe('+33 1 23 45 67 89')
    expect(dialog.getByDisplayValue('Hello')).toBeDefined()
    server.mends()
    await place()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('leaves the old refusal behind when the next number is none', async () => {
    const server = new FakeServer()
    const message = 'Calls to France are not allowed by the agent’s settings.'
    server.fails('POST /api/calls', { status: 422, code: 'outbound-refused', message })
    const { user, dialog, place } = await openDialog(server)
    const number = dialog.getByRole('textbox', { name: 'Number to call' })
    await user.type(number, '+33 1 23 45 67 89')
    await place()
    await dialog.findByText(message)
    await user.clear(number)
    await user.type(number, 'Dana')
    await place()
    expect(dialog.getByRole('alert').textContent).toContain('country code')
    expect(dialog.queryByText(message)).toBeNull()
  })

  it('is marked in the list as one that the agent made', async () => {
    const call = aCall({ direction: 'outbound', from: '+15550100123', to: '+15550100199' })
    openDashboard({ at: '/calls', server: serverWith(call) })
    const [row] = await rows('Calls')
    expect(row?.textContent).toContain('(555) 010-0199')
    expect(screen.getByLabelText('Called by your agent')).toBeDefined()
  })
})
