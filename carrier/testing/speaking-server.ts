import { soundOfWords } from '../speech/audible-words.ts'
import { startStandInServer, twiml } from './stand-in-server.ts'
import type { StandInServer } from './stand-in-server.ts'
import { answersWords } from './stream-call.ts'
import { streamPeers } from './stream-peer.ts'

/** The stand-in server that talks, in sound: on a media stream. */
export async function startSpeakingServer(): Promise<StandInServer> {
  let url = ''
  const repeats = answersWords((words) =>
    words === 'bye' ? 'Goodbye.' : `You said ${words}. What else can I do for you today?`,
  )
  const { accept } = streamPeers((message, peer) => {
    const say = (words: string) => peer.play(soundOfWords(words))
    if (message.event === 'start') say('Hello there.')
    if (message.dtmf !== undefined) say(`You pressed ${message.dtmf.digit}.`)
    if (message.mark?.name === 'Goodbye.') peer.close()
    const answered = repeats(message, peer)
    if (answered === 'Goodbye.') peer.mark(answered)
  })
  const server = await startStandInServer({
    relay: accept,
    answers: {
      '/webhooks/voice': () => twiml(`<Connect><Stream url="${url}"/></Connect><Hangup/>`),
    },
  })
  url = `${server.url.replace('http', 'ws')}/twilio/media`
  return server
}
