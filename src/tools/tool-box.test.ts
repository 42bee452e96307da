import { expect, it } from 'vitest'
import { createEndCall } from './end-call.ts'
import { createTakeMessage } from './take-message.ts'
import { createToolBox } from './tool-box.ts'

const taskBook = { add: () => Promise.reject(new Error('not used')) }
const toolBox = createToolBox({ tools: [createTakeMessage({ taskBook }), createEndCall()] })

it('offers an agent only the tools that it may use, and no others that it names', () => {
  const agent = { allowedTools: ['take-message', 'send-money'] }
  expect(toolBox.offersFor(agent).map(({ name }) => name)).toEqual(['take-message'])
  expect(toolBox.permitted(agent, 'take-message')).toBe(true)
  expect(toolBox.permitted(agent, 'end-call')).toBe(false)
  expect(toolBox.permitted(agent, 'send-money')).toBe(false)
  expect(toolBox.offersFor({ allowedTools: [] })).toEqual([])
})

it('finds a tool by its name', () => {
  expect(toolBox.find('end-call')?.name).toBe('end-call')
  expect(toolBox.find('toString')).toBeUndefined()
})

it('tells a brain the arguments as JSON schema, with what it may leave out', () => {
  const [offer] = toolBox.offersFor({ allowedTools: ['take-message'] })
  expect(offer?.parameters).toMatchObject({
    type: 'object',
    required: ['reason'],
    properties: { urgency: { enum: ['normal', 'urgent', 'emergency'], default: 'normal' } },
  })
  expect(offer?.parameters).not.toHaveProperty('$schema')
})

it('shows one call the box of its agent', () => {
  const box = toolBox.forAgent({ allowedTools: ['end-call'] })
  expect(box.offers.map(({ name }) => name)).toEqual(['end-call'])
  expect(box.isAllowed('end-call')).toBe(true)
  expect(box.isAllowed('take-message')).toBe(false)
  expect(box.find('take-message')?.name).toBe('take-message')
})
