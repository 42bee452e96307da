import type { Call, CallFlag, CallPhase } from './call.ts'
import type { CallSummary } from './call-archive.ts'
import { lineOfCaller, type CallEvent, type SpokenLine } from './call-event.ts'
import type { CallEnd } from './journal-event.ts'
import {
  placeAmong,
  withAgentTurn,
  withCallerTurn,
  withToolTurn,
  type AgentTurn,
  type CallerTurn,
  type ToolTurn,
  type TranscriptTurn,
} from './transcript.ts'

/** A call as those who watch it see it now; every change is published. */
export interface LiveCall {
  readonly summary: CallSummary
  readonly lines: readonly SpokenLine[]
  readonly turns: readonly TranscriptTurn[]
  phaseBecame(phase: CallPhase): void
  heardCaller(turn: CallerTurn): void
  /** The agent's words while they are being heard. */
  hearingAgent(line: Omit<SpokenLine, 'speaker' | 'at'>): void
  heardAgent(turn: AgentTurn): void
  startedTool(tool: string): void
  usedTool(turn: ToolTurn): void
  flagged(flag: CallFlag): void
  /** The caller fell in, and the agent's words of this turn were cut. */
  interrupted(turn: number): void
  /** The network lost some of the caller's sound. */
  soundLost(lostMs: number): void
  ended(end: CallEnd): void
}

export interface LiveCallParts {
  readonly call: () => Call
  /** Known once the call has its record. */
  readonly callerName: () => string | undefined
  readonly now: () => Date
  readonly publish: (event: CallEvent) => void
  /** What is known of a call that others had before us. */
  readonly before?: Pick<LiveCall, 'lines' | 'turns'> & { readonly flags: readonly CallFlag[] }
}

export function createLiveCall(parts: LiveCallParts): LiveCall {
  return new PublishedCall(parts)
}

class PublishedCall implements LiveCall {
  readonly lines: SpokenLine[]
  turns: readonly TranscriptTurn[]
  readonly #parts: LiveCallParts
  readonly #flags: CallFlag[]
  #phase: CallPhase | undefined = 'ringing'
  #end: (CallEnd & { readonly at: Date }) | undefined

  constructor(parts: LiveCallParts) {
    const { lines, turns, flags } = parts.before ?? { lines: [], turns: [], flags: [] }
    this.#parts = parts
    this.lines = [...lines]
    this.turns = turns
    this.#flags = [...flags]
  }

  get summary(): CallSummary {
    return {
      ...this.#parts.call(),
      status: this.#end?.status ?? 'active',
      phase: this.#phase,
      outcome: this.#end?.outcome,
      flags: [...this.#flags],
      callerName: this.#parts.callerName(),
      endedAt: this.#end?.at,
      durationSeconds: this.#end?.durationSeconds,
      lastWords: this.lines.findLast(({ text }) => text !== '')?.text,
    }
  }

  phaseBecame(phase: CallPhase): void {
    this.#phase = phase
    this.#changed()
  }

  heardCaller(turn: CallerTurn): void {
    this.turns = withCallerTurn(this.turns, turn)
    this.#show(lineOfCaller(turn), { final: true })
  }

  hearingAgent(line: Omit<SpokenLine, 'speaker' | 'at'>): void {
    this.#show({ ...line, speaker: 'agent', at: this.#parts.now() }, { final: false })
  }

  heardAgent(turn: AgentTurn): void {
    this.turns = withAgentTurn(this.turns, turn)
    this.#show(turn, { final: true })
  }

  startedTool(tool: string): void {
    this.#parts.publish({ type: 'tool-started', callSid: this.#sid, tool })
  }

  usedTool(turn: ToolTurn): void {
    this.turns = withToolTurn(this.turns, turn)
    const { tool, result } = turn
    this.#parts.publish({ type: 'tool-finished', callSid: this.#sid, tool, result })
  }

  flagged(flag: CallFlag): void {
    if (!this.#flags.includes(flag)) this.#flags.push(flag)
    this.#changed()
  }

  interrupted(turn: number): void {
    this.#parts.publish({ type: 'agent-interrupted', callSid: this.#sid, turn })
  }

  soundLost(lostMs: number): void {
    this.#parts.publish({ type: 'sound-lost', callSid: this.#sid, lostMs })
  }

  ended(end: CallEnd): void {
    this.#phase = undefined
    this.#end = { ...end, at: this.#parts.now() }
    this.#changed()
  }

  get #sid(): string {
    return this.#parts.call().sid
  }

  #changed(): void {
    this.#parts.publish({ type: 'call-changed', summary: this.summary })
  }

  #show(line: SpokenLine, { final }: { final: boolean }): void {
    const at = this.lines.findIndex((one) => isSameLine(one, line))
    if (at === -1) this.lines.splice(placeAmong(this.lines, line), 0, line)
    else this.lines[at] = line
    this.#parts.publish({ type: 'words-changed', callSid: this.#sid, line, final })
  }
}

function isSameLine(one: SpokenLine, other: SpokenLine): boolean {
  return one.turn === other.turn && one.speaker === other.speaker
}
