import * as chrono from 'chrono-node/en'

/** How many minutes from now the words mean, such as `in half an hour`; `undefined` when they do not. */
export function exactDelayMinutes(text: string): number | undefined {
  const [found] = chrono.casual.parse(withPlainFractions(text), {
    instant: new Date(reference),
    timezone: 0,
  })
  if (!found?.tags().has('result/relativeDateAndTime')) return undefined
  const { start } = found
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => start.get(name) ?? 0
  const meant = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return Math.round((meant - reference) / 60_000)
}

/** Far from any change of clocks anywhere, so that the server's own time zone cannot bend the duration. */
const reference = Date.UTC(2026, 0, 15, 12)

function withPlainFractions(text: string): string {
  return text
    .replace(
      /^(?:about |around )?(?=(?:half an? hour|an hour|\d+ (?:minutes?|mins?|hours?))\b)/,
      'in ',
    )
    .replaceAll(/\b(?:an|1) hour and a half\b|\b1 and a half hours\b/g, '90 minutes')
    .replaceAll(
      /\b(\d+) and a half hours\b/g,
      (_, hours: string) => `${Number(hours) * 60 + 30} minutes`,
    )
    .replaceAll(/\b(?:three|3) quarters of an hour\b/g, '45 minutes')
    .replaceAll(/\ba quarter of an hour\b/g, '15 minutes')
}
