/** The page speaks English; which English is the reader's: "en-GB" where the browser says so. */
export const pageLanguage =
  globalThis.navigator.languages.find((one) => one.startsWith('en')) ?? 'en'
