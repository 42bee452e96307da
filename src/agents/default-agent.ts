import type { Agent, EscalationRules, Patience, SpeechSettings, Team } from './agent.ts'

export const usualPatience: Patience = {
  silenceMs: 8_000,
  fillerAfterMs: 700,
  longestCallMinutes: 30,
}

export const usualSpeech: SpeechSettings = {
  voice: undefined,
  turnDetection: { by: 'silence', silenceMs: 500 },
  goesOnAfterNoise: true,
  consent: 'notice',
}

export const usualEscalation: EscalationRules = {
  whenAskedForPerson: true,
  whenAngry: true,
  whenAskedTwice: true,
  whenEmergency: true,
}

/** Nobody: until the owner names people, messages are taken. */
export const usualTeam: Team = {
  members: [],
  order: 'in-order',
  ringSeconds: 20,
  alsoWhenClosed: false,
}

/** The hours of the day in which the strictest common rule lets businesses call people. */
export const usualCallingTimes = { from: '08:00', until: '21:00' }

/** The agent of a new installation: a plausible front desk, until the owner describes the business. */
export function defaultAgent({ id, timeZone }: { id: string; timeZone: string }): Agent {
  const officeDay = [{ opens: '09:00', closes: '17:00' }]
  return {
    id,
    name: 'Front desk',
    business: {
      name: 'Harbor Street Services',
      address: '12 Harbor Street, Springfield',
      timeZone,
      country: 'US',
      hours: {
        monday: officeDay,
        tuesday: officeDay,
        wednesday: officeDay,
        thursday: officeDay,
        friday: officeDay,
      },
    },
    greeting: '',
    instructions: 'Be brief and kind. Never promise what was not written down.',
    questions: [
      {
        question: 'Is there parking?',
        askedWith: ['parking', 'park my car', 'where can i park'],
        answer: 'There is free parking behind the building.',
      },
      {
        question: 'Which payments do you take?',
        askedWith: ['payment', 'pay by', 'credit card', 'pay with card', 'cash'],
        answer:
          'We take cash and all common cards at the office. Please never say a card number here.',
      },
    ],
    voice: {
      channel: 'relay',
      language: 'en-US',
      patience: usualPatience,
      speaker: undefined,
      speech: usualSpeech,
    },
    emergency: {
      instruction: 'If anyone is in danger, please hang up now and dial 911.',
      words: [],
    },
    escalation: usualEscalation,
    team: usualTeam,
    outbound: { countries: ['US'], ...usualCallingTimes },
    allowedTools: [
      'take-message',
      'schedule-callback',
      'save-contact-details',
      'transfer-call',
      'stop-calls',
      'end-call',
    ],
  }
}

/** The first agent of an installation, in the time zone of the machine that it runs on. */
export function newInstallationAgent(id: string): Agent {
  return defaultAgent({ id, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
}
