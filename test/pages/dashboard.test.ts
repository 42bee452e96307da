import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newInstallation, type Installation } from '../processes/installation.ts'
import { leftOut } from '../set-up/left-out.ts'
import { findBrowser, openBrowser, type OpenBrowser } from './browser.ts'
import { takePicture } from './picture.ts'

const executable = findBrowser()
if (executable === undefined) {
  leftOut('the pages in a real browser: no Chromium was found (CHROMIUM_PATH names one)')
}

describe.skipIf(executable === undefined)('the dashboard in a browser', () => {
  let installation: Installation
  let browser: OpenBrowser
  let page: Page
  let link: string
  const problems: string[] = []

  beforeAll(async () => {
    installation = await newInstallation()
    const running = installation.run(['scripts/supervisor.ts'])
    const [found] = await running.says(/http:\S+sign-in#token=\S+/)
    link = found
    browser = await openBrowser(executable ?? '')
    page = browser.context.pages()[0] ?? (await browser.context.newPage())
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) problems.push(line.text())
    })
  })
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await installation[Symbol.asyncDispose]()
    expect(problems).toEqual([])
  })

  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const says = async (text: string) => {
    await page.getByRole('textbox', { name: /caller says/i }).fill(text)
    await page.keyboard.press('Enter')
  }
  const picture = (name: string) => takePicture(page, name)

  it('asks whoever is not signed in to sign in, and tells how', async () => {
    await page.goto(installation.url.replace('127.0.0.1', 'localhost'))
    await sees('npm run sign-in')
    await picture('signed-out')
  })

  it('signs in with the printed link, on a click', async () => {
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Talk to your agent' }).waitFor()
    await picture('talk')
  })

  it('calls the agent, which answers and takes a message with a receipt', async () => {
    await page.getByRole('button', { name: /^call/i }).click()
    await sees('How can I help you?')
    await says('What are your opening hours?')
    await sees(/from 9 a\.m\. to 5 p\.m\./)
    await says('Please take a message for the owner')
    await sees(/your name/i)
    await says('Dana Miller')
    await sees(/best number to reach you/i)
    await says('Yes')
    await sees(/what is it about/i)
    await says('The roof is leaking')
    await sees(/is it urgent/i)
    await says('No, it can wait')
    await sees(/is written down/i)
    await picture('call')
    await page.getByRole('button', { name: 'Hang up' }).click()
    await page.getByRole('button', { name: /call again/i }).waitFor()
    await picture('call-over')
  })

  it('lists the call and shows everything about it', async () => {
    await page.getByRole('link', { name: 'Calls' }).first().click()
    await page.getByRole('heading', { name: 'Calls' }).waitFor()
    await sees(/message taken/i)
    await picture('calls')
    await page.locator('a[href^="/calls/"]').first().click()
    await sees('The roof is leaking')
    await sees(/take message/i)
    await picture('call-record')
  })

  it('has the message among the tasks, to be marked as done', async () => {
    await page.getByRole('link', { name: 'Tasks' }).first().click()
    await sees('The roof is leaking')
    await picture('tasks')
    await page
      .getByRole('button', { name: /mark done/i })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('The roof is leaking').waitFor({ state: 'detached' })
  })

  it('knows the caller', async () => {
    await page.getByRole('link', { name: 'Contacts' }).first().click()
    await sees('Dana Miller')
    await picture('contacts')
  })

  it('has the agent call a number, and tells what is in the way or what came of it', async () => {
    await page.getByRole('link', { name: 'Calls' }).first().click()
    await page.getByRole('button', { name: 'New call' }).click()
    const dialog = page.getByRole('dialog', { name: 'New call' })
    const calls = async (number: string) => {
      await dialog.getByRole('textbox', { name: 'Number to call' }).fill(number)
      await page.keyboard.press('Enter')
    }
    await calls('nonsense')
    await dialog.getByText(/with its country code/).waitFor()
    await calls('+8821234567')
    await dialog.getByText('The call was not placed').waitFor()
    await picture('new-call')
    await calls('+12025550123')
    await page.getByRole('heading', { name: '(202) 555-0123' }).waitFor()
    await sees('Nobody answered, so nothing was said.')
    await picture('no-answer')
  })

  it('checks whether calls can reach the agent', async () => {
    await page.getByRole('link', { name: 'Connection' }).first().click()
    await sees('Everything that was checked works.')
    await sees('No Twilio account is configured, so there is nothing to look at.')
    await picture('connection')
  })

  it('fits on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const widths: Record<string, number> = {}
    const paths = ['/', '/calls', '/tasks', '/contacts', '/connection']
    for (const path of paths) {
      await page.goto(installation.url.replace('127.0.0.1', 'localhost') + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      widths[path] = await page.evaluate('document.documentElement.scrollWidth')
    }
    expect(widths).toEqual(Object.fromEntries(paths.map((path) => [path, 390])))
  })
})
