import type { ViolationKind } from '../witness.ts'
import type { AnswerWatch } from './answer-watch.ts'
import { foreignFields, longestFrame, parseServerMessage } from './server-message.ts'
import type { ServerMessage } from './server-message.ts'
import type { Sounds } from './sounds.ts'
import type { Talk } from './talk.ts'

/** The server's half of a relay session: what its frames do, and what is wrong about them. */
export interface ServerInput {
  textFrame(frame: string): void
  binaryFrame(): void
}

export interface ServerInputParts {
  readonly talk: Talk
  readonly sounds: Sounds
  readonly answers: AnswerWatch
  readonly send: (message: Readonly<Record<string, unknown>>) => void
  readonly onToken: () => void
  readonly onLanguage: (transcriptionLanguage: string) => void
  readonly onEnd: (handoffData: string | undefined) => void
  readonly onTooManyInvalid: () => void
  readonly violation: (kind: ViolationKind, message: string) => void
}

export function createServerInput(parts: ServerInputParts): ServerInput {
  const { talk, sounds, answers, violation } = parts
  let invalidInARow = 0
  let ended = false

  function refuse(description: string): void {
    invalidInARow += 1
    violation('invalid-relay-message', 'The server sent a message that the relay does not know.')
    parts.send({ type: 'error', description: `Invalid message received: ${description}` })
    if (invalidInARow >= invalidLimit) parts.onTooManyInvalid()
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

  function act(message: Exclude<ServerMessage, { type: 'invalid' }>): void {
    switch (message.type) {
      case 'text':
        parts.onToken()
        return answers.token({ ...message, text: message.token })
      case 'play':
        return talk.play(sounds.ofFile(message), message)
      case 'sendDigits':
        return talk.play(sounds.ofKeys(message.digits), noManner)
      case 'language':
        if (message.transcriptionLanguage !== undefined) {
          parts.onLanguage(message.transcriptionLanguage)
        }
        return undefined
      default:
        return end(message.handoffData)
    }
  }

  return {
    textFrame(frame) {
      if (ended) return violation('sent-after-end', 'The server sent a message after its end.')
      const message = parseServerMessage(frame)
      if (message.type === 'invalid') return refuse(excerptOf(frame))
      invalidInARow = 0
      for (const field of foreignFields(frame)) {
        violation('unknown-relay-field', `The message "${message.type}" has no field "${field}".`)
      }
      act(message)
    },
    binaryFrame: () => refuse('(binary)'),
  }
}

const invalidLimit = 10
const noManner = { interruptible: undefined, preemptible: undefined }

function excerptOf(frame: string): string {
  if (frame.length > longestFrame) return `(${frame.length} characters)`
  return frame.slice(0, 500)
}
