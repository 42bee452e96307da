import { describe, expect, it } from 'vitest'
import { heard, lines } from '../../../test/dialogues/heard.ts'
import { usualTeam } from '../../agents/default-agent.ts'

const members = [
  { name: 'Sam Miller', phoneNumber: '+12025550101', alsoCalled: ['the owner', 'boss'] },
  { name: 'Ann', phoneNumber: '+12025550102', alsoCalled: ['sales', 'customer care'] },
  { name: 'Dr. Samir Khan', phoneNumber: '+12025550103', alsoCalled: [] },
]
const team = { team: { ...usualTeam, members } }

const askedFor: Readonly<Record<string, string>> = {
  'Sam Miller': `
    can I speak to Sam
    can I speak to sam miller please
    is Sam there?
    is Mr Miller in
    put me through to Sam
    I'd like to talk to the owner
    could you get me your boss
    I'm looking for Sam
    may I have Sam Miller
    transfer me to Mr. Miller
    give me Sam
    I want Sam
    a word with the owner please
    I am trying to reach Sam
    is the owner available`,
  Ann: `
    I need someone in sales
    connect me with sales
    can I talk to somebody from the sales department
    let me speak to your customer care team
    is Ann around
    can you put me on to Ann
    I would like Ann
    can I ask for Ann
    can you see if Ann is there
    I need Ann
    could I have sales please
    can I get in touch with Ann`,
  'Dr. Samir Khan': `
    I want to talk to Dr. Khan
    can I speak with Samir
    is doctor Khan's office... is Dr Khan in`,
}

describe.each(Object.entries(askedFor))('%s', (name, text) => {
  it.each(lines(text))('is asked for in: %s', (spoken) => {
    expect(heard(spoken, team).member).toEqual({ name, how: 'asked' })
  })
})

describe('somebody of the team', () => {
  it.each([
    ['Sam', 'Sam Miller'],
    ['Sam Miller please', 'Sam Miller'],
    ['sales', 'Ann'],
    ['the sales department please', 'Ann'],
    ['yes, Ann', 'Ann'],
    ['to the owner', 'Sam Miller'],
  ])('is only named in: %s', (spoken, name) => {
    expect(heard(spoken, team).member).toEqual({ name, how: 'named' })
  })

  it.each(
    lines(`
      this is Sam
      Ann speaking
      my name is Sam
      hi, Sam here
      I spoke to Sam yesterday
      Sam told me to call
      tell me about sales
      your sales are great
      I am the owner of a boat
      can I speak to Samantha
      annual report
      do you know when Ann is back
      I do not want to speak to Sam
      please do not put me through to Ann
      I like Sam
    `),
  )('is not asked for in: %s', (spoken) => {
    expect(heard(spoken, team).member).toBeUndefined()
  })
})
