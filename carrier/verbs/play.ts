import { keysLengthMs, mostLoops, soundLengthMs } from '../speech/sound-length.ts'
import { callOver } from '../call-over.ts'
import { countOf, resolveUrl } from './verb.ts'
import type { Verb, VerbContext } from './verb.ts'

/** Plays a sound file of the server's, or keys. Answers the call. */
export const play: Verb = async (element, context) => {
  const { call } = context
  call.answer()
  const keys = element.attributes['digits'] ?? ''
  if (keys !== '') await playKeys(keys, context)
  if (element.text === '') return { next: 'next-verb' }
  const url = resolveUrl(element.text, context.documentUrl)
  const lengthMs = await lengthOf(url, context)
  if (lengthMs === undefined) return { next: 'next-verb' }
  const asked = countOf(element, { name: 'loop', otherwise: 1 })
  const times = asked === 0 ? mostLoops : asked
  for (let time = 0; time < times && !call.over.aborted; time += 1) {
    context.witness.trace(call.sid, 'inside', { kind: 'sound-played', url, lengthMs })
    await soundFor(lengthMs, context)
  }
  return { next: 'next-verb' }
}

async function playKeys(keys: string, context: VerbContext): Promise<void> {
  const { call, timing, witness } = context
  witness.trace(call.sid, 'inside', { kind: 'keys-played', keys })
  await soundFor(keysLengthMs(keys, timing), context)
}

/** @returns nothing where there is no sound to play, which the caller never hears of. */
async function lengthOf(url: string, context: VerbContext): Promise<number | undefined> {
  const { call, timing, webhooks, witness } = context
  // Whoever hangs up waits for no sound.
  const sound = await Promise.race([webhooks.media({ callSid: call.sid, url }), callOver(call)])
  if (sound === undefined || call.over.aborted) return undefined
  if (!sound.ok) {
    witness.violation(call.sid, 'sound-not-playable', `<Play> found no sound: ${sound.reason}.`)
    return undefined
  }
  return soundLengthMs(sound, timing)
}

/** Resolves when so much was played, or the call is over. */
function soundFor(lengthMs: number, { call }: Pick<VerbContext, 'call'>): Promise<void> {
  if (call.over.aborted) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = () => {
    sounding.cancel()
    resolve()
  }
  const sounding = call.pacing.after(lengthMs, resolve)
  call.over.addEventListener('abort', stop, { once: true })
  call.publish({ type: 'agent-speaking', on: true })
  return promise.finally(() => {
    call.over.removeEventListener('abort', stop)
    call.publish({ type: 'agent-speaking', on: false })
  })
}
