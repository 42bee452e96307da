import { createWordsListener, soundOfWords } from '../../carrier/speech/audible-words.ts'
import type { SpeechBrain } from '../../src/calls/speech-brain.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { speechBrainContract } from '../contracts/speech-brain.contract.ts'
import {
  createFakeSpeechBrain,
  type FakeSpeechBrain,
  type FakeSpeechSession,
} from './speech-brain.ts'

speechBrainContract('The speech brain of tests', () => {
  const fake = createFakeSpeechBrain(systemClock)
  const heard: { words: string; readonly told: PromiseWithResolvers<void> }[] = []
  const hearing = (words: string) => {
    const known = heard.find((one) => one.words === words)
    if (known) return known.told
    const told = Promise.withResolvers<void>()
    heard.push({ words, told })
    return told
  }
  return Promise.resolve({
    brain: withEars(fake, (words) => hearing(words).resolve()),
    thinks: (...answers) =>
      fake.willAnswer(
        ...answers.map((answer) =>
          'says' in answer
            ? { words: answer.says, thinksMs: 10 }
            : { thinksMs: 10, calls: answer.calls.map((tool) => ({ tool, arguments: {} })) },
        ),
      ),
    soundOf: (words) => [Buffer.from(soundOfWords(words).toString('base64'))],
    hears: (words) => hearing(words).promise,
    breaks: () => fake.sessions.forEach((session) => session.isLost()),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  })
})

/** It has no ears of its own: a test is its ears, and this one understands each piece of sound as an utterance. */
function withEars(fake: FakeSpeechBrain, heard: (words: string) => void): SpeechBrain {
  let utterances = 0
  function understand(session: FakeSpeechSession, words: string): void {
    utterances += 1
    const utterance = `u${utterances}`
    session.tells({ type: 'caller-started', utterance, agoMs: 100 })
    session.tells({ type: 'caller-stopped', utterance, agoMs: 100 })
    session.tells({ type: 'caller-finished', utterance })
    session.tells({ type: 'caller-words', utterance, text: words, language: undefined })
    heard(words)
  }
  return {
    name: fake.name,
    open(request) {
      fake.open(request)
      const { session } = fake
      const { hear } = session
      session.hear = (sound) => {
        hear.call(session, sound)
        const words = createWordsListener().hear(Buffer.from(sound.toString(), 'base64'))
        // It comes up within a tenth of a second.
        systemClock.after(150, () => understand(session, words))
      }
      return session
    },
  }
}
