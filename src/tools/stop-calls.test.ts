import { describe, expect, it } from 'vitest'
import { createToolOffice } from '../../test/fakes/tool-office.ts'
import { createStopCalls } from './stop-calls.ts'

describe('stop-calls', () => {
  it('puts the number that the call comes from on the list', async () => {
    const office = await createToolOffice()
    const result = await office.run(createStopCalls(office), {})
    expect(office.numbersNotToCall()).toEqual(['+12025550123'])
    expect(result).toMatchObject({
      ok: true,
      receipt: {
        kind: 'do-not-call',
        reference: '+12025550123',
        facts: { phoneNumber: '+12025550123', spokenNumber: '2 0 2, 5 5 5, 0 1 2 3' },
      },
    })
  })

  it('puts the number that we called on the list', async () => {
    const office = await createToolOffice({ direction: 'outbound', from: '+12025550199' })
    await office.run(createStopCalls(office), {})
    expect(office.numbersNotToCall()).toEqual(['+12025550100'])
  })

  it('never takes the number of somebody else', async () => {
    const office = await createToolOffice()
    await office.run(createStopCalls(office), { phoneNumber: '+12025550177' })
    expect(office.numbersNotToCall()).toEqual(['+12025550123'])
  })

  it('says that it does not know a number that is withheld', async () => {
    const office = await createToolOffice({ from: 'anonymous' })
    expect(await office.run(createStopCalls(office), {})).toEqual({
      ok: false,
      reason: 'wrong-arguments',
      detail:
        'The caller withholds their number, so it is not known which one should not be called.',
    })
    expect(office.numbersNotToCall()).toEqual([])
  })
})
