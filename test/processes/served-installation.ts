import { Agent, get } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createSupervisor } from '../../scripts/create-supervisor.ts'
import { freePort } from './installation.ts'

const served = fileURLToPath(new URL('fixtures/served-program.ts', import.meta.url))
const carrier = fileURLToPath(
  new URL('../../scripts/fixtures/supervised-program.ts', import.meta.url),
)

/** What the small server says: who answers, and whom it takes the caller for. */
export interface Answer {
  readonly pid: number
  readonly from: string
  readonly port: number
}

/** A small server behind the door of a real supervisor. */
export async function startServed(limits: { holdAtMost?: number; holdMs?: number } = {}) {
  const port = await freePort()
  const words: string[] = []
  const supervisor = createSupervisor({
    programs: { carrier: [carrier, 'carrier'], server: [served, '--behind-door'] },
    environment: { PATH: process.env['PATH'], PORT: `${port}` },
    carrierEnvironment: {},
    say: (sentence) => words.push(sentence),
    times: { quickMs: 0, pausesMs: [0] },
    door: limits,
  })
  const ending = supervisor.run()
  const url = `http://127.0.0.1:${port}`
  return {
    port,
    url,
    words,
    ending,
    stop: () => supervisor.stop(),
    ask: (path = '/', agent?: Agent) => ask(`${url}${path}`, agent),
    async [Symbol.asyncDispose]() {
      supervisor.kill()
      await ending
    },
  }
}

/** One request; on a connection of its own unless an agent keeps one. Fails as the connection fails. */
function ask(url: string, agent = new Agent({ keepAlive: false })): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      // The fixture says nothing else.
      response.on('end', () => resolve(JSON.parse(body) as Answer))
      response.on('error', reject)
    })
    request.on('error', reject)
  })
}
