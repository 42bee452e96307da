/** What the owner chose for this browser. `system` follows the machine's own setting. */
export type Theme = 'system' | 'light' | 'dark'

export function readTheme(): Theme {
  const theme = document.documentElement.dataset['theme']
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Applies at once and is remembered; `public/apply-theme.js` applies it again before the next paint. */
export function chooseTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
  try {
    if (theme === 'system') localStorage.removeItem('theme')
    else localStorage.setItem('theme', theme)
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
