import type { TranscriptTurn } from '../../calls/transcript.ts'
import { assertNever } from '../../lib/errors.ts'
import { agentSpoke } from './agent-spoke.ts'
import { hearCaller } from './hear-caller.ts'
import { newReception, type Reception, type Surroundings } from './reception.ts'
import { toolDone } from './tool-done.ts'

/** Works out from a transcript all that the receptionist knows of the call. */
export function receptionOf(
  transcript: readonly TranscriptTurn[],
  around: Surroundings,
): Reception {
  return inOrder(transcript).reduce((reception: Reception, turn) => {
    switch (turn.speaker) {
      case 'caller':
        return hearCaller(reception, { turn, heard: around.hear(turn, around.agent), around })
      case 'agent':
        return agentSpoke(reception, { turn, around })
      case 'tool':
        return toolDone(reception, { turn, around })
      default:
        return assertNever(turn)
    }
  }, newReception)
}

/** An agent's turn is written when it was heard, which can be after the caller's next words. */
function inOrder(transcript: readonly TranscriptTurn[]): readonly TranscriptTurn[] {
  const rank = { caller: 0, tool: 1, agent: 2 }
  return transcript.toSorted(
    (one, other) => one.turn - other.turn || rank[one.speaker] - rank[other.speaker],
  )
}
