/** What becomes of an attempt to open a session. */
export type HandshakeAnswer =
  | 'accept'
  /** Refused with this status and OpenAI's words for it. */
  | { readonly refuse: 401 | 403 | 404 | 429 | 500 | 503 }
  /** Accepted so much later. */
  | { readonly acceptAfterMs: number }
  /** Never answered; the connection stays. */
  | 'hang'
  /** The connection is cut without an answer. */
  | 'drop'

export interface Handshake {
  /** Which attempt, from 0 on; refused ones count. */
  readonly index: number
  readonly model: string | undefined
  readonly authorization: string | undefined
  readonly userAgent: string | undefined
}
