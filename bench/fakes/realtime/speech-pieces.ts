import { msPerCharacter, soundOfWords } from '../../../carrier/speech/audible-words.ts'

/** So much of what is said, as sound and in words. */
export interface SpeechPiece {
  readonly text: string
  readonly sound: Buffer
}

/** Cuts what is said into pieces of so much sound, the last one shorter; together they are the whole. */
export function speechPieces(says: string, pieceMs: number): SpeechPiece[] {
  const sound = soundOfWords(says)
  const pieceBytes = pieceMs * 8
  const count = Math.ceil(sound.length / pieceBytes)
  return Array.from({ length: count }, (_, index) => ({
    text: says.slice(charactersBefore(index * pieceMs), charactersBefore((index + 1) * pieceMs)),
    sound: sound.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  }))
}

/** Words come with the piece in which their sound begins. */
function charactersBefore(ms: number): number {
  return Math.ceil(ms / msPerCharacter)
}
