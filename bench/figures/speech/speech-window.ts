import type { LoadReport } from '../../load/speech-load.ts'
import type { Usage } from '../../processes/usage.ts'

/** What was seen of one server in one stretch of time. */
export interface SpeechWindow {
  /** 0: the server had nothing to do. */
  readonly calls: number
  readonly seconds: number
  readonly report: LoadReport
  /** Before the first call. */
  readonly idle: Usage
  readonly before: Usage
  readonly after: Usage
  /** Used by the database in it. */
  readonly databaseCpuMs: number | undefined
  /** Used by the callers and the model in it. */
  readonly loadCpuMs: number
}
