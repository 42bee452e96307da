import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aLiveCall } from '../../testing/builders.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

async function openKeypad() {
  const dashboard = openDashboard()
  await dashboard.user.click(await screen.findByRole('button', { name: 'Call' }))
  const { callSid } = aLiveCall()
  dashboard.ring({ type: 'call-status', callSid, status: 'ringing' })
  const toggle = screen.getByRole<HTMLButtonElement>('button', { name: 'Keypad' })
  const wasUsable = !toggle.disabled
  dashboard.ring({ type: 'call-status', callSid, status: 'in-progress' })
  await dashboard.user.click(toggle)
  const pad = within(screen.getByRole('group', { name: 'Keypad' }))
  const presses = () => dashboard.phones.latest.sent.slice(1)
  return { ...dashboard, pad, toggle, wasUsable, presses }
}

describe('the keypad', () => {
  it('presses digits, star and hash on the line', async () => {
    const { user, pad, presses } = await openKeypad()
    for (const name of ['1', '0', 'Star', 'Hash']) {
      await user.click(pad.getByRole('button', { name }))
    }
    expect(presses()).toEqual([
      { type: 'press', digits: '1' },
      { type: 'press', digits: '0' },
      { type: 'press', digits: '*' },
      { type: 'press', digits: '#' },
    ])
    expect(pad.getByRole('status', { name: 'Keys pressed' }).textContent).toBe('10*#')
  })

  it('is also played from the keyboard, and takes no other keys', async () => {
    const { user, presses } = await openKeypad()
    await user.keyboard('4a#')
    expect(presses()).toEqual([
      { type: 'press', digits: '4' },
      { type: 'press', digits: '#' },
    ])
  })

  it('is of no use before the call is answered', async () => {
    const { wasUsable } = await openKeypad()
    expect(wasUsable).toBe(false)
  })

  it('is put away again', async () => {
    const { user, toggle } = await openKeypad()
    expect(toggle.getAttribute('aria-expanded')).toBe('true')
    await user.click(toggle)
    expect(screen.queryByRole('group', { name: 'Keypad' })).toBeNull()
  })
})
