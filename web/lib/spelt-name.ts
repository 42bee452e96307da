/** A name of the code as words: "firstWordSentMs" and "take-message" as "first word sent ms" and so on. */
export function speltName(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase()
}
