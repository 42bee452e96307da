import { BrainFailed } from '../../src/calls/brain-failed.ts'
import type { Brain, BrainEvent, BrainRequest } from '../../src/calls/brain.ts'

/**
 * A brain that does what a test wrote down, one script an answer, in the order in which it is asked. An
 * answer that nobody wrote down fails loudly.
 */
export interface ScriptedBrain extends Brain {
  /** What it was asked so far. */
  readonly requests: readonly BrainRequest[]
  /** How many answers were stopped before their end. */
  readonly stopped: number
  /** Adds scripts for the answers to come. */
  willReply(...scripts: readonly BrainScript[]): void
}

/** The steps of one answer. The end is added: `tools` when a tool was called, else `finished`. */
export type BrainScript = readonly BrainStep[]

export type BrainStep =
  | { readonly step: 'say'; readonly text: string }
  | {
      readonly step: 'call'
      readonly tool: string
      readonly arguments: unknown
      readonly toolCallId: string
      /** As only code may say: the caller has heard it and said yes. */
      readonly readBack?: boolean
    }
  /** Exactly this, also where a brain must not send it. */
  | { readonly step: 'send'; readonly event: BrainEvent }
  /** Goes on when the test opens the gate, or ends when the answer is stopped. */
  | { readonly step: 'wait'; readonly gate: Gate }
  | { readonly step: 'fail'; readonly reason: string }
  | { readonly step: 'refuse' }

/** A wait that the test ends. */
export interface Gate {
  readonly opened: Promise<void>
  /** Settles when a brain has come to the gate. */
  readonly reached: Promise<void>
  open(): void
  reach(): void
}

export function createScriptedBrain({
  scripts = [],
  whenOutOfScripts,
}: {
  scripts?: readonly BrainScript[]
  /** Said to every further request. Without it such a request fails the answer. */
  whenOutOfScripts?: BrainScript
} = {}): ScriptedBrain {
  const left = [...scripts]
  const requests: BrainRequest[] = []
  let stopped = 0

  async function* reply(request: BrainRequest, signal: AbortSignal): AsyncGenerator<BrainEvent> {
    requests.push({ ...request, transcript: [...request.transcript] })
    const script = left.shift() ?? whenOutOfScripts
    if (!script) throw new BrainFailed(`No script for request ${requests.length}`)
    const end = { type: 'reply-end', reason: endOf(script) } as const
    let finished = false
    try {
      for (const step of script) {
        const event = await perform(step, signal)
        if (signal.aborted) return
        if (event) yield event
      }
      finished = true
      if (!signal.aborted) yield end
    } finally {
      if (!finished) stopped += 1
    }
  }

  return {
    name: 'scripted',
    reply,
    requests,
    get stopped() {
      return stopped
    },
    willReply: (...more) => void left.push(...more),
  }
}

/** An answer of these pieces of text, each a delta of its own. */
export function says(...texts: readonly string[]): BrainScript {
  return texts.map((text) => ({ step: 'say', text }))
}

/** An answer that calls a tool; write the answer to its result down as the next script. */
export function calls(tool: string, args: unknown, toolCallId = `call-${tool}`): BrainScript {
  return [{ step: 'call', tool, arguments: args, toolCallId }]
}

/** The same from code that has read it back to the caller. */
export function callsReadBack(tool: string, args: unknown): BrainScript {
  return [{ step: 'call', tool, arguments: args, toolCallId: `call-${tool}`, readBack: true }]
}

/** An answer that fails after the steps before it. */
export function fails(reason = 'the vendor is down'): BrainScript {
  return [{ step: 'fail', reason }]
}

export function createGate(): Gate {
  const opening = Promise.withResolvers<void>()
  const arrival = Promise.withResolvers<void>()
  return {
    opened: opening.promise,
    reached: arrival.promise,
    open: opening.resolve,
    reach: arrival.resolve,
  }
}

async function perform(step: BrainStep, signal: AbortSignal): Promise<BrainEvent | undefined> {
  switch (step.step) {
    case 'say':
      return { type: 'text-delta', text: step.text }
    case 'call': {
      const { tool, arguments: args, toolCallId, readBack } = step
      const call = { type: 'tool-call', toolCallId, tool, arguments: args } as const
      return readBack === undefined ? call : { ...call, readBack }
    }
    case 'send':
      return step.event
    case 'wait':
      step.gate.reach()
      await Promise.race([step.gate.opened, aborted(signal)])
      return undefined
    case 'fail':
      throw new BrainFailed(step.reason)
    case 'refuse':
      return undefined
  }
}

function endOf(script: BrainScript): 'finished' | 'tools' | 'refused' {
  if (script.some(({ step }) => step === 'refuse')) return 'refused'
  return script.some(({ step }) => step === 'call') ? 'tools' : 'finished'
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}
