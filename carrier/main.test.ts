import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { PhoneClient } from './phone/phone-client.ts'
import { connectPhone } from './testing/bare-phone.ts'
import { startTalkingServer } from './testing/talking-server.ts'
import { phoneAccount } from './testing/phone-line.ts'

const main = new URL('main.ts', import.meta.url)

function startProcess(env: Record<string, string>): ChildProcess {
  return fork(main, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
}

function environment(serverUrl: string): Record<string, string> {
  return {
    LOCAL_CARRIER_ACCOUNT_SID: phoneAccount.accountSid,
    LOCAL_CARRIER_AUTH_TOKEN: phoneAccount.authToken,
    LOCAL_CARRIER_SPEED: '50',
    SERVER_URL: serverUrl,
    APP_URL: serverUrl,
  }
}

async function listening(child: ChildProcess): Promise<string> {
  const [message] = (await once(child, 'message')) as [{ type: string; port: number }]
  expect(message.type).toBe('carrier-listening')
  return `http://127.0.0.1:${message.port}`
}

it('tells its port, says what it is, and ends its calls on SIGTERM', async () => {
  await using server = await startTalkingServer()
  const child = startProcess(environment(server.url))
  const said = child.stderr === null ? Promise.resolve('') : text(child.stderr)
  const url = await listening(child)
  const phone = await PhoneClient.connect({ url, authToken: phoneAccount.authToken })
  phone.dial()
  await phone.hears('hello there')
  const exited = once(child, 'exit')
  child.kill('SIGTERM')

  expect(await phone.ended()).toEqual({ status: 'completed', reason: 'carrier-stopped' })
  expect(await exited).toEqual([0, null])
  expect(server.requestsTo('/webhooks/voice/status')).toHaveLength(1)
  expect(await said).toMatch(
    /^carrier: The local carrier, .* not Twilio, listens on 127\.0\.0\.1:\d+\.\n$/,
  )
})

it('does not wait for a phone whose connection broke when it is to stop', async () => {
  await using server = await startTalkingServer()
  const child = startProcess(environment(server.url))
  const phone = await connectPhone(await listening(child))
  phone.send({ type: 'dial' })
  await phone.next('heard')
  const noticed = once(child.stderr ?? child, 'data', { signal: AbortSignal.timeout(4000) })
  phone.socket.terminate()
  const exited = once(child, 'exit')
  await noticed
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

it('ends when its parent is gone', async () => {
  const child = startProcess(environment('http://127.0.0.1:9'))
  await listening(child)
  const exited = once(child, 'exit')
  child.disconnect()
  expect(await exited).toEqual([0, null])
})

it('does not start with settings that are wrong, and says which', async () => {
  const child = startProcess({ ...environment('nonsense'), LOCAL_CARRIER_AUTH_TOKEN: '' })
  const said = child.stderr === null ? Promise.resolve('') : text(child.stderr)
  expect(await once(child, 'exit')).toEqual([2, null])
  expect(await said).toMatch(/LOCAL_CARRIER_AUTH_TOKEN must[^]*SERVER_URL must[^]*APP_URL must/)
})
