import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type NumberType,
  type PhoneNumber,
} from 'libphonenumber-js/max'
import { isFictional } from './fictional-number.ts'

export interface DestinationRules {
  /** ISO 3166 countries that may be called, such as `US`. */
  readonly countries: readonly string[]
  /** Assumed for a number that is written without a country code. */
  readonly homeCountry: string
  /** Numbers that are nobody's: a rehearsal calls them, on a real network they are a mistake. */
  readonly fictionalNumbers: FictionalNumbers
}

export type FictionalNumbers = 'allowed' | 'refused'

export type Destination =
  | { readonly allowed: true; readonly phoneNumber: string; readonly isFictional: boolean }
  /** `reason` is a sentence for people. */
  | { readonly allowed: false; readonly code: DestinationRefusal; readonly reason: string }

export type DestinationRefusal =
  | 'number-not-readable'
  | 'number-short'
  | 'number-not-in-use'
  | 'number-fictional'
  | 'country-not-allowed'
  | 'kind-not-allowed'

/**
 * Whether a number may be called at all: a line of an ordinary kind, in a country that is allowed. Everything
 * else can cost any amount a minute, which is what those who make others call it live on.
 * @param written in any usual way, such as `(202) 555-0123` or `+12025550123`.
 */
export function judgeDestination(written: string, rules: DestinationRules): Destination {
  if (/^\D*(?:\d\D*){1,6}$/.test(written)) return refused('number-short')
  const number = read(written, rules.homeCountry)
  if (!number || number.ext !== undefined) return refused('number-not-readable')
  const phoneNumber: string = number.number
  const fictional = isFictional(phoneNumber)
  if (fictional && rules.fictionalNumbers === 'refused') return refused('number-fictional')
  const problem = isKnownPlace(number, fictional) ? problemOf(number, rules) : undefined
  return problem ?? { allowed: true, phoneNumber, isFictional: fictional }
}

/** The area code 555 is nowhere, so there is no country to be asked about. */
function isKnownPlace(number: PhoneNumber, fictional: boolean): boolean {
  return !fictional || number.country !== undefined
}

const ordinaryKinds = new Set<NumberType>([
  'FIXED_LINE',
  'MOBILE',
  'FIXED_LINE_OR_MOBILE',
  'TOLL_FREE',
])

function problemOf(number: PhoneNumber, { countries }: DestinationRules): Destination | undefined {
  if (number.isNonGeographic()) return refused('kind-not-allowed')
  if (!number.isValid()) return refused('number-not-in-use')
  if (!ordinaryKinds.has(number.getType())) return refused('kind-not-allowed')
  if (number.country !== undefined && countries.includes(number.country)) return undefined
  return {
    allowed: false,
    code: 'country-not-allowed',
    reason: `The number is in ${nameOf(number.country)}, and calls are allowed to ${listOf(countries)} only.`,
  }
}

const reasons: Readonly<Record<Exclude<DestinationRefusal, 'country-not-allowed'>, string>> = {
  'number-not-readable': 'This cannot be read as a telephone number.',
  'number-short': 'Emergency numbers and other short numbers are never called.',
  'number-not-in-use': 'There is no such telephone number.',
  'number-fictional': 'This number is kept for stories and tests, and belongs to nobody.',
  'kind-not-allowed':
    'Only ordinary landlines, mobiles and toll-free numbers are called: no premium, shared-cost, satellite, pager, internet or personal numbers.',
}

function refused(code: Exclude<DestinationRefusal, 'country-not-allowed'>): Destination {
  return { allowed: false, code, reason: reasons[code] }
}

function listOf(countries: readonly string[]): string {
  if (countries.length === 0) return 'no country'
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(countries.map(nameOf))
}

function nameOf(country: string | undefined): string {
  if (country === undefined) return 'a country that is not known'
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }).of(country) ?? country
}

/** The whole text is the number: nobody is called whose number stands somewhere in a sentence. */
function read(written: string, homeCountry: string): PhoneNumber | undefined {
  const region = homeCountry.toUpperCase()
  const home = isSupportedCountry(region) ? { defaultCountry: region } : {}
  return parsePhoneNumberFromString(written, { ...home, extract: false })
}
