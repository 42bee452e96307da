import { startStandInServer, twiml } from './stand-in-server.ts'
import type { StandInServer } from './stand-in-server.ts'

/** The stand-in server that talks, on a line without a relay: it listens by `<Gather>`. */
export async function startGatheringServer({ bargeIn = true } = {}): Promise<StandInServer> {
  const gather = (words: string) =>
    twiml(
      `<Gather input="dtmf speech" speechTimeout="auto" bargeIn="${bargeIn}" numDigits="1" action="/heard">`,
      `<Say>${words}</Say></Gather><Redirect>/webhooks/voice</Redirect>`,
    )
  return await startStandInServer({
    answers: {
      '/webhooks/voice': gather('Hello there.'),
      '/heard': ({ form: { SpeechResult: said, Digits: pressed } }) => {
        if (said === 'bye') return twiml('<Say>Goodbye.</Say><Hangup/>')
        if (said === undefined) return gather(`You pressed ${pressed ?? 'nothing'}.`)
        return gather(`You said ${said}. What else can I do for you today?`)
      },
    },
  })
}
