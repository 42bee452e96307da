/**
 * What the fake model thinks: given the conversation as the model has it, what it answers. May take its time;
 * a mind that throws is a model that fails.
 */
export type Mind = (request: MindRequest) => MindAnswer | Promise<MindAnswer>

export interface MindRequest {
  /** Which session of the server, and which response of that session; both from 0 on. */
  readonly session: number
  readonly response: number
  /** Asked for with `conversation: 'none'`: the conversation never learns of the answer. */
  readonly isOutOfBand: boolean
  /** Those of the session, or those that this response was given instead. */
  readonly instructions: string
  /** What this response was given instead of the session's instructions, if it was. */
  readonly ownInstructions: string | undefined
  readonly tools: readonly OfferedTool[]
  /** In the order of the conversation, or what this response was given instead of it. */
  readonly items: readonly MindItem[]
  readonly metadata: Readonly<Record<string, string>> | undefined
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

export interface OfferedTool {
  readonly name: string
  readonly description: string | undefined
  readonly parameters: unknown
}

/** One thing of the conversation, as the model has it. */
export type MindItem =
  /** As the model heard it, whether or not a transcript of it was delivered; empty for a cough. */
  | {
      readonly by: 'caller'
      readonly id: string
      readonly text: string
      readonly isSpoken: boolean
    }
  /** As far as the caller heard it. */
  | { readonly by: 'agent'; readonly id: string; readonly text: string; readonly isSpoken: boolean }
  | { readonly by: 'house'; readonly id: string; readonly text: string }
  | {
      readonly by: 'tool-call'
      readonly id: string
      readonly callId: string
      readonly name: string
      readonly arguments: string
    }
  | {
      readonly by: 'tool-result'
      readonly id: string
      readonly callId: string
      readonly output: string
    }

/** What is said comes first, and the tools are asked for after it. */
export interface MindAnswer {
  readonly says?: string
  readonly tools?: readonly AskedTool[]
  /** The filter steps in once `says` was said: `incomplete`, `content_filter`. */
  readonly refuses?: boolean
  /** It runs into its limit once `says` was said: `incomplete`, `max_output_tokens`. */
  readonly isTooLong?: boolean
  /** It fails once `says` was said. */
  readonly fails?: { readonly code: string; readonly message?: string }
  /** How long it thinks before the first sound, on the model's clock. Else as the pace says. */
  readonly thinksMs?: number
}

export interface AskedTool {
  readonly name: string
  /** A string goes out as it is, so that it may be broken. */
  readonly arguments: unknown
}

/** The caller's words that stand last in the conversation; empty when there are none. */
export function lastHeard(items: readonly MindItem[]): string {
  return items.findLast((item) => item.by === 'caller')?.text ?? ''
}

/**
 * Gives these answers one after the other, each to one response of the conversation, through all sessions;
 * after the last one what comes `afterwards`.
 */
export function scriptedMind(
  answers: readonly (string | MindAnswer | Mind)[],
  afterwards: Mind = ({ items }) => ({ says: `You said: ${lastHeard(items)}` }),
): Mind {
  let given = 0
  return (request) => {
    if (request.isOutOfBand) return {}
    const answer = answers[given]
    given += 1
    if (answer === undefined) return afterwards(request)
    if (typeof answer === 'string') return { says: answer }
    return typeof answer === 'function' ? answer(request) : answer
  }
}
