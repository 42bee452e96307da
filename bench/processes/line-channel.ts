import type { Duplex } from 'node:stream'

/** JSON, a line a message, over a pipe: small enough to sit in a process without being felt there. */
export interface LineChannel {
  send(message: unknown): void
}

export function openLineChannel(
  pipe: Duplex,
  { onMessage, onClosed }: { onMessage: (message: unknown) => void; onClosed: () => void },
): LineChannel {
  let rest = ''
  pipe.setEncoding('utf8')
  pipe.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onMessage(JSON.parse(line))
  })
  // A pipe that breaks is one whose other end is gone, and that is told by `close`.
  pipe.on('error', () => undefined)
  pipe.on('close', onClosed)
  return {
    send(message) {
      if (pipe.writable) pipe.write(`${JSON.stringify(message)}\n`)
    },
  }
}
