import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aLine, aLiveCall } from '../../testing/builders.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

const callSid = 'CA-incoming'
const rings = { type: 'incoming', callSid, from: '+15550142201' }
const stops = { type: 'incoming-ended', callSid }
const answered = { type: 'call-status', callSid, status: 'in-progress' }

/** A browser that waits for calls. */
async function waitingBrowser(at = '/') {
  const dashboard = openDashboard({ at: '/' })
  await dashboard.user.click(await screen.findByRole('switch', { name: 'Ring this browser' }))
  dashboard.ring()
  if (at !== '/') {
    await dashboard.user.click(screen.getByRole('link', { name: 'Tasks' }))
    await screen.findByRole('heading', { name: 'Tasks' })
  }
  return { ...dashboard, line: dashboard.phones.latest }
}

async function answeredCall() {
  const browser = await waitingBrowser()
  browser.ring(rings)
  await browser.user.click(screen.getByRole('button', { name: 'Answer' }))
  browser.ring(answered)
  return browser
}

function card() {
  return within(screen.getByRole('alert'))
}

describe('a browser that can be called', () => {
  it('waits on the number of the field, and says so', async () => {
    const { line } = await waitingBrowser()
    expect(line.sent).toEqual([{ type: 'wait-for-calls', number: '+15550100001' }])
    expect(screen.getByText('Waiting for calls to (555) 010-0001.')).toBeDefined()
  })

  it('waits on another number when asked, and on none that is no number', async () => {
    const { user, ring, phones } = await waitingBrowser()
    const field = screen.getByRole('textbox', { name: 'Number' })
    await user.clear(field)
    await user.type(field, 'Dana{Enter}')
    expect(screen.getByRole('alert').textContent).toContain('country code')
    expect(phones.sockets).toHaveLength(1)
    await user.clear(field)
    await user.type(field, '+1 555 010 0002')
    await user.click(screen.getByRole('button', { name: 'Ring on this number instead' }))
    ring()
    expect(phones.latest.sent).toEqual([{ type: 'wait-for-calls', number: '+15550100002' }])
    expect(phones.sockets[0]?.readyState).toBe(3)
  })

  it('says why a number cannot ring here', async () => {
    const { ring } = await waitingBrowser()
    ring({ type: 'error', message: 'That number is taken.' })
    expect(screen.getByText('That number is taken.')).toBeDefined()
  })

  it('comes back by itself when the line was lost', async () => {
    const { line, ring, elapse, phones } = await waitingBrowser()
    ring()
    line.drops()
    await screen.findByText('Connecting to the phone line.')
    elapse(0)
    // The phone company was restarted as well, and knows of nothing.
    ring({ type: 'not-resumed' })
    elapse(3000)
    ring()
    expect(phones.latest.sent).toEqual([{ type: 'wait-for-calls', number: '+15550100001' }])
  })

  it('rings no more when it is switched off', async () => {
    const { user, line, elapse, phones } = await waitingBrowser()
    await user.click(screen.getByRole('switch', { name: 'Ring this browser' }))
    expect(line.readyState).toBe(3)
    elapse(60_000)
    expect(phones.sockets).toHaveLength(1)
  })

  it('does not ring during a call of its own, and does again afterwards', async () => {
    const { user, ring, line, phones } = await waitingBrowser()
    await user.click(screen.getByRole('button', { name: 'Call' }))
    expect(line.readyState).toBe(3)
    ring({ ...answered, callSid: 'CA-own' })
    await user.click(screen.getByRole('button', { name: 'Hang up' }))
    ring()
    expect(phones.latest.sent).toEqual([{ type: 'wait-for-calls', number: '+15550100001' }])
  })
})

