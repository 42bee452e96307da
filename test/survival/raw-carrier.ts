import { WebSocket } from 'ws'
import { signatureOf } from '../../carrier/signature.ts'
import { callToken } from '../../src/twilio/call-token.ts'
import { account, publicUrl } from './survival-office.ts'

/** A call as the carrier tells of it, for tests in which several servers are told at once. */
export interface RawCall {
  readonly callSid: string
  /** Sends a webhook to one server. */
  post(serverUrl: string, path: string, fields?: Readonly<Record<string, string>>): Promise<Reply>
  /** Connects the caller to one server, in a session of its own. */
  connect(serverUrl: string, sessionId: string): Promise<RawLine>
}

export interface Reply {
  readonly status: number
  readonly twiml: string
}

export interface RawLine {
  says(text: string): void
  /** Resolves when these words have come; rejects when the line closed before. */
  hears(words: string): Promise<void>
  readonly heard: string
  /** The code with which the server closed. */
  readonly closed: Promise<number>
  /** Lets the connection go without a word. */
  drop(): void
}

export function createRawCall(callSid: string): RawCall {
  const { accountSid, authToken } = account
  return {
    callSid,
    async post(serverUrl, path, fields = {}) {
      const form = {
        AccountSid: accountSid,
        ApiVersion: '2010-04-01',
        CallSid: callSid,
        CallStatus: 'in-progress',
        Direction: 'inbound',
        From: '+12025550123',
        To: '+15550100000',
        ...fields,
      }
      const signature = signatureOf({ authToken, url: `${publicUrl}${path}`, form })
      const reply = await fetch(`${serverUrl}${path}`, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams(form),
      })
      return { status: reply.status, twiml: await reply.text() }
    },
    async connect(serverUrl, sessionId) {
      const url = `${publicUrl.replace('https', 'wss')}/twilio/relay`
      const socket = new WebSocket(`${serverUrl.replace('http', 'ws')}/twilio/relay`, {
        headers: { 'x-twilio-signature': signatureOf({ authToken, url }) },
      })
      await new Promise<void>((resolve, reject) => {
        socket.once('open', () => resolve())
        socket.once('error', reject)
      })
      const token = callToken({ callSid, authToken })
      socket.send(
        JSON.stringify({ type: 'setup', sessionId, callSid, customParameters: { token } }),
      )
      return lineOn(socket)
    },
  }
}

function lineOn(socket: WebSocket): RawLine {
  let heard = ''
  let stirred = Promise.withResolvers<void>()
  const closing = Promise.withResolvers<number>()
  function stir(): void {
    stirred.resolve()
    stirred = Promise.withResolvers()
  }
  socket.on('error', () => undefined)
  socket.on('close', (code) => {
    closing.resolve(code)
    stir()
  })
  socket.on('message', (data: Buffer) => {
    const { token = '' } = JSON.parse(data.toString()) as { token?: string }
    heard += token
    stir()
  })
  return {
    says: (voicePrompt) => socket.send(JSON.stringify({ type: 'prompt', voicePrompt, last: true })),
    async hears(words) {
      while (!heard.includes(words)) {
        if (socket.readyState > socket.OPEN) throw new Error(`Closed before "${words}" was heard`)
        await stirred.promise
      }
    },
    get heard() {
      return heard
    },
    closed: closing.promise,
    drop: () => socket.terminate(),
  }
}
