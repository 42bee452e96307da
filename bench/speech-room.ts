import type { SpokenLoad } from './figures/speech/speech-bounds.ts'
import type { SpeechCrowd } from './load/speech-load.ts'
import type { Program } from './processes/start-program.ts'
import type { MeasuredServer, ServerSetting } from './servers/measured-server.ts'
import { account, blaming, gathersWithinMs, openFolder, startOwn } from './window-processes.ts'

/** A server and its load, in processes that are new. */
export interface SpeechRoom {
  readonly server: MeasuredServer
  readonly load: Program
  /** All callers call, and stay on the line. */
  gather(): Promise<void>
}

export type StartServer = (setting: ServerSetting) => Promise<MeasuredServer>

/** Opens a room, does the work in it, and closes it. */
export async function inSpeechRoom<T>(
  { load: { calls, opensAfterMs }, startServer }: { load: SpokenLoad; startServer: StartServer },
  work: (room: SpeechRoom) => Promise<T>,
): Promise<T> {
  await using cleaning = new AsyncDisposableStack()
  const { path: folder } = cleaning.use(await openFolder())
  const name = 'The callers and their model'
  const load = cleaning.use(startOwn('load/speech-load-process.ts', { name, folder }))
  const modelUrl = await load.ask<string>('open-model', { opensAfterMs })
  const server = cleaning.use(
    await startServer({ channel: 'speech', modelUrl, carrier: account, folder }),
  )
  const crowd: SpeechCrowd = { serverUrl: server.url, account, calls }
  const gather = () => load.ask<void>('gather', crowd, { withinMs: gathersWithinMs })
  return await blaming(server, () => work({ server, load, gather }))
}
