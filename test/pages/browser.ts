import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A browser of this machine; `CHROMIUM_PATH` names another one. */
export function findBrowser(): string | undefined {
  return [process.env['CHROMIUM_PATH'], ...usualPlaces].find(
    (place) => place !== undefined && existsSync(place),
  )
}

export interface OpenBrowser extends AsyncDisposable {
  readonly context: BrowserContext
}

/**
 * A browser with an empty profile that talks to nobody but our pages. With a WAV file it has a microphone, which hears
 * that file once and then nothing, and gives it to every page.
 */
export async function openBrowser(
  executablePath: string,
  { microphone }: { microphone?: string } = {},
): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'legacyai-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(microphone === undefined ? [] : microphoneThatHears(microphone)),
    ],
  })
  return {
    context,
    async [Symbol.asyncDispose]() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

function microphoneThatHears(wavFile: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${wavFile}%noloop`,
  ]
}
