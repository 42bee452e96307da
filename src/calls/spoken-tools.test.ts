import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { slowTool } from '../../test/fakes/slow-tool.ts'
import { asksFor, speaks } from '../../test/fakes/speech-brain.ts'
import { spokenCall, wordsOfHouse } from '../../test/fakes/spoken-call.ts'
import type { Tool, Transfer } from './tool.ts'

const message = {
  name: 'Ada',
  phoneNumber: '+12025550123',
  reason: 'a leaking tap',
  urgency: 'normal',
}

describe('a caller for whom something is done', () => {
  it('hears what came of it, and the receipt stands before the words', async () => {
    const call = await spokenCall({
      scripts: [asksFor('take-message', message), speaks('I have taken your message.')],
    })
    await call.says('Please take a message')
    await call.passes(3_000)
    expect(call.line.heard).toBe('I have taken your message.')
    expect(call.told()).toEqual(['answer', 'tool done well', 'answer'])
    expect(call.transcript().slice(1)).toEqual([
      'caller: Please take a message',
      'tool: take-message done',
      'agent: I have taken your message.',
    ])
    expect(call.live.summary.flags).toEqual([])
    expect((await call.stores.tasks.list({ limit: 5 })).items).toHaveLength(1)
  })

  it('has nothing done before the words are there that it is done for', async () => {
    const tool = slowTool()
    const call = await spokenCall({ tools: [tool], scripts: [asksFor('look-up', { what: 'it' })] })
    await call.says('Please look it up', { wordsAfterMs: 1_500 })
    expect(tool.timesRun).toBe(1)
    const kinds = call.written.map(({ kind }) => kind)
    expect(kinds.indexOf('caller-said')).toBeLessThan(kinds.indexOf('tool-intended'))
  })

  it('does not wait for ever for words that do not come', async () => {
    const tool = slowTool()
    const call = await spokenCall({ tools: [tool], scripts: [asksFor('look-up', { what: 'it' })] })
    const utterance = call.starts()
    await call.passes(1_000)
    call.stops(utterance)
    await call.passes(2_250)
    expect(tool.timesRun).toBe(0)
    await call.passes(100)
    expect(tool.timesRun).toBe(1)
  })

  it('hears a filler when it takes long, and another one when it takes very long', async () => {
    const first = slowTool('first')
    const second = slowTool('second')
    const both = asksFor('second', { what: 'b' }, asksFor('first', { what: 'a' }))
    const call = await spokenCall({
      tools: [first, second],
      scripts: [both, speaks('Here it is.')],
    })
    await call.says('Please look it up')
    await call.passes(100 + 690)
    expect(call.told().filter((one) => one.startsWith('say'))).toEqual([])
    await call.passes(2_500)
    expect(call.line.heard).toBe('One moment, please.')
    first.finish()
    await call.passes(8_300)
    expect(call.line.heard).toBe('One moment, please.One momen')
    second.finish()
    await call.passes(3_000)
    expect(call.line.heard).toBe('One moment, please.One moment, please.Here it is.')
    expect(call.transcript().at(-1)).toBe(
      'agent: One moment, please. One moment, please. Here it is.',
    )
  })

  it('hears no filler that comes too late', async () => {
    const tool = slowTool()
    const call = await spokenCall({
      tools: [tool],
      scripts: [asksFor('look-up', { what: 'it' }), speaks('Here it is.')],
    })
    await call.says('Please look it up')
    await call.passes(100 + 700 + 100)
    expect(call.told().at(-1)).toBe('say One moment, please.')
    tool.finish()
    await call.passes(2_000)
    expect(call.line.heard).toBe('Here it is.')
  })

  it('hears no filler over the words that announce it', async () => {
    const tool = slowTool()
    const announced = 'Let me look that up for you in our book.'
    const call = await spokenCall({
      tools: [tool],
      scripts: [asksFor('look-up', { what: 'it' }, speaks(announced)), speaks('Here it is.')],
    })
    await call.says('Please look it up')
    await call.passes(100 + announced.length * 60 + 600)
    expect(call.line.heard).toBe(announced)
    tool.finish()
    await call.passes(2_000)
    expect(call.line.heard).toBe(`${announced}Here it is.`)
    expect(call.transcript().at(-1)).toBe(`agent: ${announced} Here it is.`)
  })

  it('has the time to the answer measured, and that to the filler apart from it', async () => {
    const tool = slowTool()
    const call = await spokenCall({
      tools: [tool],
      scripts: [asksFor('look-up', { what: 'it' }), speaks('Here it is.')],
    })
    await call.says('Please look it up')
    await call.passes(2_000)
    tool.finish()
    await call.passes(4_000)
    const [measured] = call.all('turn-measured')
    // It ended half a second before it was known to; the model thinks for 300 ms each time.
    expect(measured).toMatchObject({
      turn: 1,
      detectionMs: 500,
      fillerHeardMs: 500 + 300 + 700 + 300,
    })
    // The filler has played to its end by then.
    expect(measured?.firstWordHeardMs).toBeGreaterThan(2_600)
    expect(measured?.toolsMs).toBeGreaterThan(1_000)
  })

  it('with all of several things hears of them at once', async () => {
    const first = slowTool('first')
    const second = slowTool('second')
    const call = await spokenCall({
      tools: [first, second],
      scripts: [
        asksFor('second', { what: 'b' }, asksFor('first', { what: 'a' })),
        speaks('Both done.'),
      ],
    })
    await call.says('Please do both')
    await call.passes(400)
    first.finish()
    await call.passes(100)
    expect(call.told().filter((one) => one === 'answer')).toHaveLength(1)
    second.finish()
    await call.passes(3_000)
    expect(call.told().slice(-3)).toEqual(['tool done well', 'tool done well', 'answer'])
  })

  it('is asked when the model asks wrongly twice', async () => {
    const wrong = asksFor('take-message', { name: 'Ada' })
    const call = await spokenCall({ scripts: [wrong, wrong, speaks('What is it about?')] })
    await call.says('Please take a message')
    await call.passes(3_000)
    const results = call.brain.session.toolsDone.map(({ result }) => result)
    expect(results).toMatchObject([
      { ok: false, reason: 'wrong-arguments' },
      { ok: false, reason: 'wrong-arguments' },
    ])
    expect(JSON.stringify(results[1])).toContain('ask the caller')
    expect(call.line.heard).toBe('What is it about?')
  })

  it('hears an apology when the model does nothing but ask for tools', async () => {
    const call = await spokenCall({
      scripts: Array.from({ length: 8 }, () => asksFor('take-message', message)),
    })
    await call.says('Please take a message')
    await call.passes(5_000)
    expect(call.line.heard).toBe(wordsOfHouse.lost)
    expect(call.all('brain-failed')[0]?.reason).toContain('without an answer')
  })

  it('is flagged a promise that no receipt proves', async () => {
    const call = await spokenCall({ scripts: [speaks('I have taken your message.')] })
    await call.says('Please take a message')
    await call.passes(3_000)
    expect(call.live.summary.flags).toEqual(['claim-without-receipt'])
  })

  it('has it done also after hanging up, once it was begun', async () => {
    const tool = slowTool()
    const call = await spokenCall({ tools: [tool], scripts: [asksFor('look-up', { what: 'it' })] })
    await call.says('Please look it up')
    await call.passes(500)
    let isOver = false
    void call.conversation.ended.then(() => (isOver = true))
    call.line.closes('caller')
    await call.passes(3_000)
    expect(isOver).toBe(false)
    tool.finish()
    await call.passes(100)
    expect(isOver).toBe(true)
    expect(call.transcript()).toContain('tool: look-up done')
  })
})

