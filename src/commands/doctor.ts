import { randomUUID } from 'node:crypto'
import { newInstallationAgent } from '../agents/default-agent.ts'
import type { Config } from '../config/config.ts'
import type { DoctorReport } from '../contract/doctor.ts'
import { createDatabase } from '../database/database.ts'
import { locateDatabase } from '../database/locate-database.ts'
import { createDoctor, type Doctor } from '../doctor/doctor.ts'
import { systemClock } from '../lib/clock.ts'
import { silentLogger } from '../lib/logger.ts'
import { modelBrainsOf, speechBrainOf } from '../model-brains.ts'
import { createStores } from '../stores/stores.ts'
import { createTwilioRest } from '../twilio/rest-client.ts'
import { failWith, WrongUsage } from './exit-status.ts'
import { findCarrier } from './find-or-start-server.ts'
import { hasFailed, reportInWords } from './report-in-words.ts'
import { readOwnConfig } from './with-database.ts'

/** A check has ten seconds, and asks Twilio twice at most. */
const twilioWithinMs = 4_500

// `npm run doctor -- [--fix]`: looks at everything that is configured, whether the server runs or not.
try {
  const args = process.argv.slice(2)
  if (args.some((arg) => arg !== '--fix')) throw new WrongUsage('Usage: npm run doctor -- [--fix]')
  const report = await withDoctor(readOwnConfig(), args.length > 0 ? mend : examine)
  process.stdout.write(reportInWords(report))
  if (hasFailed(report)) process.exitCode = 1
} catch (error) {
  failWith(error)
}

function examine(doctor: Doctor): Promise<DoctorReport> {
  return doctor.examine()
}

async function mend(doctor: Doctor): Promise<DoctorReport> {
  let report = await doctor.examine()
  for (const { fix } of report.checks) {
    if (fix) report = (await doctor.fix(fix.id)) ?? report
  }
  return report
}

/** A database that cannot be had is something to report, and no reason to leave the rest unlooked at. */
async function withDoctor(
  config: Config,
  work: (doctor: Doctor) => Promise<DoctorReport>,
): Promise<DoctorReport> {
  const locating = locateDatabase({ ...config, log: silentLogger })
  const located = await locating.catch(() => undefined)
  const database =
    located && createDatabase({ address: located.address, log: silentLogger, connections: 1 })
  const firstAgent = newInstallationAgent(randomUUID())
  const stores = database && createStores({ database, log: silentLogger, firstAgent })
  const { twilio } = config
  const doctor = createDoctor({
    config,
    clock: systemClock,
    agents: {
      async forNumber(number) {
        await locating
        return stores?.agents.forNumber(number) ?? firstAgent
      },
    },
    databaseAddress: async () => (await locating).address,
    models: await modelBrainsOf(config, { clock: systemClock }),
    speechModel: await speechBrainOf(config, { clock: systemClock }),
    rest:
      twilio &&
      createTwilioRest({ ...twilio, baseUrl: twilio.apiBaseUrl, timeoutMs: twilioWithinMs }),
    carrierUrl: findCarrier(config.dataDir)?.carrierUrl,
  })
  try {
    return await work(doctor)
  } finally {
    await database?.close()
    await located?.[Symbol.asyncDispose]()
  }
}
