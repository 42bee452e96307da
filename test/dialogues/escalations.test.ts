import { describe } from 'vitest'
import { usualEscalation } from '../../src/agents/default-agent.ts'
import { teamOf } from '../fakes/tool-office.ts'
import { dialogue } from './dialogue.ts'

const team = teamOf('Sam', 'Ann')
const withTeam = { agent: { team } }
const afterHours = { ...withTeam, now: '2026-06-03T20:00:00-04:00' }
const without = (rule: keyof typeof usualEscalation) => ({
  agent: { team, escalation: { ...usualEscalation, [rule]: false } },
})

describe('an angry caller', () => {
  dialogue(
    'gets an apology and the offer of a person, and is put through',
    `
    > This is ridiculous! Nobody showed up and I want my money back.
    < I am sorry to hear that. The team should know about it. Would you like to speak with a person?
    > yes
    < I will put you through to Sam. One moment, please.
    $ transfer-call {"person":"anyone","reason":"This is ridiculous! Nobody showed up and I want my money back."}
    `,
    withTeam,
  )

  dialogue(
    'who wants no person leaves an urgent message, without being asked whether it is urgent',
    `
    > I am so angry, your driver broke my fence
    < Would you like to speak with a person?
    > no
    < All right. May I have your name, please?
    > Karen White
    > yes
    < written down, Karen White.
    $ take-message {"reason":"Complaint: I am so angry, your driver broke my fence","urgency":"urgent"}
    $ save-contact-details
    `,
    withTeam,
  )

  dialogue(
    'goes on and is not interrupted by the same offer for ever',
    `
    > I have had enough of your company
    < I understand that you are upset, and I would like to help.
    < Would you like to speak with a person?
    > you people are useless
    < Shall I put you through to somebody?
    > this is outrageous
    <! put you through
    <! speak with a person
    `,
    withTeam,
  )

  dialogue(
    'tells more instead of an answer, and all of it is written down',
    `
    > I want to make a complaint, the driver was rude
    < Would you like to speak with a person?
    > and he broke the fence when he left
    < Thank you. May I have your name, please?
    > Jo
    > yes
    > no
    < written down, Jo.
    $ take-message {"reason":"Complaint: I want to make a complaint, the driver was rude and he broke the fence when he left"}
    $ save-contact-details
    `,
    withTeam,
  )

  dialogue(
    'is offered a person also when they spoke on before that was heard',
    `
    > I am furious, nobody called me back
    >|  > hello, are you there?
    < I am sorry to hear that. The team should know about it.
    < Would you like to speak with a person?
    >|  > get me a human
    < I will put you through to Sam.
    $ transfer-call
    `,
    withTeam,
  )

  dialogue(
    'leaves an urgent message while nobody is there',
    `
    > I am furious, nobody called me back
    < I am sorry to hear that. The team should know about it. May I have your name, please?
    <! speak with a person
    > Jo
    > yes
    < written down, Jo.
    $ take-message {"urgency":"urgent"}
    $ save-contact-details
    `,
    afterHours,
  )

  dialogue(
    'is offered no person where the owner does not want it',
    `
    > I am furious, nobody called me back
    < I am sorry to hear that.
    <! speak with a person
    `,
    without('whenAngry'),
  )

  dialogue(
    'is known by their words, never by how loud they say them',
    `
    > DO YOU HAVE PARKING???!!!
    < There is free parking behind the building.
    <! upset
    <! speak with a person
    > I WANT TO LEAVE A MESSAGE!!!!!!
    < I will gladly take a message. May I have your name, please?
    <! upset
    `,
    withTeam,
  )
})

