import { describe, expect, it } from 'vitest'
import { heard, lines } from '../../../test/dialogues/heard.ts'

describe('the question whether an AI is speaking', () => {
  it.each(
    lines(`
      Are you a robot?
      are you real
      Are you a real person?
      are you an actual human being?
      are you human
      Are you an AI?
      are you AI
      are you a bot
      are you a machine or what
      are you a computer
      are you a recording
      is this a recording?
      is this a robot
      is this a real person
      is this an answering machine
      is this AI
      Is this automated?
      am I talking to a robot?
      Am I speaking with a real person or a machine?
      am I talking to a human
      am i speaking to a computer
      do I talk to a person
      you sound like a robot
      you're a robot, aren't you
      you are just a machine
      are you chatgpt
      robot or human?
      human or robot
      what are you
      are you alive
      are you artificial intelligence
      wait, are you even human?
      hold on are you a real human being
      so you're an AI?
      aren't you human
      ok but are you a person
      are you some kind of bot
      is that a real person
      are you really a person
      is a human there
    `),
  )('is heard in: %s', (text) => {
    expect(heard(text).marks.has('robot')).toBe(true)
  })

  it.each(
    lines(`
      Do you sell robot vacuums?
      my robot mower is broken
      are you a real estate agency
      is this real estate or construction
      are you the person in charge of billing
      are you the person who sold me the boat
      is this a computer store
      are you a computer repair shop
      can I speak to human resources
      do you fix washing machines
      the coffee machine is leaking
      I am a real person and I want an answer
      we build robots
      is this the machine shop
      are you a recording studio
      are you a machine shop
      this is a person from the bank
      are you open
      are you there
      are you hiring
      is this call recorded
      is this recorded
      do you use AI in your products
      I want a computer
    `),
  )('is not heard in: %s', (text) => {
    expect(heard(text).marks.has('robot')).toBe(false)
  })
})
