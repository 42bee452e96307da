import { createHmac } from 'node:crypto'
import { WebSocket } from 'ws'

const publicUrl = 'https://agent.example.com'

export interface RawAccount {
  readonly accountSid: string
  readonly authToken: string
}

/** A carrier of whose code nothing is ours: what it sends is written here, word for word. */
export function createRawSpeech({ account, url }: { account: RawAccount; url: string }) {
  const { accountSid, authToken } = account
  const sign = (signed: string) => createHmac('sha1', authToken).update(signed).digest('base64')

  async function post(
    callSid: string,
    path: string,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<RawAnswer> {
    const target = path.replaceAll('&amp;', '&').replace(publicUrl, '').replace(/#.*$/, '')
    const form: Record<string, string> = {
      AccountSid: accountSid,
      CallSid: callSid,
      CallStatus: 'in-progress',
      Direction: 'inbound',
      From: '+12025550123',
      To: '+15550100000',
      ...fields,
    }
    const names = Object.keys(form).toSorted()
    const signature = sign(
      publicUrl + target + names.map((name) => name + (form[name] ?? '')).join(''),
    )
    const reply = await fetch(url + target, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams(form),
    })
    const twiml = await reply.text()
    const parameter = (name: string) =>
      new RegExp(`<Parameter name="${name}" value="([^"]*)"`).exec(twiml)?.[1] ?? ''
    return {
      status: reply.status,
      twiml,
      token: parameter('token'),
      session: parameter('session'),
      tail: /<Redirect[^>]*>([^<]*)</.exec(twiml)?.[1] ?? '',
    }
  }

  async function connect(): Promise<RawStream> {
    const socketUrl = `${publicUrl.replace('https', 'wss')}/twilio/media`
    const socket = new WebSocket(`${url.replace('http', 'ws')}/twilio/media`, {
      headers: { 'x-twilio-signature': sign(socketUrl) },
      perMessageDeflate: false,
    })
    const closing = Promise.withResolvers<number>()
    const stream: RawStream = {
      socket,
      orders: [],
      closed: closing.promise,
      send: (message) =>
        socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
      async read() {
        if (socket.readyState !== socket.OPEN) return
        const pong = new Promise<void>((resolve) => socket.once('pong', () => resolve()))
        socket.ping()
        await Promise.race([pong, closing.promise])
      },
    }
    socket.on('error', () => undefined)
    socket.on('close', (code) => closing.resolve(code))
    socket.on('message', (data: Buffer) => {
      const { event } = JSON.parse(data.toString()) as { event: string }
      stream.orders.push(event)
    })
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve())
      socket.once('error', reject)
    })
    return stream
  }

  return { post, connect }
}

export interface RawAnswer {
  readonly status: number
  readonly twiml: string
  readonly token: string
  readonly session: string
  /** Where the carrier goes on when the stream is gone. */
  readonly tail: string
}

export interface RawStream {
  readonly socket: WebSocket
  /** The kinds of what the server has said. */
  readonly orders: string[]
  readonly closed: Promise<number>
  send(message: unknown): void
  /** Resolves when the server has read everything. */
  read(): Promise<void>
}
