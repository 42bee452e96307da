import { boundedArguments } from './bounded.ts'
import type { ToolOffer } from './brain.ts'
import type { ToolTurn } from './transcript.ts'
import { useTool, type ToolCall, type ToolUse } from './use-tool.ts'

/** The tools while one turn is being answered, in as many rounds as the brain needs. */
export interface TurnTools {
  /** Begins a round: what the brain is told of. Nothing, once it has asked wrongly too often. */
  offers(): readonly ToolOffer[]
  use(call: ToolCall): Promise<ToolTurn>
}

/** Wrong arguments may be put right once; who cannot do that has to ask the caller. */
const mostWrongRounds = 2

const askCaller = 'Do not try again now: ask the caller for what is missing.'

export function createTurnTools(use: ToolUse): TurnTools {
  let wrongRounds = 0
  let isWrongRound = false
  /** By tool: the different calls of this round, in the order in which they came. */
  let asked = new Map<string, string[]>()

  function nthOf({ tool, arguments: args }: ToolCall): number {
    const calls = asked.get(tool) ?? []
    const call = JSON.stringify({ args: boundedArguments(args).args })
    if (!calls.includes(call)) calls.push(call)
    asked.set(tool, calls)
    return calls.indexOf(call) + 1
  }

  return {
    offers() {
      if (isWrongRound) wrongRounds += 1
      isWrongRound = false
      asked = new Map()
      return wrongRounds < mostWrongRounds ? use.toolBox.offers : []
    },
    async use(call) {
      const isShut = wrongRounds >= mostWrongRounds
      const whenWrong = wrongRounds > 0 ? askCaller : ''
      const used = await useTool(use, { ...call, nth: nthOf(call), whenWrong, isShut })
      isWrongRound ||= !used.result.ok && used.result.reason === 'wrong-arguments'
      return used
    },
  }
}
