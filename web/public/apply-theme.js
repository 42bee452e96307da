// Runs before the first paint, so that a chosen theme never flashes the other one. A file of its own
// and not an inline script, because the page's content security policy allows none.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is switched off: the system's theme applies.
}
