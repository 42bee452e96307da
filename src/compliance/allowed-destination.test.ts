import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { judgeDestination, type DestinationRules } from './allowed-destination.ts'

const rules: DestinationRules = {
  countries: ['US', 'CA', 'GB', 'DE', 'FR'],
  homeCountry: 'US',
  fictionalNumbers: 'refused',
}

/** The answer in a word: `allowed`, or why not. */
function judged(number: string, changes: Partial<DestinationRules> = {}): string {
  const destination = judgeDestination(number, { ...rules, ...changes })
  return destination.allowed ? 'allowed' : destination.code
}

describe('a number that may be called', () => {
  it.each([
    ['+1 212 555 7890', 'a landline or mobile in New York'],
    ['+14165557890', 'one in Toronto'],
    ['+1 800 555 7890', 'a toll-free number'],
    ['+44 20 7946 0000', 'a landline in London'],
    ['+447400123456', 'a British mobile'],
    ['+4915123456789', 'a German mobile'],
    ['+498001234567', 'a German toll-free number'],
    ['+33123456789', 'a landline in Paris'],
  ])('is %s: %s', (number) => {
    expect(judged(number)).toBe('allowed')
  })

  it('is read in any usual way, and called in one', () => {
    for (const written of ['(212) 555-7890', '212.555.7890', '1 212 555 7890', '+1 212 555 7890']) {
      expect(judgeDestination(written, rules)).toEqual({
        allowed: true,
        phoneNumber: '+12125557890',
        isFictional: false,
      })
    }
  })

  it('is read at home, wherever home is', () => {
    expect(judgeDestination('020 7946 0000', { ...rules, homeCountry: 'gb' })).toMatchObject({
      phoneNumber: '+442079460000',
    })
    expect(judged('020 7946 0000', { homeCountry: 'nowhere' })).toBe('number-not-readable')
  })
})

describe('what is no number', () => {
  it.each([
    '',
    'Ada',
    '+',
    'not 2125557890',
    '2125557890 or 2125557891',
    '++12125557890',
    '12125557890 12125557890',
    '+1 212 555 7890 ext. 9',
  ])('is refused as not readable: %j', (written) => {
    expect(judged(written)).toBe('number-not-readable')
  })

  it.each(['911', '112', '999', '000', '9-1-1', '+911', '311', '22000', '116123', '*911#'])(
    'but short is refused as short, for it may be an emergency number: %s',
    (written) => {
      expect(judged(written)).toBe('number-short')
      expect(judged(written, { homeCountry: 'GB' })).toBe('number-short')
    },
  )

  it.each(['+19115557890', '+12121117890', '+17102345678', '+15551234567', '+1212555789012345'])(
    'that exists is refused as not in use: %s',
    (written) => {
      expect(judged(written)).toMatch(/number-not-(in-use|readable)/)
    },
  )
})

/** Prefixes of numbers by which people are made to pay, with how many digits follow them. */
const costlyPrefixes: readonly (readonly [string, number])[] = [
  // North America: premium, personal, and the islands that look like area codes of the United States.
  ...['900', '500', '521', '533', '544', '566', '577', '588', '600', '622'].map(
    (code) => [`+1${code}`, 7] as const,
  ),
  ...['242', '246', '264', '268', '284', '340', '345', '441', '473', '649', '658', '664'].map(
    (code) => [`+1${code}`, 7] as const,
  ),
  ...['670', '671', '684', '721', '758', '767', '784', '787', '809', '829', '849', '868'].map(
    (code) => [`+1${code}`, 7] as const,
  ),
  ...['869', '876', '939'].map((code) => [`+1${code}`, 7] as const),
  // Satellites, networks without a country, international premium and shared cost.
  ...['870', '878', '881', '882', '883', '888', '979', '808'].map(
    (code) => [`+${code}`, 9] as const,
  ),
  ['+88213', 8],
  ['+88216', 8],
  ['+8835100', 8],
  // Britain: personal numbers, pagers, shared cost, premium.
  ...['70', '76', '843', '844', '845', '870', '871', '872', '873'].map(
    (code) => [`+44${code}`, 10 - code.length] as const,
  ),
  ...['90', '91', '98', '56', '55', '30'].map((code) => [`+44${code}`, 8] as const),
  // Germany and France: premium, shared cost, personal.
  ...['900', '180', '137', '700', '32'].map((code) => [`+49${code}`, 10 - code.length] as const),
  ...['81', '82', '89', '91', '99'].map((code) => [`+33${code}`, 7] as const),
  // Countries that fraud is known from.
  ...['252', '53', '371', '375', '960', '216', '387', '232', '224', '675', '677', '686', '247'].map(
    (code) => [`+${code}`, 8] as const,
  ),
]

