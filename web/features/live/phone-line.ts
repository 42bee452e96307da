import { PhoneEvent, type PhoneRequest } from '../../../src/contract/index.ts'

/** One socket to the phone company: good for one call, or for waiting until one comes in. */
export class PhoneLine {
  readonly #socket: PhoneSocket
  #listener: LineListener | undefined

  constructor({ openSocket, onUnreadable }: PhoneLineNeeds, listener: LineListener) {
    this.#listener = listener
    this.#socket = openSocket()
    this.#socket.addEventListener('open', () => this.#listener?.onOpen())
    this.#socket.addEventListener('close', () => this.#listener?.onLost())
    this.#socket.addEventListener('message', ({ data }) => {
      if (!this.#listener) return
      const event = parsePhoneEvent(data)
      if (event) this.#listener.onEvent(event)
      else onUnreadable()
    })
  }

  /** From now on somebody else listens to this line. */
  handTo(listener: LineListener): void {
    this.#listener = listener
  }

  send(request: PhoneRequest): void {
    if (this.#socket.readyState === openState) this.#socket.send(JSON.stringify(request))
  }

  /** Leaves the line; nothing more is told of it. */
  close(): void {
    this.#listener = undefined
    this.#socket.close()
  }
}

export interface LineListener {
  readonly onOpen: () => void
  readonly onEvent: (event: PhoneEvent) => void
  readonly onLost: () => void
}

export interface PhoneLineNeeds {
  readonly openSocket: () => PhoneSocket
  /** Told of each frame that is no event of the contract; the frame is dropped. */
  readonly onUnreadable: () => void
}

export type PhoneSocket = Pick<WebSocket, 'send' | 'close' | 'addEventListener' | 'readyState'>

const openState = 1

function parsePhoneEvent(frame: unknown): PhoneEvent | undefined {
  if (typeof frame !== 'string') return undefined
  try {
    return PhoneEvent.safeParse(JSON.parse(frame)).data
  } catch {
    return undefined
  }
}
