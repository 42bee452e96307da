import { FakeSocket } from './fake-socket.ts'

/** Hands out fake sockets and keeps them in the order in which they were asked for. */
export class FakeExchange {
  readonly sockets: FakeSocket[] = []

  readonly openSocket = (): FakeSocket => {
    const socket = new FakeSocket()
    this.sockets.push(socket)
    return socket
  }

  get latest(): FakeSocket {
    const socket = this.sockets.at(-1)
    if (!socket) throw new Error('No socket was opened.')
    return socket
  }
}
