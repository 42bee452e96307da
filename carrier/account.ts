/** The account that this carrier signs for: one of this installation, never a Twilio account. */
export interface CarrierAccount {
  readonly accountSid: string
  readonly authToken: string
}
