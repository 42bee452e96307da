/** People who call, or are called, by their phone number. */
export interface CustomerBook {
  find(customerId: string): Promise<Customer | undefined>
  /** Newest contact first. */
  list(page: PageRequest): Promise<Page<Customer>>
  /**
   * Writes down what a caller said of themselves; fields that are not named stay. For a number that is not
   * the call's own, only what is not known of it yet is written.
   * Refused as `taken-over` when `epoch` is no longer the call's.
   */
  saveDetails(details: CustomerDetails): Promise<SavedDetails>
}

export interface Customer {
  readonly id: string
  readonly phoneNumber: string
  readonly name: string | undefined
  readonly email: string | undefined
  readonly company: string | undefined
  readonly notes: string | undefined
  readonly tags: readonly string[]
  readonly leadScore: number
  readonly calls: number
  readonly createdAt: Date
  readonly lastCallAt: Date | undefined
}

export interface CustomerDetails {
  readonly callId: string
  readonly epoch: number
  /** E.164. Details go to the customer of this number, who is created when new. */
  readonly phoneNumber: string
  readonly name?: string
  readonly email?: string
  readonly company?: string
  readonly notes?: string
}

export type SavedDetails =
  | { readonly saved: true; readonly customer: Customer }
  | { readonly saved: false; readonly reason: 'taken-over' }

export interface PageRequest {
  readonly limit: number
  /** Opaque place to go on from, as a page before returned it. */
  readonly cursor?: string
}

export interface Page<T> {
  readonly items: readonly T[]
  /** `undefined`: this was the last page. */
  readonly nextCursor: string | undefined
}
