import { lastHeard, type Mind } from './mind.ts'

/** A mind for trying things out by hand: it greets, repeats what it heard, and says goodbye. */
export const smallMind: Mind = ({ isOutOfBand, items }) => {
  if (isOutOfBand) return { says: 'One moment, please.' }
  const last = items.at(-1)
  if (last?.by === 'tool-result') return { says: 'That is done. Is there anything else?' }
  if (!items.some(({ by }) => by === 'caller')) return { says: 'Hello, how can I help you?' }
  const words = lastHeard(items)
  if (words === '') return { says: 'I heard your voice, but I only understand words as sound.' }
  if (/\b(bye|goodbye)\b/i.test(words)) return { says: 'Goodbye, and thank you for calling.' }
  return { says: `You said: ${words}` }
}
