import { describe, expect, it } from 'vitest'
import { toolContract, type ToolUnderTest } from '../../test/contracts/tool.contract.ts'
import { createToolOffice, teamOf, type ToolOffice } from '../../test/fakes/tool-office.ts'
import type { Tool } from '../calls/tool.ts'
import { createEndCall } from './end-call.ts'
import { createSaveContactDetails } from './save-contact-details.ts'
import { createScheduleCallback } from './schedule-callback.ts'
import { createStopCalls } from './stop-calls.ts'
import { createTakeMessage } from './take-message.ts'
import { createTransferCall } from './transfer-call.ts'

const message = { name: 'Ann Lee', phoneNumber: '(202) 555-0123', reason: 'The boiler is cold.' }
const callback = { phoneNumber: '2025550123', reason: 'An offer', when: 'tomorrow afternoon' }
const details = { name: 'Ann Lee', email: 'ann@example.com' }
const onlyMeaning = { validArguments: {}, sameMeaning: {}, otherMeaning: undefined, saidAnew: {} }

toolContract('take-message', () =>
  underTest(createTakeMessage, {
    validArguments: message,
    sameMeaning: { ...message, phoneNumber: '202 555 0123', reason: 'the BOILER is cold' },
    otherMeaning: { ...message, reason: 'The boiler is loud.' },
    saidAnew: { ...message, name: 'Ann', reason: 'Her boiler does not heat' },
  }),
)

toolContract('schedule-callback', () =>
  underTest(createScheduleCallback, {
    validArguments: callback,
    sameMeaning: { ...callback, when: 'Thursday at 2 p.m.' },
    otherMeaning: { ...callback, when: 'Friday afternoon' },
    saidAnew: { ...callback, reason: 'Wants an offer', when: 'tomorrow at 2 pm' },
  }),
)

toolContract('save-contact-details', () =>
  underTest(createSaveContactDetails, {
    validArguments: details,
    sameMeaning: { ...details, phoneNumber: '202-555-0123' },
    otherMeaning: { ...details, company: 'Lee Boats' },
    saidAnew: details,
  }),
)

toolContract('stop-calls', () => underTest(createStopCalls, onlyMeaning))

toolContract('end-call', () => withoutBook(createEndCall(), onlyMeaning))

toolContract('transfer-call', () =>
  withoutBook(createTransferCall(), {
    validArguments: { person: 'Sam', reason: 'A leak' },
    sameMeaning: { person: ' SAM ', reason: 'A leak' },
    otherMeaning: { person: 'anyone', reason: 'A leak' },
    saidAnew: { person: 'Sam', reason: 'Water' },
  }),
)

