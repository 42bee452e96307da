import { Socket } from 'node:net'
import { openLineChannel } from './line-channel.ts'

/** What the parent may ask this process for, by name. */
export type Answers = Readonly<Record<string, (given: never) => unknown>>

/** The pipe to the parent: not Node's own channel, by which our server would take it for its supervisor. */
export const parentPipe = 3

interface Question {
  readonly id: number
  readonly ask: string
  readonly given: never
}

/** Answers the parent's questions for as long as it lives, and ends this process when it is gone. */
export function answerParent(answers: Answers): void {
  const pipe = new Socket({ fd: parentPipe, readable: true, writable: true })
  const channel = openLineChannel(pipe, {
    // Both ends are ours, so the shape is known.
    onMessage: (message) => void answer(message as Question),
    onClosed: () => process.kill(process.pid, 'SIGTERM'),
  })
  // Being asked is no reason to stay alive.
  pipe.unref()

  async function answer({ id, ask, given }: Question): Promise<void> {
    try {
      const find = answers[ask]
      if (find === undefined) throw new TypeError(`Nobody here knows ${ask}`)
      channel.send({ id, answer: (await find(given)) ?? null })
    } catch (error) {
      channel.send({
        id,
        failure: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
      })
    }
  }
}
