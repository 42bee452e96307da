/**
 * Whether a number belongs to nobody, so that calling it wakes nobody and costs nothing: those that North
 * America keeps for stories (`+1 202 555 01xx`), and those of the local carrier's world (`+1 555 0100 xxx`).
 */
export function isFictional(e164: string): boolean {
  return /^\+1(?:[2-9]\d{2}55501\d{2}|5550100\d{3})$/.test(e164) && !isService(e164)
}

/** Toll-free and premium numbers have no block that is kept free. */
function isService(e164: string): boolean {
  return /^\+1(?:8(\d)\1|900)/.test(e164)
}
