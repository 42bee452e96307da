import type { SpeakerListener } from '../speech/speaker.ts'
import type { RelayAttributes } from './relay-attributes.ts'

type Send = (message: Readonly<Record<string, unknown>>) => void

/** Tells the server about the playback, as far as it subscribed, and passes it on to the caller's ear. */
export function createRelayReports({
  hearing,
  attributes,
  send,
}: {
  hearing: SpeakerListener
  attributes: Pick<RelayAttributes, 'reportsSpeaking' | 'reportsTokensPlayed'>
  send: Send
}): SpeakerListener {
  const agentSpeaking = (value: 'on' | 'off') => {
    if (attributes.reportsSpeaking) send({ type: 'info', name: 'agentSpeaking', value })
  }
  return {
    ...hearing,
    audioStarted() {
      agentSpeaking('on')
      hearing.audioStarted()
    },
    groupPlayed(text) {
      if (attributes.reportsTokensPlayed) send({ type: 'info', name: 'tokensPlayed', value: text })
      hearing.groupPlayed(text)
    },
    audioEnded() {
      agentSpeaking('off')
      hearing.audioEnded()
    },
  }
}
