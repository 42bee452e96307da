import type { Agent } from '../../src/agents/agent.ts'
import { defaultAgent, usualPatience } from '../../src/agents/default-agent.ts'
import type { CallChannel } from '../../src/calls/call.ts'
import type { DatabaseAddress } from '../../src/database/database-address.ts'
import type { KillPoint } from './kill-points.ts'
import type { SpoiledGuard } from './spoiled-stores.ts'

/** What a server process of the proof is told when it starts. It travels as JSON. */
export interface ServerOrders {
  readonly database: DatabaseAddress
  /** The configuration, as the environment would give it. */
  readonly variables: Readonly<Record<string, string>>
  readonly port: number
  readonly brain: 'attentive' | 'receptionist'
  readonly channel: CallChannel
  /** When the proof began: all processes of one proof have the same agent. */
  readonly startedAt: string
  /** A guard that is switched off, to see that the proof notices. */
  readonly spoiled?: SpoiledGuard | undefined
  /** Of every so-maniest write the answer is lost. */
  readonly losesEveryNthAnswer?: number | undefined
  readonly logFile?: string | undefined
}

/** What a running one can be told. */
export type ServerRequest =
  /** To keep its event loop busy for good. */
  | { readonly type: 'hang' }
  /** To end itself by SIGKILL when it comes there. */
  | { readonly type: 'die-at'; readonly point: KillPoint }

/**
 * Somebody who is always in, and whose noon is when the proof begins: a wish for a day and an hour means the same
 * before and after a restart, whenever the proof runs.
 */
export function agentOnDuty({
  channel,
  startedAt,
}: {
  channel: ServerOrders['channel']
  startedAt: Date
}): Agent {
  const hoursAhead = 12 - startedAt.getUTCHours()
  // The signs of these names are the wrong way round.
  const timeZone = hoursAhead >= 0 ? `Etc/GMT-${hoursAhead}` : `Etc/GMT+${-hoursAhead}`
  const agent = defaultAgent({ id: agentId, timeZone })
  const allDay = [{ opens: '00:00', closes: '23:59' }]
  return {
    ...agent,
    business: {
      ...agent.business,
      hours: {
        monday: allDay,
        tuesday: allDay,
        wednesday: allDay,
        thursday: allDay,
        friday: allDay,
        saturday: allDay,
        sunday: allDay,
      },
    },
    // A machine that is busy with other tests is no caller who falls silent.
    voice: { ...agent.voice, channel, patience: { ...usualPatience, silenceMs: 60_000 } },
  }
}

const agentId = '0198c5b2-0000-7000-8000-000000000001'
