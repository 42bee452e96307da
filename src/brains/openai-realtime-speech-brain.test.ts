import { createFakeRealtimeServer } from '../../bench/fakes/realtime/fake-realtime-server.ts'
import type { MindAnswer } from '../../bench/fakes/realtime/mind.ts'
import { soundOfWords } from '../../carrier/speech/audible-words.ts'
import {
  speechBrainContract,
  type ModelAnswer,
  type SpeechBrainUnderTest,
} from '../../test/contracts/speech-brain.contract.ts'
import { systemClock } from '../lib/clock.ts'
import { createOpenaiRealtimeSpeechBrain } from './openai-realtime-speech-brain.ts'

speechBrainContract('OpenAI Realtime', async (): Promise<SpeechBrainUnderTest> => {
  const answers: ModelAnswer[] = []
  const server = await createFakeRealtimeServer({
    pace: { speed: 20 },
    mind: () => inTheirWords(answers.shift()),
  })
  const { url } = server
  const config = { apiKey: 'a-key', model: 'gpt-realtime-2.1', url }
  return {
    brain: createOpenaiRealtimeSpeechBrain({ config, clock: systemClock }),
    thinks: (...more) => void answers.push(...more),
    soundOf: (words) => framesOf(words),
    async hears(words) {
      const session = await server.session(0)
      await session.until(({ heard }) => heard.includes(words))
    },
    breaks: () => server.sessions.forEach((session) => session.closes(1006)),
    [Symbol.asyncDispose]: () => server.close(),
  }
})

function inTheirWords(answer: ModelAnswer | undefined): MindAnswer {
  if (!answer) return { says: 'I see.' }
  return 'says' in answer
    ? answer
    : { tools: answer.calls.map((name) => ({ name, arguments: {} })) }
}

/** Frames of 20 ms, as a carrier sends them, with a second of silence behind the words. */
function framesOf(words: string): readonly Buffer[] {
  const sound = Buffer.concat([soundOfWords(words), Buffer.alloc(8_000, 0xff)])
  return Array.from({ length: Math.ceil(sound.length / 160) }, (_, index) =>
    Buffer.from(sound.subarray(index * 160, (index + 1) * 160).toString('base64')),
  )
}
