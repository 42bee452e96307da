import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newInstallation, type Installation } from '../processes/installation.ts'
import { leftOut } from '../set-up/left-out.ts'
import { findBrowser, openBrowser, type OpenBrowser } from './browser.ts'
import { takePicture } from './picture.ts'

// A phone has to ring for longer than a server needs to be back, so speech takes its time here.
vi.setConfig({ testTimeout: 120_000 })

const executable = findBrowser()
if (executable === undefined) {
  leftOut('a call in a real browser whose server is killed: no Chromium was found')
}

describe.skipIf(executable === undefined)('a call in the browser whose server is killed', () => {
  let installation: Installation
  let browser: OpenBrowser
  let page: Page
  let programmersKey: string

  beforeAll(async () => {
    installation = await newInstallation()
    const running = installation.run(['scripts/supervisor.ts'], { LOCAL_CARRIER_SPEED: '3' })
    const [link] = await running.says(/http:\S+sign-in#token=\S+/)
    const command = installation.run(['src/commands/api-key.ts', 'test'])
    await command.exitStatus
    programmersKey = command.said.out.trim()
    browser = await openBrowser(executable ?? '')
    page = browser.context.pages()[0] ?? (await browser.context.newPage())
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Talk to your agent' }).waitFor()
  })
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await installation[Symbol.asyncDispose]()
  })

  const field = () => page.getByRole('textbox', { name: /caller says/i })
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const says = async (text: string) => {
    await field().fill(text)
    await page.keyboard.press('Enter')
  }
  const activity = () => page.getByRole('status', { name: 'What the agent is doing' })

  async function killServer() {
    const note = await readFile(join(installation.dataDir, 'run', 'server.json'), 'utf8')
    process.kill(Number(/"pid":(\d+)/.exec(note)?.[1]), 'SIGKILL')
  }

  async function latestCall(): Promise<{ id: string; status: string; flags: string[] }> {
    const reply = await fetch(`${installation.url}/api/calls?limit=1`, {
      headers: { authorization: `Bearer ${programmersKey}` },
    })
    const { items } = (await reply.json()) as { items: [{ id: string; status: string; flags: [] }] }
    return items[0]
  }

  it('says that it reconnects, keeps what is being typed, and goes on', async () => {
    await page.getByRole('button', { name: /^call/i }).click()
    await sees('How can I help you?')
    await says('Please take a message for the owner')
    await sees(/your name/i)
    await field().fill('Dana Miller')
    await killServer()
    await activity().getByText('Reconnecting').waitFor()
    await takePicture(page, 'reconnecting')
    expect(await field().inputValue()).toBe('Dana Miller')
    await activity().getByText('Listening').waitFor()
    expect(await field().inputValue()).toBe('Dana Miller')
    await page.keyboard.press('Enter')
    await sees(/best number to reach you/i)
    await takePicture(page, 'reconnected')
  })

  it('is the same call, with all that was said, greeted once, and with what got in the way', async () => {
    const greetings = page.getByRole('log').getByText('How can I help you?')
    expect(await greetings.count()).toBe(1)
    await page.getByRole('button', { name: 'Hang up' }).click()
    await page.getByRole('link', { name: 'See this call' }).click()
    await sees('What got in the way')
    await sees('The server stopped in the middle of the call, and a new one went on with it.')
    await sees('Dana Miller')
    await takePicture(page, 'call-after-restart')
  })

  it('brings the rest of the page up to date without a reload', async () => {
    await page.evaluate('globalThis.wasNeverReloaded = true')
    await page.getByRole('link', { name: 'Calls' }).first().click()
    await killServer()
    const call = installation.run([
      'src/commands/call.ts',
      '--script',
      'carrier/examples/leave-a-message.call',
      '--from',
      '+12025550177',
    ])
    expect([await call.exitStatus, call.said]).toMatchObject([0, {}])
    await sees('(202) 555-0177')
    expect(await page.evaluate('globalThis.wasNeverReloaded')).toBe(true)
  })

  it('rings on when it is called, and can be answered', async () => {
    await page.getByRole('link', { name: 'Talk' }).first().click()
    await page.getByRole('switch', { name: 'Ring this browser' }).click()
    await sees(/Waiting for calls to/)
    const number = (await page.getByText(/Waiting for calls to/).textContent()) ?? ''
    const placed = await fetch(`${installation.url}/api/calls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${programmersKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ to: `+1${number.replaceAll(/\D/g, '')}` }),
    })
    expect([placed.status, await placed.text()]).toMatchObject([201, expect.anything()])
    await page.getByRole('button', { name: 'Answer' }).waitFor()
    await killServer()
    await sees('Connecting to the phone line.')
    await page.getByRole('button', { name: 'Answer' }).click()
    await sees(/AI assistant/)
    await page.getByRole('button', { name: 'Hang up' }).click()
    await page.getByRole('button', { name: 'Back to the phone' }).click()
    await page.getByRole('switch', { name: 'Ring this browser' }).click()
  })

  it('ends at once when the page is closed', async () => {
    const other = await browser.context.newPage()
    await other.goto(installation.url.replace('127.0.0.1', 'localhost'))
    await other.getByRole('button', { name: /^call/i }).click()
    await other.getByText('How can I help you?').first().waitFor()
    expect((await latestCall()).status).toBe('active')
    await other.close()
    // Where nobody hangs up, a phone that is away is waited for longer than this.
    await expect.poll(async () => (await latestCall()).status, { timeout: 8000 }).toBe('completed')
  })
})
