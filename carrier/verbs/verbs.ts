import { connect } from './connect.ts'
import { dial } from './dial.ts'
import { gather } from './gather.ts'
import { pause } from './pause.ts'
import { play } from './play.ts'
import { say } from './say.ts'
import { methodOf, resolveUrl } from './verb.ts'
import type { Verb } from './verb.ts'

/** Goes on with another document. What follows in this one is never reached. */
const redirect: Verb = (element, { documentUrl }) =>
  Promise.resolve({
    next: 'fetch',
    document: {
      url: resolveUrl(element.text, documentUrl),
      method: methodOf(element),
      parameters: {},
    },
  })

const hangUp: Verb = () => Promise.resolve({ next: 'hang-up' })

/** Refuses a call that rings; one that was answered is past that. */
const reject: Verb = ({ attributes }, { call }) => {
  if (call.state().status !== 'ringing') return Promise.resolve({ next: 'next-verb' })
  const reason = attributes['reason'] === 'busy' ? 'busy' : 'rejected'
  return Promise.resolve({ next: 'reject', reason })
}

/** The verbs that this carrier knows, by their name in TwiML. */
export const verbs: ReadonlyMap<string, Verb> = new Map([
  ['Say', say],
  ['Play', play],
  ['Pause', pause],
  ['Gather', gather],
  ['Connect', connect],
  ['Dial', dial],
  ['Redirect', redirect],
  ['Hangup', hangUp],
  ['Reject', reject],
])
