import { createHearing } from '../speech/hearing.ts'
import { createSpeaker } from '../speech/speaker.ts'
import { createUtterance } from '../speech/utterance.ts'
import { countOf } from './verb.ts'
import type { Verb, VerbContext } from './verb.ts'

/** Reads text to the caller. Answers the call. */
export const say: Verb = async (element, context) => {
  context.call.answer()
  // Without words nothing takes time: many rounds of it would let nobody else work.
  if (element.text.trim() === '') return { next: 'next-verb' }
  const asked = countOf(element, { name: 'loop', otherwise: 1 })
  const times = asked === 0 ? Infinity : asked
  for (let time = 0; time < times && !context.call.over.aborted; time += 1) {
    await readAloud(element.text, context)
  }
  return { next: 'next-verb' }
}

/** Resolves when the text was heard to its end, or the call is over. */
export function readAloud(
  text: string,
  { call, timing, witness }: Pick<VerbContext, 'call' | 'timing' | 'witness'>,
): Promise<void> {
  if (text.trim() === '') return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const hearing = createHearing(call, witness)
  const speaker = createSpeaker({
    pacing: call.pacing,
    timing,
    listener: {
      ...hearing,
      audioEnded() {
        hearing.audioEnded()
        resolve()
      },
    },
  })
  const utterance = createUtterance('none')
  utterance.knownText = text
  speaker.enqueue(utterance, text)
  const stop = () => {
    speaker.stop()
    resolve()
  }
  call.over.addEventListener('abort', stop, { once: true })
  return promise.finally(() => call.over.removeEventListener('abort', stop))
}
