import type { LiveCall } from '../../lib/live-call.ts'
import type { SpokenLine } from './phone-state.ts'

/**
 * What the caller and a person said to each other once the agent had put them through. The server hears none of
 * it, so it is what this phone heard after the agent's last words. Empty where nobody was put through.
 */
export function bridgedTalk(talk: readonly SpokenLine[], live: LiveCall): readonly SpokenLine[] {
  const { phase, outcome } = live.call ?? {}
  if (phase !== 'transferring' && outcome !== 'transferred') return []
  const last = live.lines.findLast(({ speaker, text }) => speaker === 'agent' && text !== '')
  if (last === undefined) return []
  const end = talk.findLastIndex(
    ({ speaker, text }) => speaker === 'other' && isPartOf(plain(text), plain(last.text)),
  )
  return end === -1 ? [] : talk.slice(end + 1)
}

/** Phone and server may be some words apart; a word or two alone may be anybody's. */
function isPartOf(heard: string, said: string): boolean {
  if (said.endsWith(heard) || heard.startsWith(said)) return true
  return said.startsWith(heard) && heard.split(' ').length >= 3
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
