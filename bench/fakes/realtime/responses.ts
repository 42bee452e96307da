import type { ResponseWish } from './client-events.ts'
import type { SpeakingPace } from './fake-options.ts'
import type { FakeResponse } from './fake-session.ts'
import { itemFrom, mindItem, type Item } from './items.ts'
import type { Mind, OfferedTool } from './mind.ts'
import { RefusedEvent } from './refused-event.ts'
import { createResponseRun, type ResponseRun } from './response-run.ts'
import type { SessionCore } from './session-core.ts'
import type { JsonObject } from './shapes.ts'
import { inputTokens, type Tokens } from './usage.ts'

/** All responses of a session: at most one at a time for the conversation, and any number out of band. */
export interface Responses {
  readonly records: readonly FakeResponse[]
  readonly mostAtOnce: number
  /** Whether the agent has spoken yet. */
  readonly hasSpoken: boolean
  /** The one of the conversation that is being made: which of the session, from 0 on. */
  readonly present: number | undefined
  /** @throws {RefusedEvent} while another one is active. */
  create(wish?: ResponseWish): void
  /** Of this name, or the one of the conversation. @throws {RefusedEvent} when none is active. */
  cancel(id?: string): void
  /** The caller speaks: the one of the conversation stops. */
  interrupt(): void
  /** Which response of the session has this name, from 0 on. */
  indexOf(id: string): number
  stop(): void
}

export interface ResponsesParts {
  readonly core: SessionCore
  readonly mind: Mind
  readonly pace: SpeakingPace
  /** A response of the conversation is over. */
  readonly answered: (response: FakeResponse) => void
}

export function createResponses(parts: ResponsesParts): Responses {
  return new SessionResponses(parts)
}

class SessionResponses implements Responses {
  mostAtOnce = 0
  readonly #parts: ResponsesParts
  readonly #runs: ResponseRun[] = []
  readonly #indexes = new Map<string, number>()
  readonly #active = new Set<ResponseRun>()
  #readBefore: Tokens | undefined

  constructor(parts: ResponsesParts) {
    this.#parts = parts
  }

  get records(): readonly FakeResponse[] {
    return this.#runs.map(({ record }) => record)
  }

  get hasSpoken(): boolean {
    return this.#runs.some(({ soundMs }) => soundMs > 0)
  }

  get present(): number | undefined {
    const run = this.#ofConversation()
    return run && this.#indexes.get(run.id)
  }

  create(wish: ResponseWish = {}): void {
    const present = this.#ofConversation()
    if (wish.conversation !== 'none' && present !== undefined) throw activeAlready(present)
    const run = this.#prepared(wish)
    this.#indexes.set(run.id, this.#runs.length)
    this.#runs.push(run)
    this.#active.add(run)
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#active.size)
    run.begin()
  }

  cancel(id?: string): void {
    const run =
      id === undefined ? this.#ofConversation() : [...this.#active].find((one) => one.id === id)
    if (run !== undefined) return run.cancel('client_cancelled')
    const message = 'Cancellation failed: no active response found'
    throw new RefusedEvent('response_cancel_not_active', message)
  }

  interrupt(): void {
    this.#ofConversation()?.cancel('turn_detected')
  }

  indexOf(id: string): number {
    return this.#indexes.get(id) ?? -1
  }

  stop(): void {
    for (const run of this.#active) run.stop()
    this.#active.clear()
  }

  #ofConversation(): ResponseRun | undefined {
    return [...this.#active].find(({ isOutOfBand }) => !isOutOfBand)
  }

  #prepared(wish: ResponseWish): ResponseRun {
    const { answered, core, mind, pace } = this.#parts
    const settings = core.settings()
    const isOutOfBand = wish.conversation === 'none'
    const items = wish.input?.map((given) => itemOfInput(core, given)) ?? core.conversation.items
    const instructions = wish.instructions ?? settings.instructions
    const tools = wish.tools ?? settings.tools
    const input = inputTokens({ instructions, tools, items })
    const run: ResponseRun = createResponseRun({
      core,
      mind,
      pace,
      id: core.newName('resp'),
      request: {
        session: core.index,
        response: this.#runs.length,
        isOutOfBand,
        instructions,
        ownInstructions: wish.instructions,
        tools: tools.map(offeredTool),
        items: items.map(mindItem),
        metadata: wish.metadata ?? undefined,
      },
      modalities: wish.output_modalities ?? settings.output_modalities,
      maxOutputTokens: wish.max_output_tokens ?? settings.max_output_tokens,
      input,
      before: this.#cachedFor(wish, input),
      ended: () => {
        this.#active.delete(run)
        if (!isOutOfBand) answered(run.record)
      },
    })
    return run
  }

  /** What begins like the response before it need not be read again. */
  #cachedFor({ input, instructions }: ResponseWish, tokens: Tokens): Tokens | undefined {
    if (instructions !== undefined || input !== undefined) return undefined
    const before = this.#readBefore
    this.#readBefore = tokens
    return before
  }
}

function itemOfInput({ conversation, newName }: SessionCore, given: JsonObject): Item {
  if (given['type'] !== 'item_reference') return itemFrom(given, newName('item'))
  const id = String(given['id'])
  const found = conversation.find(id)
  if (found !== undefined) return found
  const message = `Item with item_id not found: '${id}'.`
  throw new RefusedEvent('invalid_value', message, 'response.input')
}

function activeAlready({ id }: ResponseRun): RefusedEvent {
  return new RefusedEvent(
    'conversation_already_has_active_response',
    `Conversation already has an active response in progress: ${id}. Wait until the response is finished before creating a new one.`,
  )
}

function offeredTool(tool: object): OfferedTool {
  const { description, name, parameters } = tool as Partial<OfferedTool>
  return { name: name ?? '', description, parameters }
}
