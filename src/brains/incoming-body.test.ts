import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { incomingBody } from './incoming-body.ts'

const cleaning: (() => void)[] = []
afterEach(() => {
  for (const clean of cleaning.splice(0)) clean()
})

/** A body that a server is about to send, and the means to send it. */
async function openBody() {
  const answered = Promise.withResolvers<ServerResponse>()
  const server = createServer((_, response) => {
    response.flushHeaders()
    answered.resolve(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleaning.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const [incoming] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [IncomingMessage]
  const clock = createManualClock()
  const reasonFor = (error: Error) => new Error('the body broke', { cause: error })
  return {
    body: incomingBody(incoming, { clock, reasonFor }),
    incoming,
    sender: await answered.promise,
  }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

it('a body is whole for whoever iterates it, also when the pieces came before anybody read', async () => {
  const { body, incoming, sender } = await openBody()
  const written = Array.from({ length: 200 }, (_, number) => `piece ${number};`)
  for (const piece of written) sender.write(piece)
  sender.end()
  await once(incoming, 'pause')
  expect(await textOf(body)).toBe(written.join(''))
})

it('a body is whole for whoever reads it as the web does', async () => {
  const { body, sender } = await openBody()
  sender.write('some ')
  sender.end('words')
  expect(await new Response(body).text()).toBe('some words')
})

it('a body that breaks off fails with the reason of whoever knows it, and never ends as if it were whole', async () => {
  const { body, sender } = await openBody()
  sender.write('some ')
  const reading = textOf(body)
  sender.destroy()
  await expect(reading).rejects.toThrow('the body broke')
  await expect(textOf(body)).rejects.toThrow('the body broke')
})
