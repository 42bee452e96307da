/** A request to the REST API, read from the wire. */
export interface RestRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  readonly authorization: string | undefined
}

export interface RestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** What is sent as JSON, or bytes as they are; nothing after a deletion. */
  readonly body: object | Buffer | undefined
  /** Before it is sent; at once when left out. */
  readonly held: Promise<void> | undefined
}
