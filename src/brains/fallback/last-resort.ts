import type { Brain, BrainEvent, BrainRequest } from '../../calls/brain.ts'
import { BrainFailed } from '../../calls/brain-failed.ts'
import { goingOn } from './going-on.ts'

/**
 * Passes on what the last brain says, in its own time and with what it knows: it is code, so that it may tell
 * what the caller was read back.
 * @throws {BrainFailed} when even this one cannot answer.
 */
export async function* askLastResort(
  brain: Brain,
  { request, signal }: { request: BrainRequest; signal: AbortSignal },
): AsyncGenerator<BrainEvent> {
  const goOn = goingOn(request.saidAlready ?? '')
  try {
    for await (const event of brain.reply(request, signal)) {
      if (signal.aborted) return
      yield event.type === 'text-delta' ? { ...event, text: goOn(event.text) } : event
    }
  } catch (error) {
    if (signal.aborted || error instanceof BrainFailed) throw error
    throw new BrainFailed(`The brain ${brain.name} failed`, { cause: error })
  }
}
