import type { BrainScript } from '../fakes/scripted-brain.ts'
import { calls, callsReadBack, says } from '../fakes/scripted-brain.ts'

const noted = says('Your message is written down. Is there anything else?')
const goodbye: readonly BrainScript[] = [calls('end-call', {}), says('Goodbye.')]

function message(name: string, more: Record<string, string> = {}): BrainScript {
  const usual = { name, reason: 'what they said', urgency: 'normal' }
  return calls('take-message', { ...usual, ...more })
}

const newLead: readonly BrainScript[] = [
  says('Gladly. May I have your name?'),
  says('Thank you. Is this the best number to reach you?'),
  message('Dana Miller'),
  noted,
  ...goodbye,
]

/** What a good brain says and does in each of the ten kinds of call, whatever it is made of. */
export const tenKinds: Readonly<Record<string, readonly BrainScript[]>> = {
  'appointment-request': [
    says('What is your name?'),
    says('Is this the best number to reach you?'),
    callsReadBack('schedule-callback', {
      name: 'Grace Hopper',
      reason: 'an appointment',
      when: 'Wednesday at 10 a.m.',
    }),
    says('Your callback is scheduled for Wednesday at ten. Anything else?'),
    ...goodbye,
  ],
  'asks-for-a-person': [
    calls('transfer-call', { person: 'Sam', reason: 'wants to speak to Sam' }),
    says('I will put you through to Sam.'),
    message('A caller', { phoneNumber: '+12025550116' }),
    noted,
    ...goodbye,
  ],
  complaint: [
    says('I am very sorry. Would you like to speak to somebody?'),
    calls('transfer-call', { person: 'anyone', reason: 'nobody came' }),
    says('I will put you through.'),
  ],
  emergency: [
    message('A caller', { urgency: 'emergency' }),
    says('Please hang up now and dial 911. Your message is written down.'),
  ],
  'existing-customer': [
    ...newLead,
    says('Is that you, Dana Miller?'),
    says('Is this the best number to reach you?'),
    says('What is it about?'),
    says('Is it urgent?'),
    message('Dana Miller'),
    noted,
    ...goodbye,
  ],
  'new-lead': newLead,
  'opening-hours': [says('We open at 9 a.m. and close at 5 p.m.'), ...goodbye],
  'silent-caller': [],
  'stop-calling-me': [
    calls('stop-calls', {}),
    calls('end-call', {}),
    says('This number is on our do-not-call list now. Goodbye.'),
  ],
  'wrong-number': [calls('end-call', {}), says('No problem at all. Goodbye.')],
}
