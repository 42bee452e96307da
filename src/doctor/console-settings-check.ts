import { noTwilio, skipped, type Check } from './check.ts'

/** What only a person can look up: Twilio tells no program about it. */
export function createConsoleSettingsCheck({ isConfigured }: { isConfigured: boolean }): Check {
  const result = skipped(
    'Two settings of the Twilio account can be seen in its Console only.',
    'Voice > Settings > General: “Predictive and Generative AI/ML Features Addendum” has to be on, ' +
      'or every call ends with an apology. Voice > Settings > Geo permissions: the countries that the agent ' +
      'may call or hand calls over to.',
  )
  return {
    id: 'console-settings',
    title: 'Settings in the Console',
    run: () => Promise.resolve(isConfigured ? result : noTwilio),
  }
}
