import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a server that can be closed: connections break, new ones are refused, until it is opened again. */
export interface TcpGate extends AsyncDisposable {
  readonly port: number
  close(): Promise<void>
  open(): Promise<void>
}

export type GateTarget =
  | { readonly path: string }
  | { readonly host: string; readonly port: number }

export async function createTcpGate(target: GateTarget): Promise<TcpGate> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const onward = connect(target)
    for (const end of [socket, onward]) {
      sockets.add(end)
      end.on('error', () => undefined)
      end.on('close', () => {
        sockets.delete(end)
        socket.destroy()
        onward.destroy()
      })
    }
    socket.pipe(onward).pipe(socket)
  })

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: '127.0.0.1', port }, resolve)
    })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })

  await listen(0)
  const { port } = server.address() as AddressInfo
  return { port, close, open: () => listen(port), [Symbol.asyncDispose]: close }
}
