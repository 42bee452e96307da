import { expect, it } from 'vitest'
import { createTalk, type Answer, type TalkSetting } from './talk.ts'

/**
 * A dialogue as a test. In each line of `script`:
 * `> ` is what the caller says,
 * `< ` is a piece of the agent's answer to it, in order,
 * `<! ` is what that answer must not contain,
 * `$ ` is a tool that it calls, with arguments that are among those given.
 * `>| heard > ` is a caller who says something after having heard the answer before only up to `heard`.
 * `~ ` is what the house says by itself before the caller speaks next.
 * `x Sam, Ann` are people who did not take the call that was handed over; the house has written down a callback.
 * `x! Sam` is the same where it could not write one down.
 */
export function dialogue(fact: string, script: string, setting: TalkSetting = {}): void {
  // eslint-disable-next-line vitest/valid-title -- the title is the fact that the caller of this gives
  it(fact, async () => {
    const talk = await createTalk(setting)
    const exchanges = exchangesOf(script)
    for (const [at, exchange] of exchanges.entries()) {
      for (const happened of exchange.before) happened(talk)
      const heardUpTo = exchanges[at + 1]?.heardBefore
      const heard = heardUpTo === undefined ? undefined : cutAfter(heardUpTo)
      check(exchange, await talk.says(exchange.caller, heard))
    }
  })
}

type Talk = Awaited<ReturnType<typeof createTalk>>

interface Exchange {
  /** What the house did since the answer before. */
  readonly before: readonly ((talk: Talk) => void)[]
  readonly caller: string
  /** How much of the answer before was heard, when the caller fell in. */
  readonly heardBefore: string | undefined
  readonly expected: string[]
  readonly unexpected: string[]
  readonly tools: { tool: string; arguments: unknown }[]
}

function exchangesOf(script: string): Exchange[] {
  const exchanges: Exchange[] = []
  let before: Exchange['before'] = []
  for (const line of script.split('\n').map((one) => one.trim())) {
    const [, mark = '', text = ''] = /^(>\||>|<!|<|\$|~|x!|x)(?:\s(.*)|)$/.exec(line) ?? []
    const happened = houseDoes(mark, text)
    if (happened) before = [...before, happened]
    else if (mark.startsWith('>')) {
      exchanges.push({ ...newExchange(mark, text), before })
      before = []
    } else addLine(exchanges.at(-1), mark, text)
  }
  if (before.length > 0) throw new Error('Nobody speaks after what the house did last')
  return exchanges
}

function houseDoes(mark: string, text: string): Exchange['before'][number] | undefined {
  if (mark === '~') return (talk) => talk.houseSays(text)
  if (!mark.startsWith('x')) return undefined
  const missed = { tried: text.split(', '), callback: mark === 'x' }
  return (talk) => talk.nobodyTakesTheCall(missed)
}

function addLine(exchange: Exchange | undefined, mark: string, text: string): void {
  if (mark === '<') exchange?.expected.push(text)
  if (mark === '<!') exchange?.unexpected.push(text)
  if (mark === '$') exchange?.tools.push(toolOf(text))
}

function newExchange(mark: string, text: string): Omit<Exchange, 'before'> {
  const [heard = '', said = ''] = text.split(' > ')
  const isCut = mark === '>|'
  return {
    caller: isCut ? said : text,
    heardBefore: isCut ? heard : undefined,
    expected: [],
    unexpected: [],
    tools: [],
  }
}

function toolOf(text: string): { tool: string; arguments: unknown } {
  const [tool = '', ...args] = text.split(' ')
  const parsed: unknown = args.length === 0 ? {} : JSON.parse(args.join(' '))
  return { tool, arguments: parsed }
}

function cutAfter(piece: string): (planned: string) => string {
  return (planned) => {
    if (!planned.includes(piece)) throw new Error(`"${piece}" is not in the answer: ${planned}`)
    return planned.slice(0, planned.indexOf(piece) + piece.length)
  }
}

function check(exchange: Exchange, answer: Answer): void {
  let rest = answer.said
  for (const piece of exchange.expected) {
    expect(rest).toContain(piece)
    rest = rest.slice(rest.indexOf(piece) + piece.length)
  }
  for (const piece of exchange.unexpected) expect(answer.said).not.toContain(piece)
  expect(answer.said.trim()).not.toBe('')
  expect(answer.called.map(({ tool }) => tool)).toEqual(exchange.tools.map(({ tool }) => tool))
  expect(answer.called).toMatchObject(exchange.tools)
  expect(answer.unproven).toEqual([])
}
