import type { Agent } from '../agents/agent.ts'
import type { CallArchive } from '../calls/call-archive.ts'
import type { DoNotCallList } from '../calls/do-not-call-list.ts'
import type { TaskBook } from '../calls/task-book.ts'
import type { Clock } from '../lib/clock.ts'

/** A server of its own to rehearse on, with records that nobody needs afterwards. */
export interface Stage extends AsyncDisposable {
  /** Where it listens, such as `http://127.0.0.1:41234`. */
  readonly localUrl: string
  readonly archive: Pick<CallArchive, 'find'>
  readonly tasks: Pick<TaskBook, 'list'>
  readonly doNotCall: Pick<DoNotCallList, 'has'>
  /** For the report: who answers. */
  readonly brain: string
  /** Resolves when everything that was to be written down is. Until then no time passes on the stage. */
  settled(): Promise<void>
}

export interface StageSetting {
  readonly agent: Agent
  /** The time on the stage: it moves only while a call is played. */
  readonly clock: Clock
  /** The carrier's account, whose signatures the server accepts. */
  readonly account: { readonly accountSid: string; readonly authToken: string }
  /** The address that the carrier signs for. */
  readonly publicUrl: string
}

export type OpenStage = (setting: StageSetting) => Promise<Stage>
