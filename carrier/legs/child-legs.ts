import { hangUp, runTwiml } from '../call-run.ts'
import type { CallRunParts } from '../call-run.ts'
import type { LegMaker } from './leg-maker.ts'
import type { Leg } from './leg.ts'
import type { Legs } from './legs.ts'
import { ring } from './ringing.ts'
import type { RingingParts } from './ringing.ts'
import type { TwimlSource } from '../twiml/twiml-source.ts'
import { callOver } from '../call-over.ts'

export interface ChildLegsParts extends RingingParts {
  readonly maker: LegMaker
  /** Known only when the legs are, since a leg may dial again. */
  readonly runParts: () => CallRunParts
}

/** The legs that `<Dial>` makes. What they do is up to the `<Dial>`; they live until they are over. */
export function createChildLegs(parts: ChildLegsParts): Legs {
  const { maker } = parts

  async function run({ call }: Leg, source: TwimlSource): Promise<void> {
    await runTwiml(source, { ...parts.runParts(), call })
  }

  return {
    dial({ ringSeconds, ...order }) {
      const works: Promise<void>[] = []
      const leg = maker.make({ ...order, direction: 'outbound-dial' }, async ({ call }) => {
        await callOver(call)
        await Promise.all(works)
      })
      const work = (source: TwimlSource): Promise<void> => {
        const done = run(leg, source)
        works.push(done)
        return done
      }
      return {
        call: leg.call,
        ring: () => ring(leg, { ...parts, ringMs: ringSeconds * 1000 }),
        whisper: (document) => work({ from: 'url', document }),
        goAlone() {
          const source = leg.call.redirection.take()
          // A fault of the carrier's ends the leg where its works are awaited.
          if (source !== undefined) works.push(run(leg, source).finally(() => hangUp(leg.call)))
        },
      }
    },
  }
}
