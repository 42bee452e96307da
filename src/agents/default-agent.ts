import type { Agent } from './agent.ts'

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
    voice: { channel: 'relay', language: 'en-US' },
    emergency: {
      instruction: 'If anyone is in danger, please hang up now and dial 911.',
      words: [],
    },
    allowedTools: ['take-message', 'schedule-callback', 'save-contact-details', 'end-call'],
  }
}

/** The first agent of an installation, in the time zone of the machine that it runs on. */
export function newInstallationAgent(id: string): Agent {
  return defaultAgent({ id, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
}
