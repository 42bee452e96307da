import { describe, expect, it } from 'vitest'
import { toolContract, type ToolUnderTest } from '../../test/contracts/tool.contract.ts'
import { toolContext } from '../../test/fakes/tool-context.ts'
import type { CustomerDetails } from '../calls/customer-book.ts'
import type { NewTask } from '../calls/task-book.ts'
import type { Tool, ToolContext } from '../calls/tool.ts'
import { createEndCall } from './end-call.ts'
import { createSaveContactDetails } from './save-contact-details.ts'
import { createScheduleCallback } from './schedule-callback.ts'
import { createTakeMessage } from './take-message.ts'

const message = { name: 'Ann Lee', phoneNumber: '(202) 555-0123', reason: 'The boiler is cold.' }

toolContract('take-message', () =>
  onBooks(({ taskBook }) => createTakeMessage({ taskBook }), {
    validArguments: message,
    sameMeaning: { ...message, phoneNumber: '202 555 0123', reason: 'the BOILER is cold' },
    otherMeaning: { ...message, reason: 'The boiler is loud.' },
  }),
)

const callback = { phoneNumber: '2025550123', reason: 'An offer', when: 'tomorrow afternoon' }

toolContract('schedule-callback', () =>
  onBooks(({ taskBook }) => createScheduleCallback({ taskBook }), {
    validArguments: callback,
    sameMeaning: { ...callback, when: 'Thursday at 2 p.m.' },
    otherMeaning: { ...callback, when: 'Friday afternoon' },
  }),
)

const details = { name: 'Ann Lee', email: 'ann@example.com' }

toolContract('save-contact-details', () =>
  onBooks(({ customerBook }) => createSaveContactDetails({ customerBook }), {
    validArguments: details,
    sameMeaning: { ...details, phoneNumber: '202-555-0123' },
    otherMeaning: { ...details, company: 'Lee Boats' },
  }),
)

toolContract('end-call', () =>
  onBooks(() => createEndCall(), {
    validArguments: {},
    sameMeaning: {},
    otherMeaning: undefined,
  }),
)

describe('take-message', () => {
  it('writes down who called, their number, what it is about and how urgent it is', async () => {
    const { tool, tasks } = messages()
    const result = await run(tool, { ...message, urgency: 'urgent' })
    expect(tasks[0]).toMatchObject({
      type: 'message',
      callId: toolContext().call.id,
      epoch: 1,
      scheduledFor: toolContext().now,
      payload: {
        name: 'Ann Lee',
        phoneNumber: '+12025550123',
        reason: 'The boiler is cold.',
        urgency: 'urgent',
      },
    })
    expect(result).toMatchObject({
      ok: true,
      receipt: {
        kind: 'message-taken',
        reference: 'task-1',
        facts: { name: 'Ann Lee', spokenNumber: '2 0 2, 5 5 5, 0 1 2 3', urgency: 'urgent' },
      },
    })
  })

  it('uses the number of the call when the caller gave none', async () => {
    const { tool, tasks } = messages()
    await run(tool, { reason: 'Hello' })
    expect(tasks[0]?.payload).toMatchObject({ phoneNumber: '+12025550123', name: undefined })
  })

  it('keeps the message of a caller who withholds the number', async () => {
    const { tool, tasks } = messages()
    const result = await run(
      tool,
      { reason: 'Hello' },
      toolContext({ call: { from: 'anonymous' } }),
    )
    expect(tasks[0]?.payload.phoneNumber).toBe('anonymous')
    expect(result.ok && 'spokenNumber' in result.receipt.facts).toBe(false)
  })

  it.each(['12', '555 0123', '000 000 0000', 'call me maybe', '1 023 456 7890'])(
    'refuses the number %s in words',
    async (phoneNumber) => {
      const { tool, tasks } = messages()
      const result = await run(tool, { ...message, phoneNumber })
      expect(result).toMatchObject({ ok: false, reason: 'wrong-arguments' })
      expect(result.ok ? '' : result.detail).toContain('phone number')
      expect(tasks).toEqual([])
    },
  )

  it('is due at once when urgent, else when somebody is there to read it', async () => {
    const { tool, tasks } = messages()
    const saturday = toolContext({ now: '2026-06-06T20:00:00-04:00' })
    await run(tool, { reason: 'Can wait' }, saturday)
    await run(tool, { reason: 'Cannot wait', urgency: 'emergency' }, saturday)
    expect(tasks.map(({ scheduledFor }) => scheduledFor)).toEqual([
      new Date('2026-06-08T09:00:00-04:00'),
      saturday.now,
    ])
    expect(tasks[1]?.payload.urgency).toBe('urgent')
  })

  it('writes the same words again as another task once they became urgent', () => {
    const { tool } = messages()
    const key = (urgency: string) =>
      tool.effectKey(tool.parameters.parse({ ...message, urgency }), toolContext())
    expect(key('urgent')).not.toBe(key('normal'))
  })

  it('reads numbers in the country of the business', async () => {
    const { tool, tasks } = messages()
    const { agent } = toolContext()
    const london = toolContext({ agent: { business: { ...agent.business, country: 'GB' } } })
    await run(tool, { reason: 'Hello', phoneNumber: '020 7946 0958' }, london)
    expect(tasks[0]?.payload.phoneNumber).toBe('+442079460958')
  })
})

