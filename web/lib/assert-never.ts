/** Ends a switch over a union: adding a member without its case is a type error. */
export function assertNever(value: never): never {
  throw new Error(`No case for ${JSON.stringify(value)}.`)
}