describe('a caller who asks in vain', () => {
  dialogue(
    'twice for what nobody wrote an answer to is offered a person',
    `
    > How much does a boiler cost?
    < I do not know that, and I would rather not guess. Shall I take a message for the team?
    > But roughly, what does a boiler cost?
    < That is something that I cannot answer myself. Would you like to speak with a person?
    > yes please
    < I will put you through to Sam.
    $ transfer-call {"reason":"But roughly, what does a boiler cost?"}
    `,
    withTeam,
  )

  dialogue(
    'and is not understood twice is offered a person, once, and goes on without',
    `
    > I want to leave a message
    < May I have your name, please?
    > hm
    < I am sorry, I did not understand that. What name should I put down?
    > erm
    < Sorry, I still did not get that. Would you like to speak with a person?
    > no
    < All right. Who may I say is calling?
    > Jo
    < Thank you, Jo.
    `,
    withTeam,
  )

  dialogue(
    'once is not',
    `
    > How much does a boiler cost?
    <! speak with a person
    > where are you?
    <! speak with a person
    > Do you sell boats?
    <! speak with a person
    `,
    withTeam,
  )

  dialogue(
    'twice is offered no person after hours, or where the owner does not want it',
    `
    > How much does a boiler cost?
    > But what does a boiler cost?
    <! speak with a person
    `,
    afterHours,
  )

  dialogue(
    'twice is offered none where that rule is off',
    `
    > How much does a boiler cost?
    > But what does a boiler cost?
    <! speak with a person
    `,
    without('whenAskedTwice'),
  )
})

describe('an emergency while somebody is there', () => {
  const instruction = 'If anyone is in danger, please hang up now and dial 911.'

  dialogue(
    'is told what to do first, then written down, then put through',
    `
    > There is a fire in my kitchen!
    < ${instruction} An urgent message for the team is written down. Please look after yourself first.
    < I will put you through to Sam. One moment, please.
    $ take-message {"urgency":"emergency"}
    $ transfer-call {"person":"anyone","reason":"EMERGENCY: There is a fire in my kitchen!"}
    `,
    withTeam,
  )

  dialogue(
    'is put through also when the caller speaks into the words',
    `
    > There is a fire in my kitchen!
    $ take-message
    $ transfer-call
    >| If anyone is in danger > please hurry
    < I will put you through to Sam. One moment, please.
    $ transfer-call {"person":"anyone","reason":"EMERGENCY: There is a fire in my kitchen!"}
    `,
    withTeam,
  )

  dialogue(
    'is put through also after somebody was tried in vain',
    `
    > can I talk to Ann
    $ transfer-call {"person":"Ann"}
    x Ann
    > oh no, there is a fire in my kitchen!
    < ${instruction} An urgent message for the team is written down.
    < I will put you through to Sam.
    <! ?
    $ take-message {"urgency":"emergency"}
    $ transfer-call {"person":"anyone"}
    `,
    withTeam,
  )

  dialogue(
    'is put through without a number being asked for',
    `
    > he has a gun
    < ${instruction} An urgent message for the team is written down.
    < I will put you through to Sam.
    $ take-message
    $ transfer-call
    `,
    { ...withTeam, from: 'anonymous' },
  )

  dialogue(
    'is put through also where no message can be taken',
    `
    > my husband is not breathing
    < ${instruction} I will put you through to Sam.
    <! cannot alert
    $ transfer-call
    x Sam, Ann
    > he is still not breathing
    < ${instruction} I cannot alert anybody from this line
    `,
    { agent: { team, allowedTools: ['transfer-call'] } },
  )

  dialogue(
    'that nobody can be told of is told so',
    `
    > my husband is not breathing
    < ${instruction} I cannot alert anybody from this line, so please do that yourself now.
    $ transfer-call
    `,
    {
      agent: { team, allowedTools: ['transfer-call'] },
      everyToolRefuses: { ok: false, reason: 'failed', detail: 'The line is down' },
    },
  )

  dialogue(
    'is not put through after hours',
    `
    > There is a fire in my kitchen!
    < ${instruction} An urgent message for the team is written down.
    <! put you through
    $ take-message
    `,
    afterHours,
  )

  dialogue(
    'is not put through where the owner does not want it',
    `
    > There is a fire in my kitchen!
    <! put you through
    $ take-message
    `,
    without('whenEmergency'),
  )
})
