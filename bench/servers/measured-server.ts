import type { Program } from '../processes/start-program.ts'
import type { Usage } from '../processes/usage.ts'

/** A server under load, in a process of its own. */
export interface MeasuredServer extends AsyncDisposable {
  /** Where the carrier reaches it. */
  readonly url: string
  usage(): Promise<Usage>
  /** The end of its log. */
  lastWords(): string
  /** What its database has used, on all cores; `undefined` where there is none, or it cannot be told. */
  databaseCpuMs(): number | undefined
}

/** How callers and agent speak: in words that the carrier makes of sound and back, or in sound. */
export type Channel = 'text' | 'speech'

/** What a server is started with. */
export interface ServerSetting {
  readonly channel: Channel
  readonly modelUrl: string
  readonly carrier: CarrierAccount
  /** A folder of its own, gone afterwards. */
  readonly folder: string
}

export interface CarrierAccount {
  readonly accountSid: string
  readonly authToken: string
}

export function usageOf(program: Program): Promise<Usage> {
  return program.ask<Usage>('usage')
}
