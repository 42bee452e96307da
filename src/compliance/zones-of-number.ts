import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { northAmericanZones } from './north-american-zones.ts'

const zonesByAreaCode = new Map(
  northAmericanZones.groups.flatMap(({ zones, areaCodes }) =>
    areaCodes
      .trim()
      .split(/\s+/)
      .map((areaCode) => [areaCode, zones] as const),
  ),
)

/** Countries that the runtime has no zones for. */
const zonesOfSmallCountries: Readonly<Record<string, readonly string[]>> = {
  AC: ['Atlantic/St_Helena'],
  TA: ['Atlantic/St_Helena'],
  XK: ['Europe/Belgrade'],
}

/**
 * The time zones in which the person at this number may be, as IANA names: those of the area code in the
 * United States and Canada, otherwise all of the country's. Empty when the country is not known.
 * @param e164 such as `+12025550123`.
 */
export function zonesOfNumber(e164: string): readonly string[] {
  const number = parsePhoneNumberFromString(e164)
  if (!number) return []
  const { country, nationalNumber } = number
  if (country === undefined) return []
  const byAreaCode =
    number.countryCallingCode === '1' ? zonesByAreaCode.get(nationalNumber.slice(0, 3)) : undefined
  return byAreaCode ?? zonesOfCountry(country)
}

function zonesOfCountry(country: string): readonly string[] {
  const zones = new Intl.Locale('und', { region: country }).getTimeZones() ?? []
  return zones.length > 0 ? zones : (zonesOfSmallCountries[country] ?? [])
}