describe('a caller who has to agree first', () => {
  const booking: Tool<{ day: string }> = {
    name: 'book',
    description: 'Books',
    parameters: z.object({ day: z.string() }),
    effectKey: () => 'booked',
    propose: ({ day }) => ({ ok: true, key: day, readBack: `I book ${day}.` }),
    run: async () => ({
      ok: true,
      receipt: { kind: 'callback-scheduled', reference: 'one', summary: 'Booked', facts: {} },
    }),
  }
  const book = asksFor('book', { day: 'Monday' })
  const readBack = speaks('Shall I book Monday for you?')

  it('hears it read back, says yes, and has it done', async () => {
    const call = await spokenCall({
      tools: [booking],
      scripts: [book, readBack, book, speaks('Done.')],
    })
    await call.says('Book Monday')
    await call.passes(3_000)
    await call.says('Yes, please do')
    await call.passes(3_000)
    expect(call.transcript().filter((one) => one.startsWith('tool'))).toEqual([
      'tool: book unconfirmed',
      'tool: book done',
    ])
  })

  it('has nothing done without having heard what it is', async () => {
    const call = await spokenCall({
      tools: [booking],
      scripts: [book, readBack, book, speaks('Shall I?')],
    })
    await call.says('Book Monday')
    await call.passes(500)
    await call.says('Yes, please do')
    await call.passes(3_000)
    expect(call.transcript().filter((one) => one.startsWith('tool'))).toEqual([
      'tool: book unconfirmed',
      'tool: book unconfirmed',
    ])
  })
})

