import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { createCarrier } from '../carrier.ts'
import { phoneAccount } from '../testing/phone-line.ts'
import { startTalkingServer } from '../testing/talking-server.ts'
import { parseCallScript } from './call-script.ts'
import { playScript } from './play-script.ts'

async function play(...lines: string[]) {
  await using server = await startTalkingServer()
  await using carrier = createCarrier({
    account: phoneAccount,
    server: { localUrl: server.url, publicUrl: server.url },
    patienceMs: 500,
  })
  const caller = carrier.placeCall()
  const result = await playScript({ steps: parseCallScript(lines.join('\n')), caller })
  return { result, heard: caller.heardSoFar(), status: caller.state().status }
}

it('passes when everything comes as written', async () => {
  expect(
    await play(
      'agent: hello there',
      'caller: red',
      'caller interrupts after "you said red what": blue',
      'agent: you said blue',
      'caller presses 5',
      'agent: pressed 5',
      'caller: bye',
      'agent: goodbye',
      'agent hangs up',
    ),
  ).toEqual({
    result: { passed: true },
    heard:
      'Hello there. You said red. What You said blue. What else can I do for you today? ' +
      'You pressed 5. Goodbye.',
    status: 'completed',
  })
})

it('ends with the caller hanging up, said or not', async () => {
  expect(await play('agent: hello')).toMatchObject({
    result: { passed: true },
    status: 'completed',
  })
  expect(await play('agent: hello', 'caller hangs up')).toMatchObject({ result: { passed: true } })
})

it('fails at the line whose words were not heard, and tells what was', async () => {
  const { result } = await play('agent: hello', 'agent: good evening')
  expect(result).toMatchObject({ passed: false, step: { line: 2, source: 'agent: good evening' } })
  expect(result.passed ? '' : result.why).toContain('Heard since the last step: "there."')
})

it('fails when somebody else ends the call', async () => {
  expect(await play('agent: hello', 'caller hangs up', 'agent hangs up')).toMatchObject({
    result: { passed: false, step: { line: 3 }, why: 'The call ended otherwise: caller-hung-up.' },
  })
})

it('reads the examples', async () => {
  const example = new URL('../examples/leave-a-message.call', import.meta.url)
  expect(parseCallScript(await readFile(example, 'utf8')).at(-1)?.does).toBe('agent-hangs-up')
})
