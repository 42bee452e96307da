import { describe, expect, it } from 'vitest'
import type { CallerLine, LineEvent } from '../../src/calls/caller-line.ts'

/** A line under test, with the other end of it in the test's hand. */
export interface LineUnderTest {
  readonly line: CallerLine
  /** Everything said so far, in order: words, and `|` where an utterance was closed. */
  readonly said: () => readonly string[]
  readonly events: readonly LineEvent[]
  readonly callerSays: (text: string) => void
  readonly callerHangsUp: () => void
  readonly breaks: () => void
}

/** What every line of callers must honour. */
export function callerLineContract(name: string, create: () => LineUnderTest): void {
  describe(`${name}, as a line to a caller`, () => {
    it('keeps the order of words and says where an utterance ends', () => {
      const { line, said } = create()
      line.say({ text: 'We open ', last: false })
      line.say({ text: 'at nine.', last: false })
      line.say({ text: '', last: true })
      line.say({ text: 'Anything else?', last: true })
      expect(said()).toEqual(['We open ', 'at nine.', '|', 'Anything else?', '|'])
    })

    it('reports what the caller said, whole and unchanged', () => {
      const { events, callerSays } = create()
      callerSays('Grüße, 你好 "quoted" \\ 👋')
      expect(events).toMatchObject([{ type: 'caller-spoke', text: 'Grüße, 你好 "quoted" \\ 👋' }])
    })

    it('sends nothing after it was asked to end', () => {
      const { line, said } = create()
      line.end()
      const before = [...said()]
      line.say({ text: 'One more thing', last: true })
      line.end()
      expect(said()).toEqual(before)
    })

    it('says once, and last of all, that it is closed', () => {
      const { events, callerHangsUp, callerSays, breaks } = create()
      callerHangsUp()
      breaks()
      callerSays('Hello?')
      expect(events).toEqual([{ type: 'line-closed', by: 'caller' }])
    })

    it('tells a broken line from a caller who hung up', () => {
      const { events, breaks } = create()
      breaks()
      expect(events).toEqual([{ type: 'line-closed', by: 'fault' }])
    })

    it('tells an end that was asked for from a caller who hung up', () => {
      const { line, events, callerHangsUp } = create()
      line.end()
      callerHangsUp()
      expect(events).toEqual([{ type: 'line-closed', by: 'agent' }])
    })

    it('can be let go without ending the call, and says so once', () => {
      const { line, said, events, callerSays, breaks } = create()
      line.leave('handed-on')
      line.leave('taken-over')
      breaks()
      callerSays('Hello?')
      line.say({ text: 'One more thing', last: true })
      line.end()
      expect(events).toEqual([{ type: 'line-closed', by: 'agent' }])
      expect(said()).toEqual([])
    })

    it('ignores words for a caller who has gone', () => {
      const { line, said, callerHangsUp } = create()
      callerHangsUp()
      expect(() => line.say({ text: 'Are you there?', last: true })).not.toThrow()
      expect(() => line.end()).not.toThrow()
      expect(said()).toEqual([])
    })
  })
}
