import type { Agent } from '../../agents/agent.ts'
import type { SpeechRequest } from '../../calls/speech-brain.ts'
import type { TranscriptTurn } from '../../calls/transcript.ts'
import type { SpokenPrompt, SpokenStep } from '../spoken-dialogue.ts'
import { digestOf } from './digest.ts'
import { fenced } from './fence.ts'
import { notesFor } from './notes.ts'
import { spokenInstructionsFor } from './spoken-instructions.ts'
import { toolInWords, toolStep } from './tool-steps.ts'
import { callerInWords, unheardInWords } from './turn-words.ts'

/** How much of what was said stands there word for word: what either side said counts, tools do not. */
const recentTurns = 12

const instructions = new WeakMap<Agent, string>()

/** Everything that a model knows before it hears the caller: its task, what holds, and the call so far. */
export function spokenPromptOf(request: SpeechRequest): SpokenPrompt {
  const { agent, tools, transcript } = request
  const [old, recent] = oldAndRecent(transcript)
  const history = [
    house(`${notesFor(request)}\n${fenced('event', 'The call is connected.')}`),
    ...(old.length === 0 ? [] : [house(digestOf(old))]),
    ...recent.flatMap((turn, index) =>
      stepsOf(turn, { count: index + 1, withTools: tools.length > 0 }),
    ),
  ]
  return { instructions: instructionsOf(agent), history }
}

/** Written once for all sessions that have the same configuration. */
function instructionsOf(agent: Agent): string {
  const known = instructions.get(agent)
  if (known !== undefined) return known
  const written = spokenInstructionsFor(agent)
  instructions.set(agent, written)
  return written
}

function oldAndRecent(transcript: readonly TranscriptTurn[]) {
  const said = transcript.flatMap(({ speaker }, index) => (speaker === 'tool' ? [] : [index]))
  const first = said.at(-recentTurns) ?? 0
  return [transcript.slice(0, first), transcript.slice(first)] as const
}

function stepsOf(
  turn: TranscriptTurn,
  { count, withTools }: { count: number; withTools: boolean },
): SpokenStep[] {
  if (turn.speaker === 'caller') return [{ from: 'caller', words: callerInWords(turn) }]
  if (turn.speaker === 'tool') {
    return withTools ? [{ from: 'tool', ...toolStep(turn, count) }] : [house(toolInWords(turn))]
  }
  const heard = turn.text.trim()
  const unheard = unheardInWords(turn)
  return [
    ...(heard === '' ? [] : [{ from: 'agent', words: heard } as const]),
    ...(unheard === '' ? [] : [house(unheard)]),
  ]
}

function house(words: string): SpokenStep {
  return { from: 'house', words }
}