describe('take-message', () => {
  it('writes down who called, their number, what it is about and how urgent it is', async () => {
    const office = await createToolOffice()
    const result = await office.run(createTakeMessage(office), { ...message, urgency: 'urgent' })
    const [task] = await office.tasks()
    expect(task).toMatchObject({
      type: 'message',
      callId: office.context.call.id,
      scheduledFor: office.context.now,
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
        reference: task?.id,
        facts: { name: 'Ann Lee', spokenNumber: '2 0 2, 5 5 5, 0 1 2 3', urgency: 'urgent' },
      },
    })
  })

  it('uses the number of the call when the caller gave none', async () => {
    const office = await createToolOffice()
    await office.run(createTakeMessage(office), { reason: 'Hello' })
    const [task] = await office.tasks()
    expect(task?.payload).toMatchObject({ phoneNumber: '+12025550123', name: undefined })
  })

  it('keeps the message of a caller who withholds the number', async () => {
    const office = await createToolOffice({ from: 'anonymous' })
    const result = await office.run(createTakeMessage(office), { reason: 'Hello' })
    const [task] = await office.tasks()
    expect(task?.payload.phoneNumber).toBe('anonymous')
    expect(result.ok && 'spokenNumber' in result.receipt.facts).toBe(false)
  })

  it.each(['12', '555 0123', '000 000 0000', 'call me maybe', '1 023 456 7890'])(
    'refuses the number %s in words',
    async (phoneNumber) => {
      const office = await createToolOffice()
      const result = await office.run(createTakeMessage(office), { ...message, phoneNumber })
      expect(result).toMatchObject({ ok: false, reason: 'wrong-arguments' })
      expect(result.ok ? '' : result.detail).toContain('phone number')
      expect(await office.tasks()).toEqual([])
    },
  )

  it('is due at once when urgent, else when somebody is there to read it', async () => {
    const office = await createToolOffice({ now: '2026-06-06T20:00:00-04:00' })
    const tool = createTakeMessage(office)
    await office.run(tool, { reason: 'Cannot wait', urgency: 'emergency' })
    await office.run(tool, { reason: 'Can wait' })
    const tasks = await office.tasks()
    expect(tasks.map(({ scheduledFor }) => scheduledFor)).toEqual([
      office.context.now,
      new Date('2026-06-08T09:00:00-04:00'),
    ])
    expect(tasks.map(({ payload }) => payload.urgency)).toEqual(['urgent', 'normal'])
  })

  it('writes the same words again as another task once they became urgent', async () => {
    const office = await createToolOffice()
    const tool = createTakeMessage(office)
    await office.run(tool, message)
    await office.run(tool, { ...message, urgency: 'urgent' })
    expect(await office.tasks()).toHaveLength(2)
  })

  it('reads numbers in the country of the business', async () => {
    const { context } = await createToolOffice()
    const business = { ...context.agent.business, country: 'GB' }
    const london = await createToolOffice({ agent: { business } })
    await london.run(createTakeMessage(london), { reason: 'Hello', phoneNumber: '020 7946 0958' })
    expect((await london.tasks())[0]?.payload.phoneNumber).toBe('+442079460958')
  })
})

