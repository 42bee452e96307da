import { soundOfWords } from '../speech/audible-words.ts'
import { createJitterBuffer } from './jitter-buffer.ts'
import { soundOfNoise } from './noise.ts'
import { frameBytes } from './playback.ts'

/** The caller's voice on its way to the server, frame by frame: words and noises of a test, or a phone's sound. */
export interface Mouth {
  says(words: string): void
  coughs(): void
  /** What a phone gave, whenever it came. */
  speaks(sound: Buffer): void
  /** The next frame, always whole; nothing for silence. */
  frame(): Buffer | undefined
  /** The agent has begun to be heard. */
  agentAnswers(): void
  /**
   * Whether words are still being said, or the silence after them that tells the server that they were all: a
   * second, or until the agent begins to answer.
   */
  isBusy(): boolean
}

export function createMouth(): Mouth {
  const phone = createJitterBuffer()
  let voice: Buffer = Buffer.alloc(0)
  let silentFramesToCome = 0

  function utter(sound: Buffer): void {
    voice = Buffer.concat([voice, sound])
    silentFramesToCome = silenceAfterSpeech
  }

  return {
    says: (words) => utter(soundOfWords(words)),
    coughs: () => utter(soundOfNoise(coughMs)),
    speaks: (sound) => phone.add(sound),
    frame() {
      if (voice.length === 0) {
        silentFramesToCome = Math.max(0, silentFramesToCome - 1)
        return padded(phone.take())
      }
      const frame = voice.subarray(0, frameBytes)
      voice = voice.subarray(frame.length)
      return padded(frame)
    },
    agentAnswers() {
      if (voice.length === 0) silentFramesToCome = 0
    },
    isBusy: () => voice.length > 0 || silentFramesToCome > 0,
  }
}

const coughMs = 300
const silenceAfterSpeech = 1000 / 20

/** What is shorter than a frame ends in silence. */
function padded(sound: Buffer | undefined): Buffer | undefined {
  if (sound === undefined || sound.length === frameBytes) return sound
  return Buffer.concat([sound, silence.subarray(sound.length)])
}

const silence = Buffer.alloc(frameBytes, 0xff)
