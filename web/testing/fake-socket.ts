/** A WebSocket without a network: the test is the other end. */
export class FakeSocket {
  readyState: WebSocket['readyState'] = 0
  /** What was sent and has not left yet. */
  bufferedAmount = 0
  readonly sent: unknown[] = []
  /** With which code this end closed it. */
  closedWith: number | undefined
  readonly #events = new EventTarget()

  readonly addEventListener = ((type: string, listener: EventListener) => {
    this.#events.addEventListener(type, listener)
  }) as WebSocket['addEventListener'] // its overloads are those of an EventTarget

  send(frame: string): void {
    if (this.readyState !== 1) throw new Error('Nothing can be sent on a socket that is not open.')
    this.sent.push(JSON.parse(frame))
  }

  close(code?: number): void {
    this.closedWith ??= code
    this.drops()
  }

  opens(): void {
    this.readyState = 1
    this.#events.dispatchEvent(new Event('open'))
  }

  receives(message: unknown): void {
    this.receivesFrame(JSON.stringify(message))
  }

  receivesFrame(frame: unknown): void {
    this.#events.dispatchEvent(new MessageEvent('message', { data: frame }))
  }

  /** The other end goes away without a word. */
  drops(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.#events.dispatchEvent(new Event('close'))
  }
}
