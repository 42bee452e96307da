import type { AskedByOthers, Question } from '../words.ts'

/** What the receptionist asks. */
export const questionsEn: Readonly<Record<Question, string>> = {
  name: 'May I have your name, please? | What name should I put down? | Who may I say is calling?',
  'known-name': 'Is that you? | Am I speaking with that person?',
  number: `What is the best number to reach you? | Which number can the team reach you at?
    | Could you say the number digit by digit, with the area code?`,
  'own-number': 'Is that the best number to reach you? | Should the team use that number?',
  'number-rest': 'What are the other digits? | How does it go on?',
  'number-right': 'Is that right? | Did I get that right? | Is that the right number?',
  reason:
    'What is it about? | What should I write down for the team? | What would you like them to know?',
  urgency: `Is it urgent, or can it wait until the next working day? | Should I mark it as urgent?`,
  when: `When would be a good time to call you? | On which day, and at about what time?
    | What day and time would suit you?`,
  'offer-message': `Shall I take a message for the team? | Would you like me to take a message?
    | Should I write a message for the team?`,
  'offer-callback': 'Shall I arrange for someone to call you? | Would you like to be called back?',
  'message-or-callback': `Would you like to leave a message, or to be called back?
    | Shall I take a message, or arrange a call back?`,
  'offer-person': `Would you like to speak with a person? | Shall I put you through to somebody?`,
  'other-person': `Would you like to speak with somebody else, or shall I take a message?
    | Shall I put you through to somebody else, or take a message?`,
  'stop-number':
    'Which number should not be called any more? | What is the number that we should not call?',
  details: 'What should I change? | Which details would you like to give me?',
  'anything-else': `Is there anything else I can do for you? | Is there something else?
    | Can I help you with anything else?`,
  'how-can-i-help': 'How can I help you? | What can I do for you? | What can I help you with?',
  'what-to-know': 'What would you like to know? | What is your question?',
}

/** The words by which a question of another brain is known. */
export const asksEn: Readonly<Record<AskedByOthers, string>> = {
  name: 'your name|who is calling|who am i speaking|whom am i speaking|name please|the name',
  number: 'your number|phone number|number to reach|number can/should|call you at|number|reach you',
  reason:
    'what is it about|what is this about|regarding|the message|help you with that|what should i|what would you like me|reason',
  urgency: 'urgent|can it wait',
  when: 'when should|when would|what time|which day|what day|good time|on which day',
  'anything-else': 'anything else|something else|else i can',
  'number-right': 'is that right|is that correct|did i get that',
  'offer-person':
    'speak to/with a/an person/human/someone/somebody|transfer/connect you|put you through',
  'offer-message': 'take a message|leave a message|pass ~ message',
  'how-can-i-help': 'how can i help|how may i help|what can i do|how can i assist|help you today',
}
