import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openDashboard } from '../../testing/open-dashboard.tsx'

const callSid = 'CA1'
const ringing = { type: 'call-status', callSid, status: 'ringing', seq: 1 }
const answered = { type: 'call-status', callSid, status: 'in-progress', seq: 2 }
const heard = (spokenText: string, seq: number) => ({
  type: 'heard',
  text: spokenText.split(' ').at(-1) ?? '',
  spokenText,
  seq,
})

async function answeredCall() {
  const dashboard = openDashboard()
  const { user, ring, phones, elapse } = dashboard
  await user.click(await screen.findByRole('button', { name: 'Call' }))
  ring(ringing, answered, heard('Good', 3))
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What the caller says' })
  return {
    ...dashboard,
    field,
    /** The server is gone, and with it the phone's socket. */
    breaks: () => act(() => phones.latest.drops()),
    /** A socket opens again, and the phone company knows the phone. */
    returns(readUpTo: number, ...missed: readonly object[]) {
      elapse(0)
      ring({ type: 'resumed', readUpTo }, ...missed)
    },
  }
}

function activity() {
  return screen.getByRole('status', { name: /agent is doing/ }).textContent
}

describe('a call whose connection breaks', () => {
  it('says that it reconnects, comes back at once, and goes on with what was missed', async () => {
    const { phones, breaks, returns } = await answeredCall()
    breaks()
    expect(activity()).toContain('Reconnecting')
    returns(1, heard('Good morning.', 4))
    expect(phones.sockets).toHaveLength(2)
    expect(phones.latest.sent).toEqual([
      { type: 'resume', token: expect.any(String) as string, after: 3 },
    ])
    expect(activity()).not.toContain('Reconnecting')
    expect(screen.getByText('Good morning.')).toBeDefined()
  })

  it('keeps what was being typed, and says it only when somebody is there', async () => {
    const { user, phones, field, breaks, returns } = await answeredCall()
    await user.type(field, 'Call me')
    breaks()
    await user.type(field, ' back{Enter}')
    expect(field.value).toBe('Call me back')
    expect(screen.getByText(/What you type stays here/)).toBeDefined()
    returns(1)
    expect(field.value).toBe('Call me back')
    await user.type(field, '{Enter}')
    expect(phones.latest.sent.at(-1)).toEqual({ type: 'say', text: 'Call me back' })
  })

  it('says again what nobody had read when it broke, and nothing else', async () => {
    const { user, phones, field, breaks, returns } = await answeredCall()
    await user.type(field, 'One{Enter}')
    await user.type(field, 'Two{Enter}')
    breaks()
    returns(2)
    expect(phones.latest.sent.slice(1)).toEqual([{ type: 'say', text: 'Two' }])
    expect(phones.latest.numbers).toEqual([3])
  })

  it('hears nothing twice', async () => {
    const { ring, breaks, returns } = await answeredCall()
    breaks()
    returns(1, heard('Good', 3), { type: 'agent-speaking', on: true, seq: 4 })
    ring(heard('Good morning.', 5))
    expect(screen.getByText('Good morning.')).toBeDefined()
    expect(screen.queryByText('Good')).toBeNull()
  })

  it('tries again with pauses while nobody is there, and takes no word about that for its own', async () => {
    const { phones, ring, elapse, breaks } = await answeredCall()
    breaks()
    elapse(0)
    ring({ type: 'error', message: 'The local carrier cannot be reached' })
    expect(screen.queryByText('The local carrier cannot be reached')).toBeNull()
    act(() => phones.latest.drops())
    expect(phones.sockets).toHaveLength(2)
    elapse(250)
    expect(phones.sockets).toHaveLength(3)
    // This one is never answered.
    elapse(5000)
    // It may be the phone's by now: giving it up must not be taken for putting the phone down.
    expect(phones.latest.closedWith).toBe(4001)
    elapse(500)
    expect(phones.sockets).toHaveLength(4)
    expect(activity()).toContain('Reconnecting')
  })

  it('is given up in words after a while, and nothing more is tried', async () => {
    const { phones, elapse, breaks } = await answeredCall()
    breaks()
    for (let second = 0; second < 18; second += 1) elapse(1000)
    const words = 'The connection to the phone line was lost.'
    expect(await screen.findByRole('heading', { name: words })).toBeDefined()
    const tried = phones.sockets.length
    elapse(60_000)
    expect(phones.sockets).toHaveLength(tried)
  })

  it('is over, in words, where the phone company had to end it', async () => {
    const { ring, elapse, breaks } = await answeredCall()
    breaks()
    elapse(0)
    ring({ type: 'not-resumed' })
    expect(screen.getByRole('heading', { name: /came back too late/ })).toBeDefined()
  })

  it('ends as it did meanwhile', async () => {
    const { breaks, returns } = await answeredCall()
    breaks()
    returns(1, { ...answered, status: 'completed', reason: 'agent-hung-up', seq: 4 })
    expect(screen.getByRole('heading', { name: 'The agent ended the call' })).toBeDefined()
  })

  it('that is hung up meanwhile is put down as soon as somebody is there to be told', async () => {
    const { user, phones, ring, elapse, breaks } = await answeredCall()
    breaks()
    await user.click(screen.getByRole('button', { name: 'Hang up' }))
    expect(screen.getByRole('heading', { name: 'You hung up' })).toBeDefined()
    const away = phones.latest
    elapse(0)
    expect(phones.latest).not.toBe(away)
    ring({ type: 'resumed', readUpTo: 1 })
    expect(phones.latest.sent.at(-1)).toEqual({ type: 'hang-up' })
    expect(phones.latest.closedWith).toBe(1000)
  })
})

describe('a phone that is called', () => {
  it('rings on when its connection comes back, and can be answered', async () => {
    const { user, ring, phones, elapse } = openDashboard()
    await user.click(await screen.findByRole('switch', { name: 'Ring this browser' }))
    ring({ type: 'incoming', callSid, from: '+15550142201', seq: 1 })
    act(() => phones.latest.drops())
    expect(screen.getByText('Connecting to the phone line.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Answer' }))
    elapse(0)
    ring({ type: 'resumed', readUpTo: 1 })
    expect(phones.latest.sent.at(-1)).toEqual({ type: 'answer' })
    ring({ ...answered, seq: 2 })
    const line = await screen.findByRole('status', { name: 'Who is on the line' })
    act(() => phones.latest.drops())
    expect(line.textContent).toContain('Reconnecting.')
  })

  it('says on every page that the call is coming back', async () => {
    const { user, breaks } = await answeredCall()
    await user.click(screen.getByRole('link', { name: 'Tasks' }))
    expect(await screen.findByRole('link', { name: /On a call/ })).toBeDefined()
    breaks()
    expect(screen.getByRole('link', { name: /Reconnecting/ })).toBeDefined()
  })
})

describe('a page that is closed', () => {
  it('hangs up with its last word, so that nobody waits for it', async () => {
    const { phones } = await answeredCall()
    act(() => void dispatchEvent(new Event('pagehide')))
    await waitFor(() => expect(phones.latest.closedWith).toBe(1000))
    expect(phones.latest.sent.at(-1)).toEqual({ type: 'hang-up' })
  })
})
