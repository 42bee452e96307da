import type { RawData } from 'ws'
import type { Conversation } from '../../calls/conversation.ts'
import type { Timer } from '../../lib/clock.ts'
import { CarrierSocket, type CarrierSocketParts } from '../carrier-socket.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { createRelayLine, type RelayLine } from './relay-line.ts'
import { parseRelayMessage, type RelayMessage, type RelaySetup } from './relay-messages.ts'

const setupWithinMs = 5_000
/** What can come while a call is being taken up. */
const mostEarlyMessages = 100
const limits = {
  /** A carrier's longest frame is what a caller said in one breath. */
  longestFrameBytes: 64 * 1024,
  /** A fast talker over a fast talking agent makes about ten frames a second. */
  framesPerSecond: 100,
  mostAtOnce: 400,
}

/** One socket of the carrier, from its first frame to its close: whose call it is, and what it brings. */
export class RelayConnection {
  readonly #parts: VoiceParts
  readonly #socket: CarrierSocket
  readonly #relay: RelayLine
  readonly #noSetup: Timer
  #conversation: Conversation | undefined
  #hasBegun = false
  readonly #early: RelayMessage[] = []

  constructor(own: CarrierSocketParts) {
    const { parts, socket } = own
    this.#parts = parts
    this.#socket = new CarrierSocket(own, { name: 'relay', limits })
    this.#relay = createRelayLine({
      socket: {
        send: (text) => socket.send(text),
        close: (code) => socket.close(code),
        get isOpen() {
          return socket.readyState === socket.OPEN
        },
      },
      onEvent: (event) => this.#conversation?.receive(event),
    })
    this.#noSetup = parts.clock.after(setupWithinMs, () => this.#socket.refuse('no setup came'))
  }

  frame(data: RawData, isBinary: boolean): void {
    this.#socket.frame(data, isBinary, (text) =>
      this.#understood(parseRelayMessage(text.toString('utf8'))),
    )
  }

  /** Something that could not be used: it is counted. */
  strange(reason: string): void {
    this.#socket.strange(reason)
  }

  closed(code: number): void {
    this.#noSetup.cancel()
    this.#socket.alone(() => this.#relay.closed(code))
  }

  #understood(message: RelayMessage): void {
    if (message.type === 'unknown') return this.strange(message.reason)
    if (message.type === 'error') return this.strange(`the carrier reports: ${message.description}`)
    if (message.type === 'setup') {
      return this.#hasBegun ? this.strange('a second setup') : this.#begin(message)
    }
    if (!this.#hasBegun) return this.strange(`${message.type} before setup`)
    if (this.#conversation) this.#relay.received(message)
    else if (this.#early.length < mostEarlyMessages) this.#early.push(message)
  }

  #begin({ callSid, customParameters, sessionId: session }: RelaySetup): void {
    this.#noSetup.cancel()
    this.#hasBegun = true
    const token = customParameters?.['token']
    this.#socket.join({ callSid, token }, () => {
      const { switchboard } = this.#parts
      this.#conversation = switchboard.connect(callSid, this.#relay.line, { session })
      if (this.#conversation) this.#deliverEarly()
      return this.#conversation
    })
  }

  #deliverEarly(): void {
    for (const message of this.#early.splice(0)) this.#relay.received(message)
  }
}
