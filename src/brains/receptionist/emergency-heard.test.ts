import { describe, expect, it } from 'vitest'
import { heard, lines } from '../../../test/dialogues/heard.ts'

describe('an emergency', () => {
  it.each(
    lines(`
      Fire!
      there is a fire
      There's a fire in my kitchen
      my house is on fire
      the curtains caught fire
      Help, fire!
      the building is in flames and people are inside
      I can smell gas in the basement
      it smells like gas in here
      we have a gas leak
      there's smoke coming out of the wall
      the carbon monoxide alarm went off
      the fire alarm is going off
      my husband is not breathing
      she's not breathing!
      I can't breathe
      he stopped breathing
      my baby is choking
      he's unconscious
      she collapsed and won't wake up
      my father is having a heart attack
      I think he had a stroke
      I have chest pain
      he has trouble breathing
      she's having a seizure
      my friend took an overdose
      he overdosed
      there's blood everywhere
      he is bleeding badly
      she won't stop bleeding
      my throat is closing up
      he got electrocuted
      I want to kill myself
      I want to die
      I'm suicidal
      I'm thinking about suicide
      he's going to kill me
      someone is breaking in
      there's an intruder in the house
      he has a gun
      there's a man with a knife
      we are being robbed
      my colleague has been shot
      she was stabbed
      there is an active shooter
      he is attacking me
      there has been a terrible accident
      someone is trapped under the machine
      the kid is drowning in the pool
      there was an explosion
      a power line is down on the street
      this is an emergency
      It's an emergency!
      I have an emergency, please help
      call 911
      please call an ambulance
      we need an ambulance right now
      send the police
      we're stuck in the elevator
      uh hi um there is like a fire in the hallway
      Hello my name is Bob and my neighbor's house is on fire
      no no no listen, he is not breathing
      it is a matter of life or death
    `),
  )('is heard in: %s', (text) => {
    expect(heard(text).isEmergency).toBe(true)
  })

  it.each(
    lines(`
      Where is the emergency exit?
      It's not an emergency
      this is not really an emergency
      no emergency, I just have a question
      this is a non emergency call
      Do you offer emergency appointments?
      how much is an emergency call-out, do you have emergency rates
      do you do emergency plumbing
      I need to update my emergency contact
      what is your emergency number
      my grandmother is in the emergency room, so I have to cancel
      Can you fire someone without notice?
      I want to fire my lawyer
      I got fired last week
      do you sell fire extinguishers
      I need a fire door inspected
      we had a fire last year and want to renovate
      in case of fire, where do we meet
      who do I call in case of an emergency
      what should I do if there is an emergency on the weekend
      is there a fireplace in the room
      my phone is on fire today
      you guys are on fire
      sales are on fire
      there is no fire
      it's not a fire
      there's no gas leak, the meter is just old
      is the gas bill included
      my gas boiler needs a service
      I'm dying to see you
      the explosion of prices is crazy
      I need a smoke detector
      do you repair gun safes
      is there a knife set in the offer
      I have bath bombs to order
      my dog died
      he had a heart attack last year
      I am out of breath, sorry, I ran for the phone
      the printer is bleeding ink
      my plants are dead
      the line went dead
      the traffic is killing me
      kill two birds with one stone
      I would kill for a coffee
      my car broke down
      the heater is broken
      I need help
      help
      police report number twelve
      I work for the fire department
      ambulance chasers keep calling me
      the alarm clock I bought is broken
    `),
  )('is not heard in: %s', (text) => {
    expect(heard(text).isEmergency).toBe(false)
  })

  it("is also heard in the owner's own words", () => {
    const marina = { emergency: { instruction: 'Wait.', words: ['man overboard'] } }
    expect(heard('help, man overboard!', marina).isEmergency).toBe(true)
    expect(heard('a man over board games', marina).isEmergency).toBe(false)
  })
})
