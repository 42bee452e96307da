import { FakeExchange } from './fake-exchange.ts'
import { FakeSocket } from './fake-socket.ts'

/** The phone company's end of a socket: it welcomes a phone, and lets one come back whose token it gave out. */
export class FakePhoneSocket extends FakeSocket {
  /** The numbers of what was sent, which tests of single requests need not know. */
  readonly numbers: number[] = []

  override send(frame: string): void {
    super.send(frame)
    const { n, ...request } = this.sent.pop() as { n?: number }
    if (n !== undefined) this.numbers.push(n)
    this.sent.push(request)
  }

  override opens(): void {
    super.opens()
    this.receives({ type: 'connected', resumeToken: `token-${String((tokens += 1))}` })
  }
}

export class FakePhones extends FakeExchange<FakePhoneSocket> {
  constructor() {
    super(() => new FakePhoneSocket())
  }
}

let tokens = 0
