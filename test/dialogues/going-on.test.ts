import { describe, expect, it } from 'vitest'
import { createFallbackBrain } from '../../src/brains/fallback-brain.ts'
import { createReceptionist } from '../../src/brains/receptionist.ts'
import { createManualClock } from '../fakes/manual-clock.ts'
import { createModelFake } from '../fakes/model-brain.ts'
import { calls, fails, says, type BrainScript } from '../fakes/scripted-brain.ts'
import { dialogue } from './dialogue.ts'
import { createTalk } from './talk.ts'

/** A model whose answers are these, and which is down from then on: the receptionist takes over. */
function modelThatDiesAfter(...scripts: readonly BrainScript[]) {
  return createFallbackBrain({
    brains: [createModelFake('claude', { scripts })],
    lastResort: createReceptionist(),
    clock: createManualClock(),
    firstWordWithinMs: 1_200,
  })
}

const dies = fails('overloaded (529)')

describe('when a model fails, the receptionist goes on:', () => {
  dialogue(
    'from the middle of a sentence, with one of its own',
    `
    > When are you open?
    < We are open from Sorry, let me finish what I was saying. We are open
    <! How can I help
    `,
    { brain: modelThatDiesAfter([...says('We are open from'), ...dies]) },
  )

  dialogue(
    'and takes the whole message, as if it had been there from the beginning',
    `
    > Hello, can you take a message?
    < Certainly. I Sorry, let me finish what I was saying.
    > Ann Lee
    > yes
    > The boiler is leaking
    > no
    < is written down
    $ take-message {"name":"Ann Lee","reason":"The boiler is leaking"}
    $ save-contact-details {"name":"Ann Lee"}
    `,
    { brain: modelThatDiesAfter([...says('Certainly. I'), ...dies]) },
  )

  dialogue(
    'and tells what the model has had written down',
    `
    > Please tell the team that the gate is open
    < Your message for the team is written down
    $ take-message {"reason":"The gate is open"}
    `,
    {
      brain: modelThatDiesAfter(calls('take-message', { reason: 'The gate is open' }), dies),
    },
  )

  dialogue(
    'and is not put off by what the model has asked for wrongly',
    `
    > Please tell the team that the gate is open
    <! trouble
    <! could not
    < May I have your name
    $ take-message {"urgency":"high"}
    `,
    { brain: modelThatDiesAfter(calls('take-message', { urgency: 'high' }), dies) },
  )

  it('without any such words when nothing was said before', async () => {
    const talk = await createTalk({ brain: modelThatDiesAfter(dies) })
    expect((await talk.says('When are you open?')).said).toMatch(/^We are open/)
  })
})
