import { z } from 'zod'
import type { Tool, ToolResult } from '../../src/calls/tool.ts'

/** A tool that takes until the test says that it is done. */
export interface SlowTool extends Tool {
  readonly timesRun: number
  finish(result?: Partial<Extract<ToolResult, { ok: true }>>): void
}

export function slowTool(name = 'look-up'): SlowTool {
  let done = Promise.withResolvers<ToolResult>()
  let timesRun = 0
  const receipt = {
    kind: 'contact-saved',
    reference: 'one',
    summary: 'It was looked up',
    facts: {},
  } as const
  return {
    name,
    description: 'Looks something up',
    parameters: z.object({ what: z.string() }),
    effectKey: () => undefined,
    get timesRun() {
      return timesRun
    },
    async run() {
      timesRun += 1
      return done.promise
    },
    finish(result = {}) {
      done.resolve({ ok: true, receipt, ...result })
      done = Promise.withResolvers<ToolResult>()
    },
  }
}
