import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openPhoneLine, phoneAccount } from './testing/phone-line.ts'

const cli = fileURLToPath(new URL('cli.ts', import.meta.url))

it('is a phone in the terminal, which ends by itself with the call', async () => {
  await using line = await openPhoneLine()
  const child = spawn(process.execPath, [cli], {
    env: {
      ...process.env,
      LOCAL_CARRIER_URL: line.url,
      LOCAL_CARRIER_AUTH_TOKEN: phoneAccount.authToken,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const printed = text(child.stdout)
  // The pipe stays open: the call's end must be enough.
  child.stdin.write('bye\n')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(await printed).toContain('Caller: bye\nAgent: Goodbye.\n(the agent hung up)\n')
})
