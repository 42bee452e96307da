import { describe, expect, it } from 'vitest'
import { answeredCall, everythingSettles } from '../../test/fakes/answered-call.ts'
import { calls, createGate, fails, says } from '../../test/fakes/scripted-brain.ts'
import type { CallJournal } from './call-journal.ts'

const message = {
  name: 'Ada',
  phoneNumber: '+12025550123',
  reason: 'a leaking tap',
  urgency: 'normal',
}

describe('the end of a call', () => {
  const goodbye = [calls('end-call', {}), says('Goodbye, and thank you for calling.')]

  it('comes after the goodbye was heard to its end', async () => {
    const call = await answeredCall({ scripts: goodbye })
    call.hearsTheOpening()
    call.says('That is all')
    await everythingSettles()
    call.hears('Goodbye, and thank you')
    expect(call.line.sent).not.toContain('[end]')
    call.hears(' for calling.')
    expect(call.line.sent).toContain('[end]')
  })

  it('waits when the caller speaks over the goodbye', async () => {
    const call = await answeredCall({ scripts: [...goodbye, says('We open at nine.')] })
    call.hearsTheOpening()
    call.says('That is all')
    await everythingSettles()
    call.interruptsAfter('Goodbye')
    call.says('Wait, when do you open?')
    await everythingSettles()
    call.hears('We open at nine.')
    expect(call.line.sent).not.toContain('[end]')
  })

  it('comes all the same when the caller only coughs over the goodbye', async () => {
    const call = await answeredCall({ scripts: goodbye })
    call.hearsTheOpening()
    call.says('That is all')
    await everythingSettles()
    call.interruptsAfter('Goodbye')
    call.says(' ')
    expect(call.line.sent).not.toContain('[end]')
    call.clock.advance(4_000)
    expect(call.line.sent).toContain('[end]')
  })

  it('does not cut off a caller who is still speaking over the goodbye', async () => {
    const call = await answeredCall({ scripts: [...goodbye, says('We open at nine.')] })
    call.hearsTheOpening()
    call.says('That is all')
    await everythingSettles()
    call.line.happens({ type: 'caller-speaking', text: '' })
    call.interruptsAfter('Goodbye')
    call.clock.advance(9_000)
    await everythingSettles()
    expect(call.line.sent).not.toContain('[end]')
    call.line.happens({ type: 'caller-stopped-speaking' })
    call.says('Wait, there is something else, and it takes a while to tell: when do you open?')
    await everythingSettles()
    call.clock.advance(4_000)
    expect(call.line.sent).toContain('We open at nine.')
    expect(call.line.sent).not.toContain('[end]')
  })

  it('comes after a noise over the goodbye that was no words', async () => {
    const call = await answeredCall({ scripts: goodbye })
    call.hearsTheOpening()
    call.says('That is all')
    await everythingSettles()
    call.line.happens({ type: 'caller-speaking', text: '' })
    call.interruptsAfter('Goodbye')
    call.line.happens({ type: 'caller-stopped-speaking' })
    call.clock.advance(4_000)
    expect(call.line.sent).toContain('[end]')
  })

  it('does not wait for a line that never closes, so that no call is active for ever', async () => {
    const call = await answeredCall({ scripts: goodbye })
    call.hearsTheOpening()
    call.says('That is all')
    await everythingSettles()
    call.hears('Goodbye, and thank you for calling.')
    expect(call.line.sent).toContain('[end]')
    call.clock.advance(120_000)
    await everythingSettles()
    expect(call.switchboard.summaries()).toEqual([])
    expect(await call.record()).toMatchObject({ status: 'completed' })
  })

  it('does not follow a plea to say it again', async () => {
    const call = await answeredCall({ scripts: [calls('end-call', {}), fails()] })
    call.hearsTheOpening()
    call.says('That is all')
    await everythingSettles()
    call.hears('I lost my thread.')
    expect(call.line.sent).not.toContain('[end]')
  })

  it('is written down with who ended it and what came of it', async () => {
    const call = await answeredCall({ scripts: [calls('take-message', message), says('Noted.')] })
    call.says('Please tell them about my tap')
    await everythingSettles()
    await call.hangsUp()
    expect(await call.record()).toMatchObject({
      status: 'completed',
      outcome: 'message-taken',
      phase: undefined,
    })
  })

  it('keeps what a tool had begun for a caller who hung up in the middle', async () => {
    const gate = createGate()
    const holdingTools = (journal: CallJournal): CallJournal => ({
      ...journal,
      async append(batch) {
        if (batch.entries.some(({ kind }) => kind === 'tool-intended')) {
          gate.reach()
          await gate.opened
        }
        return journal.append(batch)
      },
    })
    const scripts = [calls('take-message', message), says('Noted.')]
    const call = await answeredCall({ scripts, journal: holdingTools })
    call.says('Please tell them about my tap')
    await gate.reached
    const hungUp = call.hangsUp()
    gate.open()
    await hungUp
    expect((await call.stores.tasks.list({ limit: 10 })).items).toHaveLength(1)
    const kinds = (await call.record()).entries.map(({ kind }) => kind)
    expect(kinds.indexOf('tool-done')).toBeLessThan(kinds.indexOf('ended'))
  })
})

describe('a call that another process has taken over', () => {
  it('is answered no more by the process that had it, which lets go of the line and of nothing else', async () => {
    const call = await answeredCall({ scripts: [says('At nine.')] })
    call.hearsTheOpening()
    await everythingSettles()
    await call.stores.calls.takeOver(call.call.id)
    call.says('When do you open?')
    await everythingSettles()
    expect(call.line.sent).toEqual(['[taken-over]'])
    expect(call.switchboard.summaries()).toEqual([])
    expect((await call.record()).status).toBe('active')
  })
})
