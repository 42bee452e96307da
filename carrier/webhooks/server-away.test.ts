import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { openCarrier } from '../testing/open-carrier.ts'
import { startStandInServer, twiml } from '../testing/stand-in-server.ts'
import type { Answer } from '../testing/stand-in-server.ts'
import { deadPort } from '../testing/webhook-line.ts'

const overrides = '#rc=5&amp;rp=ct,rt,5xx&amp;ct=1000&amp;rt=5000&amp;tt=15000'
const actionPath = '/webhooks/voice/resume'
const fallbackPath = '/webhooks/voice/fallback'
const saved = twiml('<Say>Where were we?</Say>')

/** A call in a session that can be broken; its action's URL carries the overrides, and answers one thing after another. */
async function brokenCall(answers: Answer[], { fallback = saved }: { fallback?: Answer } = {}) {
  const sockets: WebSocket[] = []
  const opened = await openCarrier({
    answers: {
      '/webhooks/voice': twiml(
        `<Connect action="${actionPath}${overrides}">`,
        '<ConversationRelay url="wss://phone.example.com/relay"/></Connect>',
      ),
      [actionPath]: () => answers.shift() ?? 500,
      [fallbackPath]: fallback,
    },
    relay: (socket) => sockets.push(socket),
    publicUrl: 'https://phone.example.com',
  })
  const caller = opened.carrier.placeCall()
  await caller.answered()
  await opened.carrier.advance(0)
  return { ...opened, caller, breaks: () => sockets.at(-1)?.close(1012) }
}

describe('a session that broke, whose action', () => {
  it.each<[string, Answer[], number]>([
    ['answers with 5xx is asked again, at once', [503, 500, saved], 3],
    ['answers 5xx to the fifth retry still', [503, 503, 503, 503, 503, saved], 6],
  ])('%s', async (_, answers, tries) => {
    await using call = await brokenCall(answers)
    call.breaks()
    await call.caller.hears('where were we')
    const asked = call.server.requestsTo(actionPath)
    expect(asked).toHaveLength(tries)
    expect(asked.at(-1)?.form).toMatchObject({ SessionStatus: 'failed', ErrorCode: '39001' })
    expect(call.server.requestsTo(fallbackPath)).toEqual([])
  })

  it('fails six times leaves the caller to the fallback address', async () => {
    await using call = await brokenCall([503, 503, 503, 503, 503, 503])
    call.breaks()
    await call.caller.hears('where were we')
    expect(call.server.requestsTo(actionPath)).toHaveLength(6)
    expect(call.server.requestsTo(fallbackPath)).toMatchObject([
      { form: { ErrorCode: '11200', CallStatus: 'in-progress' } },
    ])
  })

  it.each<[string, Answer]>([
    ['before the answer', { cut: 'before-the-answer' }],
    ['in the middle of the answer', { cut: 'midway' }],
  ])('loses its connection %s is not asked again: the fallback address is', async (_, answer) => {
    await using call = await brokenCall([answer, saved])
    call.breaks()
    await call.caller.hears('where were we')
    expect(call.server.requestsTo(actionPath)).toHaveLength(1)
    expect(call.server.requestsTo(fallbackPath)).toHaveLength(1)
  })

  it('does not answer in time is asked again, for fifteen seconds in all', async () => {
    const never = Promise.withResolvers<string>()
    await using call = await brokenCall([])
    await using slow = await startStandInServer({ answers: { [actionPath]: () => never.promise } })
    call.carrier.pointTo(slow.url)
    call.breaks()
    await expect.poll(() => slow.requestsTo(actionPath)).toHaveLength(1)
    await call.carrier.advance(5000)
    await call.carrier.advance(5000)
    await expect.poll(() => slow.requestsTo(actionPath)).toHaveLength(3)
    call.carrier.pointTo(call.server.url)
    await call.carrier.advance(5000)
    await call.caller.hears('where were we')
    expect(call.server.requestsTo(fallbackPath)).toHaveLength(1)
    never.resolve('')
  })

  it('reaches nobody, nor does the fallback address, ends the call in words', async () => {
    await using call = await brokenCall([])
    call.carrier.pointTo(`http://127.0.0.1:${await deadPort()}`)
    call.breaks()
    await call.caller.hears('this call cannot go on')
    expect(await call.caller.ended()).toMatchObject({ reason: 'application-error' })
    expect(call.server.requestsTo(actionPath)).toEqual([])
  })
})
