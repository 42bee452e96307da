import { expect, it } from 'vitest'
import { brainContract, replyOf, requestWith, spoken } from '../../test/contracts/brain.contract.ts'
import { BrainFailed } from '../calls/brain-failed.ts'
import { createReceptionist } from './receptionist.ts'

brainContract('The receptionist', () => ({ brain: createReceptionist() }))

it('says its sentences one by one, so that the first can be spoken before the last', async () => {
  const events = await replyOf(
    createReceptionist(),
    requestWith(['When are you open, and where are you?']),
  )
  const said = events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : []))
  expect(said).toEqual([
    'We are open Monday to Friday from 9 a.m. to 5 p.m. ',
    'We are open right now, until 5 p.m. ',
    'We are at 12 Harbor Street, Springfield. ',
    'Is there anything else I can do for you?',
  ])
})

it('names its tool calls by their turn, so that a restart asks for the same one', async () => {
  const events = await replyOf(createReceptionist(), requestWith(['There is a fire!']))
  expect(events.slice(-2)).toEqual([
    {
      type: 'tool-call',
      toolCallId: 'turn-1-take-message',
      tool: 'take-message',
      arguments: { reason: 'EMERGENCY: There is a fire!', urgency: 'emergency' },
    },
    { type: 'reply-end', reason: 'tools' },
  ])
})

it('leaves a space before what it says after the results', async () => {
  const events = await replyOf(createReceptionist(), requestWith(['There is a fire!']))
  expect(spoken(events)).toMatch(/\. $/)
})

it('fails as a brain when the rules themselves break', async () => {
  const request = requestWith(['When are you open?'])
  const agent = {
    ...request.agent,
    business: { ...request.agent.business, timeZone: 'Mars/Olympus' },
  }
  await expect(replyOf(createReceptionist(), { ...request, agent })).rejects.toBeInstanceOf(
    BrainFailed,
  )
})
