import { relayPeers } from './relay-peer.ts'
import { startStandInServer, twiml } from './stand-in-server.ts'
import type { StandInServer } from './stand-in-server.ts'

/** A stand-in server that talks: it greets, repeats what it hears, and ends the call at "bye". */
export async function startTalkingServer(): Promise<StandInServer> {
  let relayUrl = ''
  const { accept } = relayPeers((frame, peer) => {
    if (frame.type === 'prompt' && frame['voicePrompt'] === 'bye') {
      peer.token('Goodbye.', { last: true })
    } else if (frame.type === 'prompt') {
      peer.token(`You said ${String(frame['voicePrompt'])}. What else can I do for you today?`, {
        last: true,
      })
    }
    if (frame.type === 'dtmf') peer.token(`You pressed ${String(frame['digit'])}.`, { last: true })
    if (frame['value'] === 'Goodbye.') peer.end()
  })
  const attributes =
    'welcomeGreeting="Hello there." dtmfDetection="true" events="speaker-events tokens-played"'
  const server = await startStandInServer({
    relay: accept,
    answers: {
      '/webhooks/voice': () =>
        twiml(
          `<Connect action="/a"><ConversationRelay url="${relayUrl}" ${attributes}/></Connect>`,
        ),
      '/a': twiml('<Hangup/>'),
    },
  })
  ;({ relayUrl } = server)
  return server
}
