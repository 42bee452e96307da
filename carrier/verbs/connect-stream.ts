import { badAddress } from '../media/stream-ending.ts'
import type { StreamEnding } from '../media/stream-ending.ts'
import { isSocketAddress, parseStreamAttributes } from '../media/stream-attributes.ts'
import { createStreamReports } from '../media/stream-reports.ts'
import { StreamSession } from '../media/stream-session.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import type { VerbContext } from './verb.ts'

/**
 * Joins the caller to the server by a media stream, until one of the three ends it. Whatever the end, the call goes
 * on with what comes after the verb.
 */
export async function connectStream(noun: TwimlElement, context: VerbContext): Promise<void> {
  const { call, account, witness, sids } = context
  call.answer()
  const attributes = parseStreamAttributes(noun)
  for (const problem of attributes.problems) {
    witness.violation(call.sid, 'bad-attribute-value', `<Stream>: ${problem}.`)
  }
  const streamSid = sids.stream()
  const names = { streamSid, accountSid: account.accountSid, callSid: call.sid }
  const reports = createStreamReports({ ...context, ...names, attributes })
  const onStarted = () => {
    reports.tell('stream-started')
    call.publish({ type: 'line', kind: 'sound' })
  }
  const ending = isSocketAddress(attributes.url)
    ? await runSession(new StreamSession({ ...context, streamSid, attributes, onStarted }), context)
    : badAddress
  if (ending.by === 'call') return reports.tell('stream-stopped')
  const { code, message, why } = ending.error
  witness.warn(call.sid, String(code), `${message} (${why})`)
  if (ending.by === 'server') reports.tell('stream-stopped')
  else reports.tell('stream-error', `${code} ${message}`)
}

async function runSession(session: StreamSession, { call }: VerbContext): Promise<StreamEnding> {
  const complete = () => session.complete()
  if (call.over.aborted) complete()
  call.over.addEventListener('abort', complete, { once: true })
  call.listener = session
  const ending = await session.over
  if (call.listener === session) call.listener = undefined
  if (call.state().status === 'in-progress') call.publish({ type: 'line', kind: 'words' })
  call.over.removeEventListener('abort', complete)
  return ending
}
