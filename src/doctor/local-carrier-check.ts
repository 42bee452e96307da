import { ask, type AskingParts } from './ask.ts'
import { failed, ok, skipped, type Check } from './check.ts'

export interface LocalCarrierCheckParts extends AskingParts {
  readonly url: string | undefined
}

/** Whether the carrier that comes along, which makes calls from the browser possible, is there. */
export function createLocalCarrierCheck({ url, ...asking }: LocalCarrierCheckParts): Check {
  return {
    id: 'local-carrier',
    title: 'Calls from the browser',
    async run() {
      if (url === undefined) {
        return skipped('The local carrier does not run at the moment; npm start starts it.')
      }
      const reply = await ask(asking, url)
      if (reply.kind === 'answer') return ok(`The local carrier answers at ${url}.`)
      return failed(
        `The local carrier does not answer at ${url} (${reply.code}).`,
        'Stop the server and start it again with: npm start',
      )
    },
  }
}
