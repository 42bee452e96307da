import { expect, it } from 'vitest'
import { brainContract, replyOf, requestWith, spoken } from '../contracts/brain.contract.ts'
import { calls, createGate, createScriptedBrain, fails, says } from './scripted-brain.ts'

brainContract('The scripted brain', () => ({
  brain: createScriptedBrain({ whenOutOfScripts: says('All right.') }),
  waiting: createScriptedBrain({
    scripts: [
      [
        { step: 'say', text: 'One moment' },
        { step: 'wait', gate: createGate() },
      ],
    ],
  }),
  failing: createScriptedBrain({ scripts: [fails()] }),
}))

it('gives the answers in the order in which they were written down', async () => {
  const brain = createScriptedBrain({ scripts: [says('One. ', 'Two.'), calls('end-call', {})] })
  expect(spoken(await replyOf(brain, requestWith(['Hello'])))).toBe('One. Two.')
  expect(await replyOf(brain, requestWith(['Bye']))).toEqual([
    { type: 'tool-call', toolCallId: 'call-end-call', tool: 'end-call', arguments: {} },
    { type: 'reply-end', reason: 'tools' },
  ])
  expect(brain.requests.map(({ transcript }) => transcript.at(-1))).toMatchObject([
    { text: 'Hello' },
    { text: 'Bye' },
  ])
})

it('fails loudly when it is asked more often than was written down', async () => {
  await expect(replyOf(createScriptedBrain(), requestWith(['Hello']))).rejects.toThrow('No script')
})

it('waits at a gate until the test opens it', async () => {
  const gate = createGate()
  const brain = createScriptedBrain({ scripts: [[{ step: 'wait', gate }, ...says('Here.')]] })
  const reply = replyOf(brain, requestWith(['Hello']))
  await gate.reached
  gate.open()
  expect(spoken(await reply)).toBe('Here.')
})
