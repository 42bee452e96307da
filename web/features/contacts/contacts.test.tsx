import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aCustomer } from '../../testing/builders.ts'
import { FakeServer } from '../../testing/fake-server.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

describe('the contacts', () => {
  it('show name, number, calls, last call and first seen', async () => {
    const server = new FakeServer()
    server.customers = [aCustomer(), aCustomer({ number: 2, name: null, lastCallAt: null })]
    openDashboard({ at: '/contacts', server })
    const table = await screen.findByRole('table', { name: 'Contacts' })
    const [, maria, nameless] = within(table).getAllByRole('row')
    expect(maria?.textContent).toMatch(/Maria Alvarez.*\(555\) 014-2201.*3.*Today/)
    expect(nameless?.textContent).toMatch(/No name yet.*Never/)
  })

  it('lead to the calls of each', async () => {
    const server = new FakeServer()
    server.customers = [aCustomer()]
    const { user, address } = openDashboard({ at: '/contacts', server })
    await user.click(await screen.findByRole('link', { name: '3 calls, show them' }))
    await screen.findByRole('heading', { name: 'Calls', level: 1 })
    expect(address()).toContain('/calls?phoneNumber=')
  })

  it('say how they come about when there is none', async () => {
    openDashboard({ at: '/contacts' })
    expect(await screen.findByRole('heading', { name: 'No contacts yet' })).toBeDefined()
  })
})
