import type { Config } from '../config/config.ts'
import { spokenList } from '../lib/spoken-english.ts'
import { ok, type Check } from './check.ts'

/** What is configured, and where the defaults are in use. Wrong values never get as far as this. */
export function createSettingsCheck(config: Config): Check {
  return {
    id: 'settings',
    title: 'Settings',
    run: () => Promise.resolve(ok(inWords(config), adviceOn(config))),
  }
}

function inWords({ appUrl, claude, databaseUrl, openai, realtime, twilio }: Config): string {
  const phone = twilio === undefined ? 'the local carrier that comes along' : 'Twilio'
  const database = databaseUrl === undefined ? 'the one that comes along' : 'your own'
  const models = [claude, openai].flatMap((one) => (one ? [one.model] : []))
  const brains = spokenList([...models, 'the offline receptionist'])
  const inSpeech = realtime === undefined ? '' : ` (on the channel media by ${realtime.model})`
  return `Calls come from ${phone} and are answered by ${brains}${inSpeech}, the database is ${database}, the public address is ${appUrl}.`
}

function adviceOn({ twilio }: Config): string | undefined {
  if (twilio?.previousAuthToken === undefined) return undefined
  return 'TWILIO_AUTH_TOKEN_PREVIOUS is still set. When the change of the token is over, take it out.'
}