describe('schedule-callback', () => {
  it('schedules the call in the time zone of the business and says it back', async () => {
    const { tool, tasks } = callbacks()
    const result = await run(tool, { ...callback, name: 'Ann Lee' })
    expect(tasks[0]).toMatchObject({
      type: 'callback',
      scheduledFor: new Date('2026-06-04T14:00:00-04:00'),
      payload: { phoneNumber: '+12025550123', name: 'Ann Lee', urgency: 'normal' },
    })
    expect(result).toMatchObject({
      receipt: {
        kind: 'callback-scheduled',
        facts: {
          name: 'Ann Lee',
          spokenDate: 'tomorrow, Thursday, June 4, at 2 p.m.',
          spokenNumber: '2 0 2, 5 5 5, 0 1 2 3',
          instant: '2026-06-04T18:00:00.000Z',
        },
      },
    })
  })

  it.each([
    ['next friday', 'Do you mean Friday, June 5 or Friday, June 12?'],
    ['on sunday', 'We are closed then. Shall we call you Monday, June 8, at 9 a.m. instead?'],
    ['whatever floats', 'On which day and at what time should we call you?'],
  ])('asks back when the caller says %s', async (when, question) => {
    const { tool, tasks } = callbacks()
    const result = await run(tool, { ...callback, when })
    expect(result).toEqual({ ok: false, reason: 'ambiguous', detail: question })
    expect(tasks).toEqual([])
  })

  it('needs a number to call', async () => {
    const { tool } = callbacks()
    const withheld = toolContext({ call: { from: 'anonymous' } })
    expect(await run(tool, { reason: 'Hi', when: 'tomorrow' }, withheld)).toMatchObject({
      ok: false,
      reason: 'wrong-arguments',
    })
    expect(await run(tool, { ...callback, phoneNumber: '12' })).toMatchObject({
      ok: false,
      reason: 'wrong-arguments',
    })
  })

  it('takes as soon as possible for one effect, also a minute later', () => {
    const { tool } = callbacks()
    const key = (now: string) =>
      tool.effectKey(tool.parameters.parse({ ...callback, when: 'asap' }), toolContext({ now }))
    expect(key('2026-06-03T10:00:00-04:00')).toBe(key('2026-06-03T10:01:30-04:00'))
  })
})

describe('save-contact-details', () => {
  it('saves under the number of the call what the caller said of themselves', async () => {
    const books = createBooks()
    const tool = createSaveContactDetails(books)
    const result = await run(tool, details)
    expect(books.saved).toEqual([
      { callId: toolContext().call.id, epoch: 1, phoneNumber: '+12025550123', ...details },
    ])
    expect(result).toMatchObject({
      receipt: { kind: 'contact-saved', facts: { name: 'Ann Lee', email: 'ann@example.com' } },
    })
  })

  it('refuses to save nothing, a broken address, and anything without a number', async () => {
    const tool = createSaveContactDetails(createBooks())
    expect(tool.parameters.safeParse({}).success).toBe(false)
    expect(tool.parameters.safeParse({ email: 'ann at example' }).success).toBe(false)
    const withheld = toolContext({ call: { from: 'anonymous' } })
    expect(await run(tool, details, withheld)).toMatchObject({ reason: 'wrong-arguments' })
    expect(await run(tool, { ...details, phoneNumber: '7' })).toMatchObject({
      reason: 'wrong-arguments',
    })
  })
})

describe('end-call', () => {
  it('hangs up afterwards', async () => {
    expect(await run(createEndCall(), {})).toMatchObject({
      ok: true,
      receipt: { kind: 'call-ending' },
      afterwards: 'hang-up',
    })
  })
})

function messages() {
  const books = createBooks()
  return { tool: createTakeMessage(books), tasks: books.tasks }
}

function callbacks() {
  const books = createBooks()
  return { tool: createScheduleCallback(books), tasks: books.tasks }
}

function run(tool: Tool, args: unknown, context: ToolContext = toolContext()) {
  return tool.run(tool.parameters.parse(args), context, new AbortController().signal)
}

function onBooks(
  create: (books: ReturnType<typeof createBooks>) => Tool,
  args: Pick<ToolUnderTest, 'validArguments' | 'sameMeaning' | 'otherMeaning'>,
): ToolUnderTest {
  const books = createBooks()
  return {
    ...args,
    tool: create(books),
    context: toolContext(),
    effects: () => books.tasks.length + books.records.size,
    takeCallOver: () => (books.epoch += 1),
    breakBook: () => (books.broken = true),
  }
}

/** As much of the two books as tools use. */
function createBooks() {
  const tasks: (NewTask & { id: string })[] = []
  const saved: CustomerDetails[] = []
  const records = new Set<string>()
  const books = {
    epoch: 1,
    broken: false,
    tasks,
    saved,
    records,
    taskBook: {
      async add(task: NewTask) {
        if (books.broken) throw new Error('The book is gone')
        if (task.epoch < books.epoch) return { added: false, reason: 'taken-over' } as const
        const known = tasks.find((one) => one.effectKey === task.effectKey)
        const kept = known ?? { ...task, id: `task-${tasks.length + 1}` }
        if (!known) tasks.push(kept)
        return { added: true, isNew: !known, task: { ...kept, ...notDone } } as const
      },
    },
    customerBook: {
      async saveDetails(one: CustomerDetails) {
        if (books.broken) throw new Error('The book is gone')
        if (one.epoch < books.epoch) return { saved: false, reason: 'taken-over' } as const
        saved.push(one)
        records.add(JSON.stringify(one))
        return { saved: true, customer: { ...newCustomer, phoneNumber: one.phoneNumber } } as const
      },
    },
  }
  return books
}

const notDone = {
  status: 'pending',
  customerId: undefined,
  createdAt: new Date(0),
  completedAt: undefined,
  result: undefined,
} as const

const newCustomer = {
  id: 'customer-1',
  name: undefined,
  email: undefined,
  company: undefined,
  notes: undefined,
  tags: [],
  leadScore: 0,
  calls: 1,
  createdAt: new Date(0),
  lastCallAt: undefined,
}
