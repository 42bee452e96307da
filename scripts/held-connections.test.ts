import { once } from 'node:events'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createHeldConnections, type Receiver } from './held-connections.ts'

/** A program that only notes what it is sent: the numbers of connections. */
function program() {
  const got: unknown[] = []
  const receiver: Receiver = {
    send(message) {
      got.push('id' in message && message.id)
      return true
    },
  }
  return Object.assign(receiver, { got })
}

describe('connections that wait for a server', () => {
  it('are given in the order in which they came, each once', () => {
    const connections = createHeldConnections()
    const server = program()
    connections.hold(new Socket())
    connections.hold(new Socket())
    connections.giveTo(server)
    connections.hold(new Socket())
    connections.giveTo(server)
    expect(server.got).toEqual([1, 2, 3])
  })

  it('go to the next server when the first died before it had them', () => {
    const connections = createHeldConnections()
    const [first, second] = [program(), program()]
    for (const _ of [1, 2, 3]) connections.hold(new Socket())
    connections.giveTo(first)
    connections.letGo(2)
    connections.takeBackFrom(first)
    connections.giveTo(second)
    expect(second.got).toEqual([1, 3])
  })

  it('are no longer ours once a server has them', () => {
    const connections = createHeldConnections()
    const socket = new Socket()
    connections.hold(socket)
    connections.giveTo(program())
    connections.letGo(1)
    expect(socket.destroyed).toBe(true)
  })

  it('are closed when they have waited too long, and given to nobody', async () => {
    const connections = createHeldConnections({ holdMs: 1 })
    const socket = new Socket()
    connections.hold(socket)
    await once(socket, 'close')
    const server = program()
    connections.giveTo(server)
    expect(server.got).toEqual([])
  })

  it('are closed at once when too many wait already', () => {
    const connections = createHeldConnections({ holdAtMost: 1 })
    const [first, second] = [new Socket(), new Socket()]
    connections.hold(first)
    connections.hold(second)
    expect([first.destroyed, second.destroyed]).toEqual([false, true])
  })

  it('are forgotten when their caller hangs up in a way that shows', async () => {
    const connections = createHeldConnections()
    const socket = new Socket()
    connections.hold(socket)
    socket.destroy(new Error('ECONNRESET'))
    await new Promise<void>((resolve) => socket.once('close', () => resolve()))
    const server = program()
    connections.giveTo(server)
    expect(server.got).toEqual([])
  })

  it('are all closed when the door closes', () => {
    const connections = createHeldConnections()
    const sockets = [new Socket(), new Socket()]
    sockets.forEach((socket) => connections.hold(socket))
    connections.letGoAll()
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true])
  })
})