describe('a call that comes in', () => {
  it('rings on every page, and leads to the phone when it is answered', async () => {
    const { user, ring, line } = await waitingBrowser('/tasks')
    ring(rings)
    expect(card().getByText('(555) 014-2201')).toBeDefined()
    await user.click(card().getByRole('button', { name: 'Answer' }))
    expect(line.sent.at(-1)).toEqual({ type: 'answer' })
    ring(answered)
    expect(await screen.findByRole('status', { name: 'Who is on the line' })).toBeDefined()
  })

  it('is declined', async () => {
    const { user, ring, line } = await waitingBrowser()
    ring(rings)
    await user.click(card().getByRole('button', { name: 'Decline' }))
    expect(line.sent.at(-1)).toEqual({ type: 'decline' })
    ring(stops)
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.queryByText(/You missed/)).toBeNull()
  })

  it('that is declined just when it stops ringing leaves the phone waiting', async () => {
    const { user, ring } = await waitingBrowser()
    ring(rings)
    await user.click(card().getByRole('button', { name: 'Decline' }))
    ring(stops, { type: 'error', message: 'Nobody is calling now.' })
    expect(screen.getByText('Waiting for calls to (555) 010-0001.')).toBeDefined()
    ring(rings)
    expect(card().getByText('(555) 014-2201')).toBeDefined()
  })

  it('that stops ringing is told as missed', async () => {
    const { ring } = await waitingBrowser()
    ring(rings, stops)
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByText('You missed a call from (555) 014-2201.')).toBeDefined()
  })

  it('rings on while its line comes back, and no more when that is in vain', async () => {
    const { ring, line, elapse } = await waitingBrowser()
    ring(rings)
    line.drops()
    elapse(10_000)
    expect(card().getByText('(555) 014-2201')).toBeDefined()
    elapse(10_000)
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  it('is talked in, with its own words when the server knows none', async () => {
    const { user, ring, line } = await answeredCall()
    const heard = ['Hello,', 'Dana?'].map((text, index, words) => ({
      type: 'heard',
      text,
      spokenText: words.slice(0, index + 1).join(' '),
    }))
    ring({ type: 'agent-speaking', on: true }, ...heard)
    expect(screen.getByText('They are speaking.')).toBeDefined()
    ring({ type: 'agent-speaking', on: false })
    await user.type(screen.getByRole('textbox', { name: 'What you say' }), 'Speaking.{Enter}')
    expect(line.sent.at(-1)).toEqual({ type: 'say', text: 'Speaking.' })
    ring({ type: 'heard', text: 'Great.', spokenText: 'Great.' })
    const lines = within(screen.getByRole('log')).getAllByRole('listitem')
    expect(lines.map((one) => one.textContent)).toEqual([
      expect.stringContaining('Hello, Dana?'),
      expect.stringContaining('Speaking.'),
      expect.stringContaining('Great.'),
    ])
  })

  it('keeps its words after its end, and leads to no page of a call that is none', async () => {
    const { ring, user } = await answeredCall()
    ring({ type: 'heard', text: 'Bye.', spokenText: 'Bye.' }, { ...answered, status: 'completed' })
    expect(screen.getByRole('heading', { name: 'The other side ended the call' })).toBeDefined()
    expect(screen.getByText('Bye.')).toBeDefined()
    expect(screen.queryByRole('link', { name: 'See this call' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Back to the phone' }))
    expect(screen.getByRole('button', { name: 'Call' })).toBeDefined()
  })

  it('that the agent makes is followed like any other', async () => {
    const { tell } = await answeredCall()
    const call = aLiveCall({ direction: 'outbound', phase: 'speaking' })
    tell({ type: 'status_update', callSid, call: { ...call, callSid } })
    tell({ type: 'transcript', callSid, final: true, line: aLine({ text: 'Hello, I am an AI.' }) })
    expect(screen.getByRole('status', { name: 'What the agent is doing' })).toBeDefined()
    const transcript = screen.getByRole('list', { name: 'Transcript' })
    expect(within(transcript).getByText('Hello, I am an AI.')).toBeDefined()
  })

  it('ends when somebody else was quicker to answer', async () => {
    const { user, ring } = await waitingBrowser()
    ring(rings)
    await user.click(card().getByRole('button', { name: 'Answer' }))
    ring(stops)
    expect(screen.getByRole('heading', { name: 'The other side ended the call' })).toBeDefined()
  })
})
