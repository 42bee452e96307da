import { setTimeout as pause } from 'node:timers/promises'
import type { Brain, BrainEvent, BrainRequest } from '../../src/calls/brain.ts'
import type { ToolTurn, TranscriptTurn } from '../../src/calls/transcript.ts'

/**
 * A brain like a model, that answers the same to the same talk: it streams words with pauses between them, keeps
 * code words in mind, and uses tools. What it says of a code word shows whether it was told it.
 */
export function createAttentiveBrain({ pauseMs = 4 }: { pauseMs?: number } = {}): Brain {
  return {
    name: 'attentive',
    async *reply(request, signal): AsyncGenerator<BrainEvent> {
      for (const event of answerTo(request)) {
        if (event.type !== 'text-delta') {
          yield event
          continue
        }
        for (const word of restOf(event.text, request.saidAlready).split(/(?<= )/)) {
          await pause(pauseMs)
          if (signal.aborted) return
          yield { type: 'text-delta', text: word }
        }
      }
    },
  }
}

/** Goes on from what the caller has heard of this answer, and says all of it where too little is left. */
function restOf(text: string, saidAlready = ''): string {
  const rest = text.startsWith(saidAlready) ? text.slice(saidAlready.length).trimStart() : ''
  return rest === '' ? text : rest
}

/** What callers say to it. */
export const phrases = {
  codeWord: (word: string) => `My code word is ${word}.`,
  callback: (word: string) => `Please call me back ${momentFor(word)} about ${word}.`,
  message: (word: string) => `Please take a message about ${word}.`,
  yes: 'Yes, please.',
  recall: 'Which code words do you know?',
  goodbye: 'That is all, goodbye.',
}

/** What it says when it has understood, or done, what a code word is about. */
export const answers = {
  codeWord: (word: string) => `I keep ${word} in mind`,
  callback: (word: string) => `Your callback about ${word} is scheduled`,
  message: (word: string) => `Your message about ${word} is written down`,
  question: (word: string) => `Shall I schedule a callback about ${word}`,
  notDone: (word: string) => `I could not write ${word} down`,
  recall: 'Those are all code words',
  goodbye: 'Goodbye to you',
}

type Wish = 'callback' | 'message'

const tools = { callback: 'schedule-callback', message: 'take-message' } as const

function answerTo({ transcript }: BrainRequest): readonly BrainEvent[] {
  const said = transcript.findLast(({ speaker }) => speaker === 'caller')
  if (said?.speaker !== 'caller') return says('How can I help you?')
  const { text, turn } = said
  const codeWord = codeWordIn(text)
  if (codeWord !== undefined) return says(`Thank you. ${answers.codeWord(codeWord)}.`)
  if (text === phrases.recall) return says(recall(transcript))
  if (text === phrases.goodbye) return goodbye(transcript, turn)
  const wish = wishOf(text) ?? (text === phrases.yes ? lastWish(transcript) : undefined)
  return wish ? fulfil(wish, { transcript, turn }) : says('Please go on.')
}

function codeWordIn(text: string): string | undefined {
  return /code word is (\w+)/.exec(text)?.[1]
}

function recall(transcript: readonly TranscriptTurn[]): string {
  const words = transcript.flatMap((turn) => {
    return turn.speaker === 'caller' ? (codeWordIn(turn.text) ?? []) : []
  })
  return `You told me ${[...new Set(words)].join(', ') || 'nothing'}. ${answers.recall}.`
}

function goodbye(transcript: readonly TranscriptTurn[], turn: number): readonly BrainEvent[] {
  if (resultSince(transcript, 'end-call')) return says(`${answers.goodbye}.`)
  return calls(`end-${turn}`, 'end-call', {})
}

function wishOf(text: string): { wish: Wish; word: string } | undefined {
  const callback = /call me back .* about (\w+)/.exec(text)?.[1]
  if (callback !== undefined) return { wish: 'callback', word: callback }
  const message = /take a message about (\w+)/.exec(text)?.[1]
  return message === undefined ? undefined : { wish: 'message', word: message }
}

function lastWish(transcript: readonly TranscriptTurn[]) {
  const wishes = transcript.flatMap((turn) =>
    turn.speaker === 'caller' ? (wishOf(turn.text) ?? []) : [],
  )
  return wishes.at(-1)
}

function fulfil(
  { wish, word }: { wish: Wish; word: string },
  { transcript, turn }: { transcript: readonly TranscriptTurn[]; turn: number },
): readonly BrainEvent[] {
  const tool = tools[wish]
  // Whoever asks again, because they were cut off, has it once.
  if (hasReceipt(transcript, word)) return says(`${answers[wish](word)}.`)
  const done = resultSince(transcript, tool)
  if (!done) {
    const when = wish === 'callback' ? { when: momentFor(word) } : {}
    return calls(`${wish}-${turn}`, tool, { reason: word, ...when })
  }
  if (!done.result.ok && done.result.reason === 'unconfirmed') {
    return says(`${answers.question(word)}?`)
  }
  return says(`I am sorry, ${answers.notDone(word)}. Please ask me again.`)
}

function hasReceipt(transcript: readonly TranscriptTurn[], word: string): boolean {
  return transcript.some(
    (turn) =>
      turn.speaker === 'tool' && turn.result.ok && turn.result.receipt.facts['reason'] === word,
  )
}

/** Different wishes of one call mean different moments, or they would be one wish. */
function momentFor(word: string): string {
  const number = word.split('').reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7)
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
  const hour = 1 + (Math.floor(number / 5) % 9)
  const minute = String(Math.floor(number / 45) % 60).padStart(2, '0')
  return `next week on ${days[number % 5]} at ${hour}:${minute} p.m.`
}

/** What a tool has done for the caller's last words. */
function resultSince(transcript: readonly TranscriptTurn[], tool: string): ToolTurn | undefined {
  const asked = transcript.findLastIndex(({ speaker }) => speaker === 'caller')
  return transcript
    .slice(asked + 1)
    .findLast((one): one is ToolTurn => one.speaker === 'tool' && one.tool === tool)
}

function says(text: string): readonly BrainEvent[] {
  return [
    { type: 'text-delta', text },
    { type: 'reply-end', reason: 'finished' },
  ]
}

function calls(
  toolCallId: string,
  tool: string,
  args: Readonly<Record<string, unknown>>,
): readonly BrainEvent[] {
  return [
    { type: 'tool-call', toolCallId, tool, arguments: args },
    { type: 'reply-end', reason: 'tools' },
  ]
}
