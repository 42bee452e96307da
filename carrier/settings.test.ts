import { expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const good = {
  LOCAL_CARRIER_ACCOUNT_SID: `AC${'a'.repeat(32)}`,
  LOCAL_CARRIER_AUTH_TOKEN: 'b'.repeat(32),
  SERVER_URL: 'http://127.0.0.1:3000',
  APP_URL: 'https://phone.example.com',
}

it('needs an account and two addresses, and has defaults for the rest', () => {
  expect(readSettings({ ...good, PATH: '/bin' })).toEqual({
    account: {
      accountSid: good.LOCAL_CARRIER_ACCOUNT_SID,
      authToken: good.LOCAL_CARRIER_AUTH_TOKEN,
    },
    port: 0,
    server: { localUrl: good.SERVER_URL, publicUrl: good.APP_URL, socketUrl: undefined },
    number: '+15550100000',
    speed: 1,
  })
})

it('lists every problem at once, each by the name of its variable', () => {
  const settings = readSettings({
    ...good,
    LOCAL_CARRIER_AUTH_TOKEN: undefined,
    LOCAL_CARRIER_PORT: 'abc',
    SERVER_URL: 'localhost:3000',
    WS_URL: 'https://h',
    LOCAL_CARRIER_NUMBER: 'anonymous',
    LOCAL_CARRIER_SPEED: '0',
  })
  expect(
    'problems' in settings && settings.problems.map((problem) => problem.split(' ')[0]),
  ).toEqual([
    'LOCAL_CARRIER_AUTH_TOKEN',
    'LOCAL_CARRIER_PORT',
    'SERVER_URL',
    'WS_URL',
    'LOCAL_CARRIER_NUMBER',
    'LOCAL_CARRIER_SPEED',
  ])
})
