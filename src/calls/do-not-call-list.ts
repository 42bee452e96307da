/** Numbers that are not called any more, because somebody there asked for it. */
export interface DoNotCallList {
  /** Adding a number twice is no error. Refused as `taken-over` when `epoch` is no longer the call's. */
  add(entry: DoNotCallEntry): Promise<'added' | 'taken-over'>
  has(phoneNumber: string): Promise<boolean>
}

export interface DoNotCallEntry {
  /** E.164. */
  readonly phoneNumber: string
  readonly callId: string
  readonly epoch: number
  readonly at: Date
}
