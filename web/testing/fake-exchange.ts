import type { FakeSocket } from './fake-socket.ts'

/** Hands out fake sockets and keeps them in the order in which they were asked for. */
export class FakeExchange<Socket extends FakeSocket = FakeSocket> {
  readonly sockets: Socket[] = []
  readonly #make: () => Socket

  constructor(make: () => Socket) {
    this.#make = make
  }

  readonly openSocket = (): Socket => {
    const socket = this.#make()
    this.sockets.push(socket)
    return socket
  }

  get latest(): Socket {
    const socket = this.sockets.at(-1)
    if (!socket) throw new Error('No socket was opened.')
    return socket
  }
}