describe('a number that costs', () => {
  it.each(costlyPrefixes)('%s is refused, whatever follows', (prefix, digits) => {
    for (const digit of '2345678') {
      expect([prefix, digit, judged(prefix + digit.repeat(digits))]).not.toContain('allowed')
    }
    expect(judged(prefix + '2345678901'.slice(0, digits))).not.toBe('allowed')
  })

  it('is refused also where its country is allowed', () => {
    expect(judged('+447012345678')).toBe('kind-not-allowed')
    expect(judged('+19005557890')).toBe('kind-not-allowed')
    expect(judged('+33899123456')).toBe('kind-not-allowed')
    expect(judged('+448712345678')).toBe('kind-not-allowed')
    expect(judged('+881612345678', { countries: getCountries() })).toBe('kind-not-allowed')
    expect(judged('+883510012345', { countries: getCountries() })).toBe('kind-not-allowed')
  })
})

describe('a country that is not allowed', () => {
  it('is told from its neighbours under the same calling code', () => {
    expect(judged('+18765557890')).toBe('country-not-allowed')
    expect(judged('+18765557890', { countries: ['JM'] })).toBe('allowed')
    expect(judged('+14165557890', { countries: ['US'] })).toBe('country-not-allowed')
    expect(judged('+12125557890', { countries: ['CA'] })).toBe('country-not-allowed')
    expect(judged('+447781123456')).toBe('country-not-allowed')
    expect(judged('+77012345678', { countries: ['RU'] })).toBe('country-not-allowed')
  })

  it('is named to whoever asked, with those that are allowed', () => {
    expect(judgeDestination('+18765557890', { ...rules, countries: ['US', 'CA'] })).toMatchObject({
      reason: 'The number is in Jamaica, and calls are allowed to United States and Canada only.',
    })
    expect(judgeDestination('+12125557890', { ...rules, countries: [] })).toMatchObject({
      reason: 'The number is in United States, and calls are allowed to no country only.',
    })
  })

  it('is every country but those that are listed', () => {
    const only = { countries: ['IS'] }
    const numbers = getCountries()
      .filter((country) => country !== 'IS')
      .flatMap((country) =>
        [7, 8, 9, 10].map(
          (digits) => `+${getCountryCallingCode(country)}${'2345678901'.slice(0, digits)}`,
        ),
      )
    expect(numbers.filter((number) => judged(number, only) === 'allowed')).toEqual([])
  })
})

describe('a number that is nobody’s', () => {
  const fictional = ['+15550100000', '+15550100901', '+12025550123', '+14165550199']

  it.each(fictional)('%s is refused on a real network, and called in a rehearsal', (number) => {
    expect(judged(number)).toBe('number-fictional')
    expect(judgeDestination(number, { ...rules, fictionalNumbers: 'allowed' })).toEqual({
      allowed: true,
      phoneNumber: number,
      isFictional: true,
    })
  })

  it.each(['+15550200000', '+15551234567', '+12025550223', '+19005550123', '+18005550123'])(
    '%s is none of those',
    (number) => {
      const destination = judgeDestination(number, { ...rules, fictionalNumbers: 'allowed' })
      expect(destination.allowed && destination.isFictional).toBe(false)
    },
  )

  it('opens no country that is closed, in a rehearsal either', () => {
    expect(judged('+18765550123', { fictionalNumbers: 'allowed' })).toBe('country-not-allowed')
  })
})
