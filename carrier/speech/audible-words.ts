/**
 * Words as sound, and back: G.711 µ-law in which every character is sixty milliseconds of a buzz that spells
 * it. No person understands it; a stand-in for a speech model does, and a test caller, exactly and up to the
 * character that was cut off.
 */
export function soundOfWords(text: string): Buffer {
  const sound = Buffer.alloc(text.length * bytesPerCharacter)
  for (let at = 0; at < text.length; at += 1) {
    const group = groupOf(text.charCodeAt(at), at)
    sound.fill(group, at * bytesPerCharacter, (at + 1) * bytesPerCharacter)
  }
  return sound
}

/** How long words last as sound. */
export const msPerCharacter = 60

/** One sample is a byte, and a millisecond eight of them. */
const bytesPerCharacter = msPerCharacter * 8
/** Silence on the wire is either of these. */
const silences: readonly number[] = [0xff, 0x7f]
const groupLength = 8
/** Before the wire's inversion a sample is a sign, three bits of loudness, and four that spell. */
const start = 0x70
const spelling = 0x60
/** After so much silence the next character is a new one, also when it looks like the last. */
const forgetsAfterBytes = 200 * 8

function groupOf(code: number, at: number): Buffer {
  const place = at % 16
  const nibbles = [place, (code >> 12) & 15, (code >> 8) & 15, (code >> 4) & 15, code & 15]
  const samples = [start, ...[...nibbles, checkOf(nibbles), 10].map((nibble) => spelling | nibble)]
  // The sign changes from sample to sample, so that it is a sound and no constant pressure.
  return Buffer.from(samples.map((one, index) => ~(one | (index % 2 === 0 ? 0 : 0x80)) & 255))
}

function checkOf(nibbles: readonly number[]): number {
  return nibbles.reduce((sum, nibble) => sum ^ nibble, 5)
}

/** Listens to sound in pieces of any length, and understands what words it is. */
export interface WordsListener {
  /** @returns the words that this piece has completed; empty for silence, noise, and the rest of a character. */
  hear(sound: Uint8Array): string
}

export function createWordsListener(): WordsListener {
  const group: number[] = []
  let place: number | undefined
  let silentBytes = 0

  function character(): string {
    const [first, ...rest] = group.map((byte) => ~byte & 0x7f)
    const isSpelled = first === start && rest.every((one) => (one & 0x70) === spelling)
    const spelled = rest.map((one) => one & 15)
    const nibbles = spelled.slice(0, 5)
    if (!isSpelled || spelled[5] !== checkOf(nibbles) || nibbles[0] === place) return ''
    place = nibbles[0]
    return String.fromCharCode(nibbles.slice(1).reduce((code, nibble) => code * 16 + nibble, 0))
  }

  function sample(byte: number): string {
    if (silences.includes(byte)) {
      silentBytes += 1
      if (silentBytes >= forgetsAfterBytes) place = undefined
      group.length = 0
      return ''
    }
    silentBytes = 0
    if ((~byte & 0x70) === start) group.length = 0
    group.push(byte)
    if (group.length < groupLength) return ''
    const spelled = character()
    group.length = 0
    return spelled
  }

  return {
    hear(sound) {
      let words = ''
      for (const byte of sound) words += sample(byte)
      return words
    },
  }
}

/** Whether a piece of sound is loud enough to be a voice: the middle of its samples, against a quiet room. */
export function isVoice(sound: Uint8Array): boolean {
  let loud = 0
  // The loudness is in the exponent: five of eight and more is a voice near the phone.
  for (const byte of sound) loud += (~byte & 0x70) >= 0x50 ? 1 : 0
  return loud * 2 > sound.length
}