describe('schedule-callback', () => {
  it('schedules the call in the time zone of the business and says it back', async () => {
    const office = await createToolOffice()
    const result = await office.run(createScheduleCallback(office), { ...callback, name: 'Ann' })
    expect((await office.tasks())[0]).toMatchObject({
      type: 'callback',
      scheduledFor: new Date('2026-06-04T14:00:00-04:00'),
      payload: { phoneNumber: '+12025550123', name: 'Ann', urgency: 'normal' },
    })
    expect(result).toMatchObject({
      receipt: {
        kind: 'callback-scheduled',
        facts: {
          name: 'Ann',
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
    const office = await createToolOffice()
    const result = await office.run(createScheduleCallback(office), { ...callback, when })
    expect(result).toEqual({ ok: false, reason: 'ambiguous', detail: question })
    expect(await office.tasks()).toEqual([])
  })

  it('needs a number to call', async () => {
    const office = await createToolOffice({ from: 'anonymous' })
    const tool = createScheduleCallback(office)
    const withheld = await office.run(tool, { reason: 'Hi', when: 'tomorrow' })
    const wrong = await office.run(tool, { ...callback, phoneNumber: '12' })
    expect([withheld, wrong]).toMatchObject([
      { ok: false, reason: 'wrong-arguments' },
      { ok: false, reason: 'wrong-arguments' },
    ])
  })

  it('takes as soon as possible for one effect, also a minute later', async () => {
    const office = await createToolOffice()
    const tool = createScheduleCallback(office)
    const args = tool.parameters.parse({ ...callback, when: 'asap' })
    const later = { ...office.context, now: new Date(office.context.now.getTime() + 90_000) }
    expect(tool.effectKey(args, later)).toBe(tool.effectKey(args, office.context))
  })
})

describe('save-contact-details', () => {
  it('saves under the number of the call what the caller said of themselves', async () => {
    const office = await createToolOffice()
    const result = await office.run(createSaveContactDetails(office), details)
    expect(await office.customers()).toMatchObject([{ phoneNumber: '+12025550123', ...details }])
    expect(result).toMatchObject({
      receipt: { kind: 'contact-saved', facts: { name: 'Ann Lee', email: 'ann@example.com' } },
    })
  })

  it('refuses to save nothing, a broken address, and anything without a number', async () => {
    const office = await createToolOffice({ from: 'anonymous' })
    const tool = createSaveContactDetails(office)
    expect(tool.parameters.safeParse({}).success).toBe(false)
    expect(tool.parameters.safeParse({ email: 'ann at example' }).success).toBe(false)
    expect(await office.run(tool, details)).toMatchObject({ reason: 'wrong-arguments' })
    expect(await office.run(tool, { ...details, phoneNumber: '7' })).toMatchObject({
      reason: 'wrong-arguments',
    })
  })
})

describe('what is known of other customers', () => {
  it('is not changed by a caller who names their number', async () => {
    const office = await createToolOffice()
    const result = await office.run(createSaveContactDetails(office), {
      ...details,
      phoneNumber: '202 555 0199',
    })
    expect(result).toMatchObject({ ok: false, reason: 'wrong-arguments' })
    expect(await office.customers()).toMatchObject([{ phoneNumber: '+12025550123' }])
  })

  it('is not changed by a caller who withholds the number and names theirs', async () => {
    const office = await createToolOffice()
    await office.run(createSaveContactDetails(office), details)
    const other = { ...office.context.call, from: 'anonymous', to: '+12025550100' }
    const tool = createSaveContactDetails({
      customerBook: {
        saveDetails: async (wanted) => {
          const [customer] = await office.customers()
          if (customer === undefined) throw new Error('Nobody is known')
          return { saved: true, customer: { ...customer, phoneNumber: wanted.phoneNumber } }
        },
      },
    })
    const args = tool.parameters.parse({ name: 'Eve', phoneNumber: '202 555 0123' })
    const context = { ...office.context, call: other }
    const result = await tool.run(args, context, new AbortController().signal)
    expect(result).toMatchObject({ ok: false, reason: 'failed' })
    expect(JSON.stringify(result)).not.toContain('Ann')
  })

  it('gets no task of this caller, whatever number they want to be called at', async () => {
    const office = await createToolOffice()
    await office.run(createTakeMessage(office), { ...message, phoneNumber: '202 555 0199' })
    await office.run(createScheduleCallback(office), { ...callback, phoneNumber: '202 555 0199' })
    const { id, customerId } = office.context.call
    expect(await office.tasks()).toMatchObject([
      { callId: id, customerId },
      { callId: id, customerId },
    ])
  })

  it('is not told when the book answers with somebody else', async () => {
    const office = await createToolOffice()
    const other = createSaveContactDetails({
      customerBook: {
        saveDetails: (wanted) =>
          office.customerBook.saveDetails({ ...wanted, phoneNumber: '+12025550199' }),
      },
    })
    const result = await office.run(other, details)
    expect(result).toMatchObject({ ok: false, reason: 'failed' })
    expect(JSON.stringify(result)).not.toContain('Ann')
  })
})

describe('end-call', () => {
  it('hangs up afterwards', async () => {
    const office = await createToolOffice()
    expect(await office.run(createEndCall(), {})).toMatchObject({
      ok: true,
      receipt: { kind: 'call-ending' },
      afterwards: 'hang-up',
    })
  })
})

type Meanings = Pick<ToolUnderTest, 'validArguments' | 'sameMeaning' | 'otherMeaning' | 'saidAnew'>

async function underTest(
  create: (books: Pick<ToolOffice, 'taskBook' | 'customerBook' | 'doNotCallList'>) => Tool,
  args: Meanings,
): Promise<ToolUnderTest> {
  const office = await createToolOffice()
  return {
    ...args,
    tool: create(office),
    context: office.context,
    async effects() {
      const known = (await office.customers()).filter(({ name }) => name !== undefined)
      return (await office.tasks()).length + known.length + office.numbersNotToCall().length
    },
    book: {
      takeCallOver: async () => void (await office.takeCallOver()),
      break: office.breakBooks,
    },
  }
}

async function withoutBook(tool: Tool, args: Meanings): Promise<ToolUnderTest> {
  const { context } = await createToolOffice({ agent: { team: teamOf('Sam', 'Ann') } })
  return { ...args, tool, context, effects: () => Promise.resolve(0) }
}
