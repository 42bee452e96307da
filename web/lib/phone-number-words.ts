/** A number as people write it; what is no number (such as `anonymous`) in words. */
export function phoneNumberWords(number: string): string {
  if (number === '' || /^(anonymous|restricted|unavailable|unknown|private)$/i.test(number)) {
    return 'Private number'
  }
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number)
  if (american) return `(${american[1] ?? ''}) ${american[2] ?? ''}-${american[3] ?? ''}`
  return number
}

/** The address behind a link that dials, where there is a number to dial. */
export function dialLink(number: string): string | undefined {
  const plain = number.replaceAll(/[\s().-]/g, '')
  return /^\+?\d{3,15}$/.test(plain) ? `tel:${plain}` : undefined
}
