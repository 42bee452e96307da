import type { Page } from 'playwright-core'

/** Where the pictures go, for whoever wants to look at them. */
const pictures = process.env['SCREENSHOT_DIR']

/** Takes a picture of a page, wide and narrow, in light and dark, where anybody wants one. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const [size, width, height] of sizes) {
      await page.setViewportSize({ width, height })
      const path = `${pictures}/${name}-${size}-${colorScheme}.png`
      await page.screenshot({ path, animations: 'disabled' })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

const sizes = [
  ['wide', 1440, 900],
  ['narrow', 390, 844],
] as const
