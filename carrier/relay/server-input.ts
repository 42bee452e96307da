import type { ViolationKind } from '../witness.ts'
import { longestFrame, parseServerMessage } from './server-message.ts'
import type { ServerMessage } from './server-message.ts'
import type { Talk } from './talk.ts'

/** The server's half of a relay session: what its frames do, and what is wrong about them. */
export interface ServerInput {
  textFrame(frame: string): void
  binaryFrame(): void
  /**
   * The server was told of an interruption, and has read it when `known` resolves. Tokens that cross it
   * on the way are dropped, but are nobody's fault.
   */
  interruptionSent(known: Promise<void>): Promise<void>
}

export interface ServerInputParts {
  readonly talk: Talk
  readonly send: (message: Readonly<Record<string, unknown>>) => void
  readonly onEnd: (handoffData: string | undefined) => void
  readonly onTooManyInvalid: () => void
  readonly violation: (kind: ViolationKind, message: string) => void
}

export function createServerInput(parts: ServerInputParts): ServerInput {
  const { talk, violation } = parts
  let invalidInARow = 0
  let ended = false
  let excuses = 0

  function refuse(description: string): void {
    invalidInARow += 1
    violation('invalid-relay-message', 'The server sent a message that the relay does not know.')
    parts.send({ type: 'error', description: `Invalid message received: ${description}` })
    if (invalidInARow >= invalidLimit) parts.onTooManyInvalid()
  }

  function speak(message: Extract<ServerMessage, { type: 'text' }>): void {
    const { token, last, interruptible } = message
    const fate = talk.add({ text: token, last, interruptible })
    if (excuses > 0) return
    if (fate === 'dropped') {
      violation('token-after-interrupt', 'The server went on with an answer that was interrupted.')
    } else if (fate === 'ended-nothing') {
      violation('second-end-of-interrupted-cycle', 'An interrupted answer was ended twice.')
    }
  }

  function end(handoffData: string | undefined): void {
    ended = true
    const cutText = talk.unheardText().trim()
    if (cutText !== '') {
      const count = cutText.split(/\s+/).length
      violation('end-cut-speech', `The server ended the session with ${count} words unheard.`)
    }
    parts.onEnd(handoffData)
  }

  return {
    textFrame(frame) {
      if (ended) return violation('sent-after-end', 'The server sent a message after its end.')
      const message = parseServerMessage(frame)
      if (message.type === 'invalid') return refuse(excerptOf(frame))
      invalidInARow = 0
      if (message.type === 'text') speak(message)
      if (message.type === 'end') end(message.handoffData)
    },
    binaryFrame: () => refuse('(binary)'),
    async interruptionSent(known) {
      excuses += 1
      await known
      excuses -= 1
    },
  }
}

const invalidLimit = 10

function excerptOf(frame: string): string {
  if (frame.length > longestFrame) return `(${frame.length} characters)`
  return frame.slice(0, 500)
}
