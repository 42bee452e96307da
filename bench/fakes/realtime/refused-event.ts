/** The client's event is answered with an `error` event, in the vendor's words and codes. */
export class RefusedEvent extends Error {
  override readonly name = 'RefusedEvent'
  readonly code: string
  readonly param: string | null

  constructor(code: string, message: string, param: string | null = null) {
    super(message)
    this.code = code
    this.param = param
  }
}
