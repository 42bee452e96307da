import { expect, it } from 'vitest'
import { createServerAddress } from './server-address.ts'

const tunnel = createServerAddress({
  localUrl: 'http://127.0.0.1:3000',
  publicUrl: 'https://phone.example.com/',
})

it('reaches the public address on this machine, as a tunnel would', () => {
  const located = tunnel.locate('https://phone.example.com/webhooks/voice?a=b%20c#rc=2')
  expect(located?.target.href).toBe('http://127.0.0.1:3000/webhooks/voice?a=b%20c')
  expect(located?.headers).toEqual({
    host: 'phone.example.com',
    'x-forwarded-host': 'phone.example.com',
    'x-forwarded-proto': 'https',
  })
})

it('reaches the sockets of the public address too', () => {
  const located = tunnel.locate('wss://phone.example.com/twilio/relay')
  expect(located?.target.href).toBe('ws://127.0.0.1:3000/twilio/relay')
  expect(located?.headers['x-forwarded-proto']).toBe('https')
})

it('knows a base of its own for sockets', () => {
  const server = createServerAddress({
    localUrl: 'http://127.0.0.1:3000',
    publicUrl: 'https://phone.example.com',
    socketUrl: 'wss://sockets.example.com',
  })
  expect(server.locate('wss://sockets.example.com/twilio/relay')?.target.href).toBe(
    'ws://127.0.0.1:3000/twilio/relay',
  )
})

it('takes a path off that only the public address has', () => {
  const server = createServerAddress({
    localUrl: 'http://127.0.0.1:3000',
    publicUrl: 'https://example.com/phone',
  })
  expect(server.locate('https://example.com/phone/webhooks/voice')?.target.pathname).toBe(
    '/webhooks/voice',
  )
  expect(server.locate('https://example.com/phonebook')).toBeUndefined()
})

it.each(['http://localhost:4000/x', 'http://127.0.0.1:4000/x', 'ws://[::1]:4000/x'])(
  'reaches this machine as it is: %s',
  (url) => {
    expect(tunnel.locate(url)?.target.href).toBe(url)
  },
)

it.each(['https://elsewhere.example.com/x', 'http://phone.example.com/x', 'nonsense', ''])(
  'refuses to call a stranger: %s',
  (url) => {
    expect(tunnel.locate(url)).toBeUndefined()
  },
)
