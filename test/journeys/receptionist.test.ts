import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCallScript } from '../../carrier/script/call-script.ts'
import { playScript } from '../../carrier/script/play-script.ts'
import { openOffice, type Office } from './office.ts'

const examples = new URL('../../carrier/examples/', import.meta.url)

let office: Office
beforeAll(async () => (office = await openOffice()))
afterAll(() => office[Symbol.asyncDispose]())

describe('the receptionist on the phone', () => {
  it.each(readdirSync(examples).filter((name) => name.endsWith('.call')))(
    'manages %s',
    async (name) => {
      const steps = parseCallScript(readFileSync(new URL(name, examples), 'utf8'))
      const caller = office.carrier.placeCall()
      expect(await playScript({ steps, caller })).toEqual({ passed: true })
      const record = await office.callRecord(caller.callSid)
      expect(record).toMatchObject({ status: 'completed', flags: [] })
      expect(office.carrier.violations).toEqual([])
    },
  )

  it('leaves a task for what it promised, and no more than one', async () => {
    const before = (await office.tasks()).length
    const caller = office.carrier.placeCall({ from: '+12025550177' })
    await caller.hears('How can I help you?')
    await caller.says('I would like to leave a message')
    await caller.hears('name')
    await caller.says('Grace Hopper')
    await caller.hears('the best number to reach you')
    await caller.says('yes')
    await caller.hears('What is it about?')
    await caller.says('my order has not arrived')
    await caller.hears('until the next working day')
    await caller.says('yes it is')
    await caller.hears('is written down')
    await caller.interrupts('thank you very much')
    await caller.hangsUp()
    const tasks = await office.tasks()
    expect(tasks.length - before).toBe(1)
    expect(tasks).toContainEqual(
      expect.objectContaining({
        name: 'Grace Hopper',
        phoneNumber: '+12025550177',
        urgency: 'urgent',
        type: 'message',
      }),
    )
    expect((await office.callRecord(caller.callSid)).outcome).toBe('message-taken')
  })

  it('asks again what was not heard to its end', async () => {
    const caller = office.carrier.placeCall({ from: '+12025550178' })
    await caller.hears('How can I help you?')
    await caller.says('Please call me back tomorrow at ten about my invoice')
    await caller.interruptsAfter('call back', 'hold on a second')
    await caller.hears('name')
    await caller.hangsUp()
  })

  it('tells the truth about being a machine, also when the notice was cut short', async () => {
    const caller = office.carrier.placeCall({ from: '+12025550179' })
    await caller.interruptsAfter('Thank you for calling', 'am I talking to a real person?')
    await caller.hears('AI assistant')
    await caller.hangsUp()
    expect(office.carrier.violations).toEqual([])
  })
})
