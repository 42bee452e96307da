import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Tool, ToolContext } from '../../src/calls/tool.ts'

/**
 * What a tool's suite needs: the tool on a book that can be watched, lost and broken. A tool without a book has
 * its effect in the call itself, whose own record holds back what another process has taken over.
 */
export interface ToolUnderTest {
  readonly tool: Tool
  readonly context: ToolContext
  /** Arguments as a brain writes them, with which the tool acts. */
  readonly validArguments: unknown
  /** The same meaning in other letters, spaces or punctuation. */
  readonly sameMeaning: unknown
  /** Arguments of another meaning. `undefined`: the tool knows one meaning only. */
  readonly otherMeaning: unknown
  /** What a brain may write of the same wish when it answers the same turn again. */
  readonly saidAnew: unknown
  /** How many effects there are by now. */
  effects(): Promise<number>
  /** `undefined`: it writes in no book. */
  readonly book?: {
    /** From now on another process owns the call. */
    takeCallOver(): Promise<void>
    /** From now on the book behind the tool throws. */
    break(): void
  }
}

/** What every tool must honour, see `Tool`. */
export function toolContract(name: string, create: () => Promise<ToolUnderTest>): void {
  describe(`${name} as a tool`, () => {
    it('has a kebab-case name and says what it is for', async () => {
      const { tool } = await create()
      expect(tool.name).toMatch(/^[a-z]+(-[a-z]+)+$/)
      expect(tool.description.length).toBeGreaterThan(20)
    })

    it('describes each argument in a JSON schema of an object', async () => {
      const { tool } = await create()
      const schema = z.toJSONSchema(tool.parameters, { io: 'input' })
      expect(schema.type).toBe('object')
      for (const described of Object.values(schema.properties ?? {})) {
        expect(described).toHaveProperty('description')
      }
    })

    it('answers success with a receipt that names what was done', async () => {
      const under = await create()
      const result = await run(under, under.validArguments)
      if (!result.ok) throw new Error(`The tool refused: ${result.detail}`)
      expect(result.receipt.reference).not.toBe('')
      expect(result.receipt.summary).not.toBe('')
      for (const fact of Object.values(result.receipt.facts)) expect(fact).toBeTypeOf('string')
    })

    it('acts once for one meaning, however often and in whatever spelling it is asked', async () => {
      const under = await create()
      await run(under, under.validArguments)
      const effects = await under.effects()
      await run(under, under.validArguments)
      await run(under, under.sameMeaning)
      expect(await under.effects()).toBe(effects)
      expect(keyOf(under, under.sameMeaning)).toBe(keyOf(under, under.validArguments))
    })

    it('acts once for a turn, in whatever words that turn is answered again', async () => {
      const { context, ...under } = await create()
      const inTurn = { ...under, context: { ...context, asked: { turn: 3, nth: 1 } } }
      await run(inTurn, under.validArguments)
      const effects = await under.effects()
      const again = await run(inTurn, under.saidAnew)
      expect(again.ok).toBe(true)
      expect(await under.effects()).toBe(effects)
    })

    it('keys its effect by meaning and call, as a hash', async () => {
      const under = await create()
      const key = keyOf(under, under.validArguments)
      // Without an effect outside the call there is nothing to do twice.
      if (key === undefined) return
      expect(key).toMatch(/^[0-9a-f]{64}$/)
      const isOnlyMeaning = under.otherMeaning === undefined
      expect(isOnlyMeaning ? undefined : keyOf(under, under.otherMeaning)).not.toBe(key)
      const otherCall = { ...under.context, call: { ...under.context.call, id: 'another-call' } }
      expect(keyOf({ ...under, context: otherCall }, under.validArguments)).not.toBe(key)
    })

    it('refuses to act for a call that another process has taken over', async () => {
      const under = await create()
      if (under.book === undefined) return
      await under.book.takeCallOver()
      expect(await run(under, under.validArguments)).toMatchObject({
        ok: false,
        reason: 'taken-over',
      })
      expect(await under.effects()).toBe(0)
    })

    it('never reports success when its book fails', async () => {
      const under = await create()
      if (under.book === undefined) return
      under.book.break()
      const result = await run(under, under.validArguments).catch(() => 'threw' as const)
      expect(result === 'threw' || !result.ok).toBe(true)
    })

    it('does not begin once it is called off', async () => {
      const under = await create()
      await expect(run(under, under.validArguments, AbortSignal.abort('over'))).rejects.toBe('over')
      expect(await under.effects()).toBe(0)
    })
  })
}

async function run(
  { tool, context }: ToolUnderTest,
  args: unknown,
  signal: AbortSignal = new AbortController().signal,
) {
  return tool.run(tool.parameters.parse(args), context, signal)
}

function keyOf({ tool, context }: ToolUnderTest, args: unknown): string | undefined {
  return tool.effectKey(tool.parameters.parse(args), context)
}
