import { createAppUrlCheck } from './app-url-check.ts'
import type { Check } from './check.ts'
import { createConsoleSettingsCheck } from './console-settings-check.ts'
import { createDataFolderCheck } from './data-folder-check.ts'
import { createDatabaseCheck } from './database-check.ts'
import type { DoctorParts } from './doctor-parts.ts'
import { createLocalCarrierCheck } from './local-carrier-check.ts'
import { localUrlOf } from './local-server.ts'
import { createModelChecks } from './model-check.ts'
import { createNumberUrlsCheck } from './number-urls-check.ts'
import { createPhoneNumberCheck } from './phone-number-check.ts'
import { createReachabilityCheck } from './reachability-check.ts'
import { createRelaySocketCheck } from './relay-socket-check.ts'
import { createSelfCall } from './self-call.ts'
import { createServerCheck } from './server-check.ts'
import { createSettingsCheck } from './settings-check.ts'
import { createSpeechModelCheck } from './speech-model-check.ts'
import { createTeamCheck } from './team-check.ts'
import { createTwilioAccountCheck } from './twilio-account-check.ts'
import { createUnsignedCheck } from './unsigned-check.ts'

/** Every check, in the order in which their reports are read: each needs those before it. */
export function checksOf(parts: DoctorParts): readonly Check[] {
  return [...checksOfThisMachine(parts), ...checksOfTwilio(parts)]
}

function checksOfThisMachine(parts: DoctorParts): Check[] {
  const { agents, clock, config, databaseAddress, models = [], speechModel } = parts
  const { firstWordWithinMs } = config
  const ownNumber = config.twilio?.phoneNumber
  return [
    createSettingsCheck(config),
    createDataFolderCheck(config),
    createDatabaseCheck({
      address: databaseAddress,
      isOurOwn: config.databaseUrl === undefined,
    }),
    createServerCheck({ ...askingOf(parts), localUrl: localUrl(parts) }),
    createLocalCarrierCheck({ ...askingOf(parts), url: parts.carrierUrl }),
    ...createModelChecks(models, { clock, firstWordWithinMs }),
    createSpeechModelCheck(speechModel, { clock }),
    createTeamCheck({ agent: () => agents.forNumber(ownNumber ?? ''), ownNumber }),
  ]
}

function checksOfTwilio(parts: DoctorParts): Check[] {
  const { clock, config, rest } = parts
  const { appUrl, socketUrl, twilio } = config
  const phoneNumber = twilio?.phoneNumber
  const selfCall = twilio && createSelfCall({ ...askingOf(parts), account: twilio, appUrl })
  const publicWay = { selfCall, appUrl, localUrl: localUrl(parts) }
  return [
    createTwilioAccountCheck(rest),
    createPhoneNumberCheck({ rest, phoneNumber }),
    createConsoleSettingsCheck({ isConfigured: twilio !== undefined }),
    createAppUrlCheck(config),
    createNumberUrlsCheck({ rest, phoneNumber, appUrl }),
    createReachabilityCheck(publicWay),
    createUnsignedCheck(publicWay),
    createRelaySocketCheck({ ...publicWay, authToken: twilio?.authToken, socketUrl, clock }),
  ]
}

function askingOf({ clock, fetch: send = fetch }: DoctorParts) {
  return { clock, fetch: send }
}

function localUrl({ config, localUrl: known }: DoctorParts): string {
  return known ?? localUrlOf(config)
}
