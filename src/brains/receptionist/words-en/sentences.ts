import type { Sentence } from '../words.ts'

/** What the receptionist says by itself. */
export const sentencesEn: Readonly<Record<Sentence, string>> = {
  'i-am-an-ai': `I am an AI assistant, not a person. | Yes, I am an AI. You are not talking to a human.
    | You are speaking with an AI assistant, not with a human being.`,
  who: 'This is {business}. I am the AI assistant on this line. | You have reached {business}, and I am its AI assistant.',
  address: 'We are at {address}. | Our address is {address}.',
  'address-unknown':
    'I do not have the address at hand. | I am sorry, I was not given the address.',
  'for-the-team': 'That is something for the team. | The team should hear about that.',
  help: `I can tell you our opening hours and where we are, take a message, or arrange a call back.
    | You can ask me about our hours and our address, leave a message, or ask for a call back.`,
  'help-without-tools':
    'I can tell you our opening hours and where we are. | I know our hours and our address.',
  fine: 'I am doing well, thank you. | Very well, thank you.',
  welcome: 'You are welcome. | My pleasure.',
  hello: 'Hello{, name}. | Hello again{, name}.',
  'of-course': 'Of course. | Certainly. | Here it is again.',
  'take-your-time': 'Take your time. | No hurry, I am here. | I am still here.',
  'only-this-language': `I am sorry, I only understand English.
    | Sorry, English is the only language that I can speak.`,
  'only-reception': `I can only help with calls for this business.
    | That is not something that I can do here.`,
  'calm-down': `I understand that you are upset, and I would like to help. | I hear you. Let me try to help.`,
  'did-not-hear':
    'I am sorry, I did not hear anything. | I still cannot hear you. | There is no sound on the line.',
  'did-not-understand': `I am sorry, I did not understand that. | Sorry, I still did not get that.
    | I am having trouble understanding you.`,
  'do-not-know': `I do not know that, and I would rather not guess. | That is something that I cannot answer myself.
    | I am afraid I do not have an answer to that.`,
  'wrong-number': 'No problem. You have reached {business}. | That happens. This is {business}.',
  'why-name': 'The name tells the team who called. | It is only so that the team knows who called.',
  'why-number':
    'The team needs a number to reach you. | It is only so that the team can reach you.',
  'why-other':
    'It helps the right person to answer you. | It is only so that the right person can help you.',
  'going-on': 'Sorry, let me finish what I was saying. | Excuse me, to finish what I was saying.',
  'still-there': 'Are you still there? | Hello, are you there?',
  'goodbye-only': 'Goodbye. | Goodbye, and take care.',
  goodbye: 'Thank you for calling {business}. Goodbye. | Goodbye, and take care.',
  'giving-up': 'I am sorry, I cannot understand you well enough to help.',
  'will-take-message': 'I will gladly take a message. | Let me take a message then.',
  'will-arrange-callback': 'I can arrange a call back. | Let us find a time for a call back.',
  'nobody-there': `I am sorry, nobody can take your call right now. {hours}
    | I am sorry, I cannot put you through right now. {hours}`,
  'unknown-person': `I cannot put you through to {person}{. Calls are taken by people}.
    | I do not know anybody called {person} here{. Calls are taken by people}.`,
  'cannot-transfer': `I cannot put calls through, but I can take a message for {person}.
    | I am not able to connect you, but I can take a message for {person}.`,
  'cannot-transfer-at-all':
    'I cannot put calls through on this line. | I am not able to connect you with anyone.',
  'cannot-book': `I cannot book appointments myself, but someone from the team can call you to arrange it.
    | Appointments are made by the team, and they can call you about it.`,
  'not-booked-yet': `Nothing about it is settled until a person has confirmed it.
    | It is only settled once a person has confirmed it.`,
  'new-lead': `I am glad to take that down for the team. | Gladly, I need a few details for the team.`,
  'sorry-to-hear':
    'I am sorry to hear that. The team should know about it. | I am sorry about that.',
  'sorry-for-calls': 'I am sorry that we disturbed you. | I am sorry about those calls.',
  'number-withheld': `I cannot see your number, because it is withheld. | Your number is withheld, so I do not know it.`,
  'returning-call': `I cannot see who called you, but I can take a message for the team.
    | I do not know who called you.`,
  understood: 'All right. | Good. | Understood.',
  thanks: 'Thank you. | Good, thank you. | All right, thank you.',
  'thanks-name': 'Thank you, {name}.',
  'changed-name': 'All right, {name}.',
  'known-name': 'I have the name {name} for this number. | For this number I have the name {name}.',
  'own-number': 'You are calling from {number}. | I see the number {number}.',
  'number-heard': 'I have {number}. | I understood {number}.',
  'number-so-far': 'So far I have {digits}. | Up to now I have {digits}.',
  'number-incomplete': `That does not sound like a complete phone number.
    | I am not sure that I have all the digits.`,
  'number-refused': 'That number does not seem to work. | I still cannot use that number.',
  'without-number': 'Then we go on without a number.',
  'use-own-number': 'Then I will use the number that you are calling from.',
  'without-name': 'That is fine, we can do without a name.',
  'without-when': 'Then I will ask for as soon as possible.',
  'nothing-written':
    'All right, nothing has been written down. | Fine, I did not write anything down.',
  'cannot-take-messages': `I am sorry, I cannot take messages on this line.
    | I am sorry, messages cannot be left here.`,
  'cannot-schedule': `I cannot schedule calls here, but I can take a message that you would like to be called.
    | Calls cannot be scheduled here, but a message can be left.`,
  'can-only-schedule': `I cannot take messages here, I can only arrange a call back.
    | Messages cannot be left here, only a wish to be called.`,
  'emergency-number': 'If you are safe, I can also alert the team.',
  'emergency-not-reported':
    'I cannot alert anybody from this line, so please do that yourself now. | Nobody can be alerted from here, please call for help.',
  'emergency-reported-already': 'Your urgent message for the team is written down already.',
  'could-not-write': `I am sorry, I could not write that down just now. Nothing has been recorded.
    | I am sorry, it still does not work. Nothing has been written down.`,
  'call-again': 'Please call us again a little later. {hours} | Please try again later. {hours}',
}
