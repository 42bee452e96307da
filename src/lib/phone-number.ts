import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/min'
import { spokenDigits } from './spoken-english.ts'

/**
 * Reads a phone number written in any usual way; `country` is assumed when it has no country code.
 * A number that could exist is accepted even where no block of it is known to be in use yet: lists of
 * blocks age, and the caller confirms the number when it is read back.
 * @returns E.164, or `undefined` when these digits cannot be a number.
 */
export function readPhoneNumber(text: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(text, regionOf(country))
  if (!number || !number.isPossible() || number.ext !== undefined) return undefined
  const couldExist = number.isValid() || looksAssignable(number)
  return couldExist ? number.number : undefined
}

/** The number in the groups in which people say it: `5 5 5, 0 1 2, 3 4 5 6`. */
export function spokenPhoneNumber(e164: string, country: string): string {
  const number = parsePhoneNumberFromString(e164)
  if (!number) return spokenDigits(e164.replaceAll(/\D/g, ''))
  const isAtHome = number.countryCallingCode === callingCodeOf(country)
  const written = isAtHome ? number.formatNational() : number.formatInternational()
  const groups = written.match(/\d+/g) ?? []
  return `${isAtHome ? '' : 'plus '}${groups.map(spokenDigits).join(', ')}`
}

/** In North America no area code begins with 0 or 1; elsewhere only the length is certain. */
function looksAssignable({ countryCallingCode, nationalNumber }: PhoneNumber): boolean {
  if (/^(\d)\1+$/.test(nationalNumber)) return false
  return countryCallingCode !== '1' || /^[2-9]\d{9}$/.test(nationalNumber)
}

function callingCodeOf(country: string): string | undefined {
  const region = regionOf(country)
  return region && getCountryCallingCode(region)
}

function regionOf(country: string): CountryCode | undefined {
  const region = country.toUpperCase()
  return isSupportedCountry(region) ? region : undefined
}
