/** Milliseconds on a clock that all processes of a machine share; it has no relation to the time of day. */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
