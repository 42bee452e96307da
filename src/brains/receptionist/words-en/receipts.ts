import type { ReceiptWords, TeamNote } from '../words.ts'

/** What is promised with a receipt in hand. */
export const receiptsEn: Readonly<Record<ReceiptWords, string>> = {
  message:
    'Your message for the team is written down{, name}. They have your number as {spokenNumber}.',
  'message-without-number':
    'Your message for the team is written down{, name}. It goes without a number to reach you.',
  emergency: 'An urgent message for the team is written down. Please look after yourself first.',
  'stop-calls':
    'An urgent note for the team is written down: you do not want to be called any more{ at the number spokenNumber}.',
  'do-not-call':
    'The number {spokenNumber} is on our do-not-call list now. It will not be called again.',
  transfer: 'I will put you through to {person}. One moment, please.',
  correction: 'The correction is written down for the team{, name}.',
  callback:
    'Your call back is scheduled for {spokenDate}. We will call you at {spokenNumber}{, name}.',
  details: 'Your contact details are saved{, name}.',
  'not-understood':
    'A note for the team is written down, with the number that you are calling from.',
}

/** What the team reads around the caller's words. */
export const teamNotesEn: Readonly<Record<TeamNote, string>> = {
  person: 'For {person}: ',
  team: 'the team',
  complaint: 'Complaint: ',
  appointment: 'Appointment wish: ',
  lead: 'New enquiry: ',
  'wants-person': 'The caller would like to speak with {person}.',
  correction: 'Correction of what was said before: ',
  emergency: 'EMERGENCY: ',
  'stop-calls': 'Do not call this number any more. The caller said: ',
  'not-understood': 'The caller could not be understood. Last words: ',
  'number-as-heard': ' (number as heard: {digits})',
  'number-not-confirmed': ' (number not confirmed)',
  'call-at': ' (asked to be called back {when})',
  name: ' (name: {name})',
  'no-reason': 'The caller did not say what it is about.',
  soon: 'as soon as possible',
}
