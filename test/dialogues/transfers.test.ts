import { describe } from 'vitest'
import { defaultAgent, usualEscalation } from '../../src/agents/default-agent.ts'
import { teamOf } from '../fakes/tool-office.ts'
import { dialogue } from './dialogue.ts'

const team = teamOf('Sam Miller', 'Ann')
const withTeam = { agent: { team } }
const { allowedTools } = defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' })

describe('a caller who asks for a person', () => {
  dialogue(
    'by name is put through to them, after the words that say so',
    `
    > Can I speak to Sam please?
    < I will put you through to Sam Miller. One moment, please.
    <! answer
    $ transfer-call {"person":"Sam Miller","reason":"The caller would like to speak with Sam Miller."}
    `,
    withTeam,
  )

  dialogue(
    'hears nothing else than that, and the person hears what it is about',
    `
    > Hi, this is Jo Doe. Could you put me through to Mr. Miller about my invoice?
    < Thank you, Jo Doe. I will put you through to Sam Miller. One moment, please.
    <! ?
    $ transfer-call {"person":"Sam Miller","reason":"my invoice? (name: Jo Doe)"}
    `,
    withTeam,
  )

  dialogue(
    'by what they are also called is put through to who goes by it',
    `
    > I'd like to talk to someone in sales
    < I will put you through to Ann. One moment, please.
    $ transfer-call {"person":"Ann"}
    `,
    {
      agent: { team: { ...team, members: membersAlsoCalled(['the owner'], ['sales', 'billing']) } },
    },
  )

  dialogue(
    'says only the name is put through as well',
    `
    > Ann please
    < I will put you through to Ann. One moment, please.
    $ transfer-call {"person":"Ann"}
    `,
    withTeam,
  )

  dialogue(
    'whoever it may be is put through to the first of the team',
    `
    > my sink leaks and nobody came
    > just give me a human
    < I will put you through to Sam Miller. One moment, please.
    $ transfer-call {"person":"anyone","reason":"my sink leaks and nobody came"}
    `,
    withTeam,
  )

  dialogue(
    'by pressing zero is put through, also while something else is asked',
    `
    > I want to leave a message about the roof
    < May I have your name, please?
    > 0
    < I will put you through to Sam Miller. One moment, please.
    $ transfer-call {"person":"anyone","reason":"the roof"}
    `,
    withTeam,
  )

  dialogue(
    'by pressing zero instead of a number is put through',
    `
    > leave a message
    > Jo
    < What is the best number to reach you?
    > 0
    < I will put you through to Sam Miller.
    $ transfer-call {"person":"anyone"}
    `,
    { ...withTeam, from: 'anonymous' },
  )

  dialogue(
    'that nobody knows here hears who there is',
    `
    > Is Maria there?
    < I cannot put you through to Maria. Calls are taken by Sam Miller and Ann.
    < Would you like to speak with somebody else, or shall I take a message?
    > Sam then
    < I will put you through to Sam Miller. One moment, please.
    $ transfer-call {"person":"Sam Miller"}
    `,
    withTeam,
  )

  dialogue(
    'that nobody knows here can have anyone',
    `
    > Can I speak to Maria about the boat?
    > anyone is fine
    < I will put you through to Sam Miller. One moment, please.
    $ transfer-call {"person":"anyone","reason":"the boat?"}
    `,
    withTeam,
  )

  dialogue(
    'that nobody knows here can leave a message for them',
    `
    > Can I speak to Maria?
    > a message please
    < I will gladly take a message. May I have your name, please?
    > Jo
    > yes
    > the boat is ready
    > no
    < written down, Jo.
    $ take-message {"reason":"For Maria: the boat is ready"}
    $ save-contact-details
    `,
    withTeam,
  )

  dialogue(
    'that nobody knows here is asked again as long as they do not say what they want instead',
    `
    > Can I speak to Maria?
    < Would you like to speak with somebody else, or shall I take a message?
    > Maria from accounting
    < I am sorry, I did not understand that. Shall I put you through to somebody else, or take a message?
    > no
    < All right. Is there anything else I can do for you?
    `,
    withTeam,
  )

  dialogue(
    'does not get one forced upon them',
    `
    > tell Sam I will be late
    < I will gladly take a message. May I have your name, please?
    <! put you through
    > Jo
    > yes
    > no
    < written down, Jo.
    $ take-message {"reason":"For Sam: I will be late"}
    $ save-contact-details
    > I do not want to speak to a person
    <! put you through
    > I spoke to Sam yesterday
    <! put you through
    `,
    withTeam,
  )

  dialogue(
    'while the business is closed hears when somebody is there, and leaves a message',
    `
    > Can I talk to Sam about the boat?
    < I am sorry, nobody can take your call right now. We are closed right now. We open again on Monday at 9 a.m.
    < Would you like to leave a message, or to be called back?
    $ transfer-call {"person":"Sam Miller"}
    > a message please
    < May I have your name, please?
    > Jo
    > yes
    > no
    < written down, Jo.
    $ take-message {"name":"Jo","reason":"For Sam Miller: the boat?"}
    $ save-contact-details
    `,
    { ...withTeam, now: '2026-06-06T12:00:00-04:00' },
  )

  dialogue(
    'while the business is closed can have a call back instead',
    `
    > Can I talk to Sam about the boat?
    $ transfer-call
    > call me back on Monday at ten then
    < I can arrange a call back. May I have your name, please?
    > Jo
    > yes
    < Your call back is scheduled for Monday, June 8, at 10 a.m.
    $ schedule-callback {"reason":"For Sam Miller: the boat?","when":"on Monday at ten"}
    $ save-contact-details
    `,
    { ...withTeam, now: '2026-06-06T12:00:00-04:00' },
  )

  dialogue(
    'while the business is closed can do without',
    `
    > human please
    < nobody can take your call right now.
    $ transfer-call
    > hm
    < Shall I take a message, or arrange a call back?
    > no thanks
    < All right. Is there anything else I can do for you?
    > no
    < Goodbye.
    $ end-call
    `,
    { ...withTeam, now: '2026-06-06T12:00:00-04:00' },
  )

  dialogue(
    'is not told to leave a message when it does not work, but asked',
    `
    > human please
    < I am sorry, nobody can take your call right now. Would you like to leave a message, or to be called back?
    <! closed
    $ transfer-call
    `,
    { ...withTeam, everyToolRefuses: { ok: false, reason: 'failed', detail: 'The line is down' } },
  )
})

describe('a caller who asks for a person is offered a message where', () => {
  dialogue(
    'the owner has named nobody',
    `
    > Can I speak to Sam?
    < I cannot put calls through, but I can take a message for Sam. May I have your name, please?
    `,
  )

  dialogue(
    'the agent may not put calls through',
    `
    > Can I speak to Sam?
    < I cannot put calls through, but I can take a message for Sam Miller.
    `,
    { agent: { team, allowedTools: allowedTools.filter((tool) => tool !== 'transfer-call') } },
  )

  dialogue(
    'the owner does not want it',
    `
    > Can I speak to Sam?
    < I cannot put calls through, but I can take a message for Sam Miller.
    > 0
    < I am not able to connect you
    `,
    { agent: { team, escalation: { ...usualEscalation, whenAskedForPerson: false } } },
  )
})

function membersAlsoCalled(...names: readonly (readonly string[])[]) {
  return team.members.map((member, at) => ({ ...member, alsoCalled: names[at] ?? [] }))
}
