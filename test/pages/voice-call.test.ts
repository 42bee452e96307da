import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createFakeRealtimeServer,
  type FakeRealtimeServer,
} from '../../bench/fakes/realtime/fake-realtime-server.ts'
import { smallMind } from '../../bench/fakes/realtime/small-mind.ts'
import { isVoice } from '../../carrier/speech/audible-words.ts'
import { newInstallation, type Installation } from '../processes/installation.ts'
import { findBrowser, openBrowser, type OpenBrowser } from './browser.ts'
import { takePicture } from './picture.ts'

const executable = findBrowser()

describe.skipIf(executable === undefined)('a call by voice in a browser', () => {
  let model: FakeRealtimeServer
  let installation: Installation
  let browser: OpenBrowser
  let page: Page
  const problems: string[] = []
  const spoken: Buffer[] = []
  const heard: Buffer[] = []

  beforeAll(async () => {
    model = await createFakeRealtimeServer({ mind: smallMind })
    installation = await newInstallation()
    const running = installation.run(['scripts/supervisor.ts'], {
      OPENAI_REALTIME_URL: model.url,
      DEFAULT_CHANNEL: 'media',
    })
    const [link] = await running.says(/http:\S+sign-in#token=\S+/)
    const microphone = join(installation.dataDir, 'somebody-hums.wav')
    await writeFile(microphone, humAfterSilence())
    browser = await openBrowser(executable ?? '', { microphone })
    page = browser.context.pages()[0] ?? (await browser.context.newPage())
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) problems.push(line.text())
    })
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => keepSound(payload, spoken))
      socket.on('framereceived', ({ payload }) => keepSound(payload, heard))
    })
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in' }).click()
  })
  afterAll(async () => {
    await browser[Symbol.asyncDispose]()
    await installation[Symbol.asyncDispose]()
    await model.close()
    expect(problems).toEqual([])
  })

  it('tells where the sound goes before the microphone is opened', async () => {
    await page.getByRole('button', { name: /^call/i }).click()
    const open = page.getByRole('button', { name: 'Use the microphone' })
    await open.waitFor()
    await takePicture(page, 'voice-call-asks')
    expect(spoken).toEqual([])
    await open.click()
    await page.getByText('Your microphone is on', { exact: true }).waitFor()
  })

  it('carries the voice of the caller to the model, and the model’s to the caller', async () => {
    await expect.poll(() => spoken.some(isVoice), { timeout: 15_000 }).toBe(true)
    for (const piece of spoken) expect(piece).toHaveLength(160)
    await expect.poll(() => heard.some(isVoice), { timeout: 15_000 }).toBe(true)
    await takePicture(page, 'voice-call')
    expect(model.violations).toEqual([])
  })

  it('closes the microphone while it is muted, and when the call is over', async () => {
    await page.getByRole('button', { name: 'Mute', exact: true }).click()
    await page.getByText('The agent does not hear you.').first().waitFor()
    await takePicture(page, 'voice-call-muted')
    await page.getByRole('button', { name: 'Hang up' }).click()
    await page.getByRole('button', { name: /call again/i }).waitFor()
    const { length } = spoken
    await page.getByRole('button', { name: /call again/i }).hover()
    expect(spoken).toHaveLength(length)
  })
})

function keepSound(payload: string | Buffer, sounds: Buffer[]): void {
  const { type, sound } = JSON.parse(String(payload)) as { type?: string; sound?: string }
  if (type === 'sound' && sound !== undefined) sounds.push(Buffer.from(sound, 'base64'))
}

/** A WAV file in which somebody hums for a second and a half, after a second of silence. */
function humAfterSilence(): Buffer {
  const rate = 48_000
  const file = Buffer.alloc(44 + rate * 2 * 4)
  file.write('RIFF', 0)
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(file.length - 44, 40)
  for (let at = 0; at < rate * 1.5; at += 1) {
    file.writeInt16LE(Math.round(hum(at / rate) * 7000), 44 + (rate + at) * 2)
  }
  return file
}

/** What a browser that takes noise away takes for a voice: a few harmonics, in syllables. */
function hum(seconds: number): number {
  const syllable = 0.5 + 0.5 * Math.sin(2 * Math.PI * 4 * seconds)
  const harmonics = [1, 2, 3, 5].map((of) => Math.sin(2 * Math.PI * 220 * of * seconds) / of)
  return syllable * harmonics.reduce((sum, one) => sum + one, 0)
}
