import { getCountries } from 'libphonenumber-js/max'
import { judgeDestination } from './allowed-destination.ts'

/**
 * Reads a number that somebody wrote down on purpose, in whichever country: any ordinary line, and none that
 * costs more than a call.
 * @returns E.164, or `undefined` when it is none.
 */
export function readOrdinaryNumber(
  written: string,
  { homeCountry }: { homeCountry: string },
): string | undefined {
  const destination = judgeDestination(written, {
    countries: getCountries(),
    homeCountry,
    fictionalNumbers: 'allowed',
  })
  return destination.allowed ? destination.phoneNumber : undefined
}
