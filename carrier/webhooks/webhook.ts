/** One request to the server, before it is signed. */
export interface WebhookRequest {
  readonly callSid: string
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly parameters: Readonly<Record<string, string>>
}

/** What came of it. */
export type WebhookAnswer =
  | { readonly ok: true; readonly url: string; readonly contentType: string; readonly body: string }
  | { readonly ok: false; readonly errorCode: number; readonly reason: string }