describe('a caller who is put through', () => {
  const transfer: Transfer = {
    to: [{ name: 'Maria', phoneNumber: '+12025550199' }],
    ringSeconds: 20,
    reason: 'a leaking tap',
  }
  const words = 'I am putting you through to Maria now.'

  async function callerWhoIsPutThrough() {
    const tool = slowTool('transfer')
    const call = await spokenCall({
      tools: [tool],
      scripts: [asksFor('transfer', { what: 'Maria' }), speaks(words), speaks('Of course.')],
    })
    await call.says('Maria, please')
    await call.passes(200)
    tool.finish({ afterwards: transfer })
    return call
  }

  it('hears the last word of it before the line ends', async () => {
    const call = await callerWhoIsPutThrough()
    await call.passes(300 + words.length * 60 - 20)
    expect(call.line.deeds).toEqual([])
    await call.passes(100)
    expect([call.line.heard, call.line.deeds]).toEqual([words, ['end']])
    call.line.closes()
    await call.passes(100)
    expect(await call.conversation.ended).toEqual({ by: 'agent', transfer })
  })

  it('and says thank you over it is put through all the same', async () => {
    const call = await callerWhoIsPutThrough()
    await call.passes(400)
    await call.says('Thank you so much')
    await call.passes(3_000)
    call.line.closes()
    await call.passes(100)
    expect(await call.conversation.ended).toEqual({ by: 'agent', transfer })
    expect(call.line.heard).toBe(words)
  })

  it('and wants something else instead is answered, and not put through', async () => {
    const call = await callerWhoIsPutThrough()
    await call.passes(400)
    await call.says('No wait, just tell me when you open.')
    await call.passes(5_000)
    expect(call.line.heard).toBe(`${words}Of course.`)
    expect(await call.hangsUp()).toEqual({ by: 'caller', transfer: undefined })
  })

  it('hears a goodbye also when other words were said before', async () => {
    const call = await spokenCall({
      scripts: [
        asksFor('take-message', message, speaks('I write it down.')),
        asksFor('end-call', {}),
        speaks('It is written down. Goodbye!'),
      ],
    })
    await call.says('Just take a message')
    await call.passes(5_000)
    expect(call.line.heard).toBe('I write it down.It is written down. Goodbye!')
    expect(call.line.deeds).toEqual(['end'])
  })

  it('after a goodbye that was said with the end hears no second one', async () => {
    const call = await spokenCall({ scripts: [asksFor('end-call', {}, speaks('Goodbye!'))] })
    await call.says('Bye')
    await call.passes(3_000)
    expect(call.line.heard).toBe('Goodbye!')
    expect(call.line.deeds).toEqual(['end'])
  })
})
