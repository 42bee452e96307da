import { describe, expect, it } from 'vitest'
import { answeredCall, everythingSettles, sid } from '../../test/fakes/answered-call.ts'
import { createGate, says } from '../../test/fakes/scripted-brain.ts'
import { standingWords } from '../agents/standing-words.ts'
import { CallHandedOn } from './call-handed-on.ts'

const { stopping } = standingWords()

type Setting = Parameters<typeof answeredCall>[0]

/** A caller who has heard the opening and waits for an answer that the test lets come. */
async function callerWhoAsked(setting: Setting = {}) {
  const gate = createGate()
  const scripts = [[{ step: 'wait' as const, gate }, ...says('We open at nine.')]]
  const call = await answeredCall({ scripts, ...setting })
  call.hearsTheOpening()
  call.says('When do you open?')
  await gate.reached
  return { ...call, gate }
}

async function callbacksOf({ stores }: Awaited<ReturnType<typeof answeredCall>>) {
  return (await stores.tasks.list({ limit: 10 })).items
}

/** After a goodbye the carrier wants to know what comes next. */
async function carrierAsks({ switchboard }: Awaited<ReturnType<typeof answeredCall>>) {
  await everythingSettles()
  return switchboard.goOn(sid, { how: 'ended' })
}

describe('a server that stops while nobody else takes calls', () => {
  it('lets the agent finish, says so, writes a callback down and hangs up', async () => {
    const call = await callerWhoAsked()
    const closed = call.switchboard.close()
    call.gate.open()
    await everythingSettles()
    expect(call.line.sent).toEqual(['We open at nine.', '|'])
    call.hears('We open at nine.')
    await everythingSettles()
    const words = stopping({ callback: true })
    expect(call.line.sent.slice(2)).toEqual([words, '|'])
    call.hears(words)
    expect(call.line.sent.at(-1)).toBe('[end]')
    await carrierAsks(call)
    await closed
    expect(await call.record()).toMatchObject({
      status: 'completed',
      outcome: 'callback-scheduled',
    })
    expect(await callbacksOf(call)).toMatchObject([
      { type: 'callback', payload: { phoneNumber: '+12025550123' } },
    ])
  })

  it('promises no callback to a caller who withholds the number', async () => {
    const call = await answeredCall({ from: 'anonymous' })
    call.hearsTheOpening()
    const closed = call.switchboard.close()
    await everythingSettles()
    expect(call.line.sent).toEqual([stopping({ callback: false }), '|'])
    call.hears(stopping({ callback: false }))
    await carrierAsks(call)
    await closed
    expect(await callbacksOf(call)).toEqual([])
  })

  it('cuts an answer off that takes too long, and still says why', async () => {
    const call = await callerWhoAsked()
    const closed = call.switchboard.close()
    await everythingSettles()
    call.clock.advance(15_000)
    await everythingSettles()
    const words = stopping({ callback: true })
    expect(call.line.sent).toContain(words)
    call.hears('One moment, please.')
    call.hears(words)
    call.line.callerHangsUp()
    await closed
    expect((await call.record()).status).toBe('completed')
  })

  it('says so again to a caller who speaks meanwhile, and begins nothing more', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    const closed = call.switchboard.close()
    await everythingSettles()
    const words = stopping({ callback: true })
    call.interruptsAfter('I am sorry,')
    call.says('What did you say?')
    await everythingSettles()
    call.hears(words)
    expect(call.brain.requests).toEqual([])
    expect(call.line.sent.at(-1)).toBe('[end]')
    await carrierAsks(call)
    await closed
  })

  it('is there for the carrier’s question after the goodbye, for two seconds', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    let isClosed = false
    const closed = call.switchboard.close().then(() => (isClosed = true))
    await everythingSettles()
    call.hears(stopping({ callback: true }))
    call.line.callerHangsUp()
    await everythingSettles()
    expect((await call.record()).status).toBe('completed')
    call.clock.advance(1_900)
    await everythingSettles()
    expect(isClosed).toBe(false)
    call.clock.advance(100)
    await closed
  })

  it('takes no call that comes now', async () => {
    const call = await callerWhoAsked()
    const closed = call.switchboard.close()
    expect(await call.answer()).toBe('closing')
    call.line.callerHangsUp()
    await closed
  })
})

describe('a server that stops while another one takes calls', () => {
  it('gives its calls to the other at the end of a turn, without a word and without an end', async () => {
    const call = await callerWhoAsked({ isAnotherThere: true })
    const closed = call.switchboard.close()
    call.gate.open()
    await everythingSettles()
    expect(call.line.sent).toEqual(['We open at nine.', '|'])
    call.hears('We open at nine.')
    await closed
    expect(call.line.sent.slice(2)).toEqual(['[handed-on]'])
    const { entries, status } = await call.record()
    expect(status).toBe('active')
    expect(entries.at(-1)).toMatchObject({ kind: 'handed-on' })
    expect(await callbacksOf(call)).toEqual([])
  })

  it('has the carrier ask once more, so that the other one is asked', async () => {
    const call = await answeredCall({ isAnotherThere: true })
    call.hearsTheOpening()
    await call.switchboard.close()
    await expect(call.switchboard.goOn(sid, { how: 'broken' })).rejects.toThrow(CallHandedOn)
    await expect(call.answer()).rejects.toThrow(CallHandedOn)
  })

  it('hands a call on that nobody has finished within the time there is', async () => {
    const call = await callerWhoAsked({ isAnotherThere: true })
    const closed = call.switchboard.close()
    await everythingSettles()
    call.clock.advance(15_000)
    await closed
    expect(call.line.sent.at(-1)).toBe('[handed-on]')
    expect((await call.record()).status).toBe('active')
  })
})
