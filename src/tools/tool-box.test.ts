import { expect, it } from 'vitest'
import { createEndCall } from './end-call.ts'
import { createTakeMessage } from './take-message.ts'
import { createToolBox } from './tool-box.ts'

const taskBook = { add: () => Promise.reject(new Error('not used')) }
const toolBox = createToolBox({ tools: [createTakeMessage({ taskBook }), createEndCall()] })

it('offers an agent only the tools that it may use, and no others that it names', () => {
  const box = toolBox.forAgent({ allowedTools: ['take-message', 'send-money'] })
  expect(box.offers.map(({ name }) => name)).toEqual(['take-message'])
  expect(box.isAllowed('take-message')).toBe(true)
  expect(box.isAllowed('end-call')).toBe(false)
  expect(box.isAllowed('send-money')).toBe(false)
  expect(toolBox.forAgent({ allowedTools: [] }).offers).toEqual([])
})

it('finds a tool by its name', () => {
  const box = toolBox.forAgent({ allowedTools: [] })
  expect(box.find('end-call')?.name).toBe('end-call')
  expect(box.find('toString')).toBeUndefined()
})

it('tells a brain the arguments as JSON schema, with what it may leave out', () => {
  const [offer] = toolBox.forAgent({ allowedTools: ['take-message'] }).offers
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
