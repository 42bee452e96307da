import { createDice } from './dice.ts'
import { findingsOf, type Finding } from './findings.ts'
import { startLoad, untilMoreHappens } from './load.ts'
import { openSurvivalOffice, type SurvivalOffice } from './survival-office.ts'
import { everyCallEnded, readUntil } from './written-down.ts'

/** How often a server is killed on each channel: few times in every run of the tests, many by command. */
export const kills = killsOf(process.env['KILLS'])

/** Long runs take their time. */
export const timeoutMs = 120_000 + kills * 10_000

const seed = process.env['KILLS_SEED']

export interface Proof {
  /** Of everything that was left to chance: `KILLS_SEED` plays it again. */
  readonly seed: number
  readonly calls: number
  readonly acknowledged: number
  readonly promised: number
  /** Calls that the carrier gave up, because a request and the one to the fallback met a dying server. */
  readonly givenUpByCarrier: number
  readonly findings: readonly Finding[]
}

/** Kills a server again and again while people talk with it, and looks for what was lost. */
export async function killAtRandom(channel: 'relay' | 'gather'): Promise<Proof> {
  const dice = createDice(seed === undefined || seed === '' ? undefined : Number(seed))
  await using office = await openSurvivalOffice({ channel })
  const { carrier, database, server } = office
  const load = startLoad(office, { dice })
  for (let kill = 0; kill < kills; kill += 1) {
    await server.answering()
    await untilMoreHappens(carrier, dice.between(5, 200))
    await server.kill()
  }
  const accounts = await load.finish()
  const written = await readUntil(database.database, everyCallEnded)
  const givenUp = givenUpCalls(office)
  // Their callers are right to complain, but no server can help them; everything else holds for them too.
  const judged = accounts.map((account) =>
    givenUp.has(account.callSid) ? { ...account, complaints: [] } : account,
  )
  return {
    seed: dice.seed,
    calls: accounts.length,
    acknowledged: accounts.flatMap(({ acknowledged }) => acknowledged).length,
    promised: accounts.flatMap(({ promised }) => promised).length,
    givenUpByCarrier: givenUp.size,
    findings: findingsOf(judged, written),
  }
}

function givenUpCalls({ carrier }: SurvivalOffice): ReadonlySet<string> {
  return new Set(
    carrier.trace.flatMap((entry) => {
      if (entry.kind !== 'webhook-failed' || !entry.url.includes('/webhooks/voice/fallback'))
        return []
      // A server that was only slow is no excuse.
      return /hang up|ECONNRESET|EPIPE/.test(entry.reason) ? [entry.callSid] : []
    }),
  )
}

function killsOf(asked = ''): number {
  if (asked === '') return 10
  if (/^\d{1,6}$/.test(asked)) return Math.ceil(Number(asked) / 2)
  throw new Error(`KILLS must be a number of kills, not ${asked}`)
}
