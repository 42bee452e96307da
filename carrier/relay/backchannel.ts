/** Whether this is no more than a sign of listening, such as "uh-huh" or "yeah, okay". */
export function isBackchannel(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? []
  return words.length > 0 && words.length <= 3 && words.every((word) => signs.has(word))
}

const signs = new Set([
  'uh-huh',
  'mhm',
  'mm-hmm',
  'mm',
  'hmm',
  'hm',
  'ah',
  'oh',
  'uh',
  'um',
  'yeah',
  'yep',
  'yes',
  'ok',
  'okay',
  'right',
  'sure',
])
