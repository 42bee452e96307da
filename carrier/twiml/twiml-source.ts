/** Where a call's next TwiML comes from. */
export type TwimlSource =
  | { readonly from: 'url'; readonly document: DocumentRequest; readonly isFallback?: boolean }
  /** Given with the request itself: there is no address that relative ones in it could start from. */
  | { readonly from: 'request'; readonly twiml: string }

export interface DocumentRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** On top of the call's own parameters. */
  readonly parameters: Readonly<Record<string, string>>
}

/** An address of the server that may be asked or told something. */
export interface Endpoint {
  readonly url: string
  readonly method: 'GET' | 'POST'
}
