import { describe, expect, it } from 'vitest'
import { heard, lines } from '../../../test/dialogues/heard.ts'
import type { Mark } from './words.ts'

const wishes: Readonly<Partial<Record<Mark, string>>> = {
  hours: `
    What are your hours?
    what time do you open
    When do you close today?
    are you open on Saturday
    are you open now
    opening hours please
    what are your business hours on Friday
    how late are you open
    until when are you open tonight
    are you guys open tomorrow
    do you close for lunch
    when can I come by
    is anyone there on Sunday
    are you still open
    what time do you guys close on Thursdays
    do you open early
    open on weekends?`,
  address: `
    Where are you located?
    What's your address?
    where is your office
    how do I get there
    can you give me directions
    where can I find you
    what street are you on
    where do I go
    tell me the address please
    where are you based`,
  message: `
    I'd like to leave a message
    can I leave a message
    take a message please
    could you take a message for Maria
    please pass on a message
    I want to leave a quick message for the owner
    can you tell Maria I called
    let him know that I'm running late
    could you pass that on
    write this down please
    I have a message for Mr Lee`,
  callback: `
    Call me back
    please call me back tomorrow
    can someone call me back
    have someone call me
    I'd like a callback
    could you give me a call
    can you ring me back this afternoon
    I want to be called back
    give me a call when you can
    please have Maria call me
    request a callback
    can somebody phone me on Monday
    call me at three
    please return my call
    I need a call back`,
  appointment: `
    I'd like to make an appointment
    can I book an appointment for Tuesday
    I need to reschedule
    do you have an appointment free
    I want to cancel my appointment
    book me in for next week
    can I schedule a visit
    I need to make a reservation
    I'd like to schedule a consultation
    could someone come out to look at it
    do you have any appointments on Friday
    can you fit me in tomorrow`,
  complaint: `
    I want to make a complaint
    I'd like to complain
    I am very unhappy with your service
    this is unacceptable
    your technician never showed up
    terrible service
    I'm so frustrated with you
    I want my money back
    I was charged twice
    nobody called me back and I'm angry
    I have a complaint about my bill
    your man damaged my door`,
  person: `
    Can I speak to a person?
    let me talk to a human
    I want to speak to the manager
    transfer me please
    connect me to someone
    put me through
    operator
    representative!
    real person please
    get me a manager
    I need a human
    can I speak with someone
    customer service
    0
    I'd like to talk to a real human being
    is there someone I can speak to
    could you connect me with a representative
    can you find me an agent
    put me on to your boss
    human please`,
  lead: `
    I need a quote for a new roof
    can I get a free estimate
    what's your price for a new boiler
    I'm looking for someone to paint my house
    I need someone to fix my heater
    we'd like to hire you
    I'm interested in your services
    I want to become a customer
    I am a new customer
    looking for a plumber
    I need an electrician
    could you send me a quotation
    I need my gutters cleaned
    we want some windows replaced`,
  anger: `
    I am so angry with you
    this is ridiculous
    I'm fed up with this
    I'm sick and tired of waiting
    I have had enough
    how dare you
    you are useless
    you people never answer
    you lied to me
    this is a complete joke
    I'm losing my patience
    worst company ever
    you'll hear from my lawyer, I will sue you
    nobody ever calls back
    what is wrong with you
    this is a waste of my time
    I'm really furious`,
  'changes-booking': `
    I need to cancel my appointment
    can I move my appointment to Friday
    I have to reschedule
    I want to change my booking
    I missed my appointment
    can we postpone the visit
    please confirm my reservation
    I have an appointment on Monday
    I'd like to change the appointment
    cancel our appointment please
    I will be late for my appointment
    could you move the consultation`,
  'still-here': `
    I'm here
    yes I'm still here
    I am still here
    still here
    sorry I'm here
    yes, I am here
    yeah still here
    I'm listening
    I'm still on the line
    here
    I am with you
    hello, I'm still here`,
  anyone: `
    anyone
    anybody is fine
    someone else
    whoever is free
    either
    any of them
    one of them please
    it does not matter
    I don't mind
    whoever is available
    somebody
    the first one you can reach`,
  'wrong-number': `
    Sorry, wrong number
    I think I have the wrong number
    I reached the wrong company
    my mistake, wrong number
    this is not the number I wanted
    I meant to call my sister
    oops, I called you accidentally
    I must have misdialed
    sorry I rang the wrong office
    I dialed the wrong number
    oh I called by mistake
    wrong person sorry`,
  'stop-calls': `
    Stop calling me
    please stop calling this number
    don't call me again
    never call here again
    take me off your list
    remove my number from your list
    put me on the do not call list
    quit calling me
    leave me alone
    stop harassing me
    stop these calls
    I want you to stop calling
    no more calls please`,
  goodbye: `
    Goodbye
    bye
    ok bye
    thanks, bye bye
    have a nice day
    have a great rest of your day
    see you
    talk to you later
    I have to go
    good night
    take care
    you can hang up now`,
  'nothing-else': `
    that's all
    that is everything, thanks
    no that's it
    nothing else
    I'm good
    no I'm all set
    that will be all
    nope, nothing`,
  repeat: `
    What?
    Can you repeat that?
    say that again please
    pardon?
    sorry?
    I didn't catch that
    come again?
    could you say that one more time
    what did you say
    I couldn't hear you
    please repeat the number`,
  wait: `
    Hold on
    one moment please
    just a second
    hang on a minute
    wait
    let me check
    give me a second
    let me get a pen`,
  'never-mind': `
    never mind
    forget it
    cancel that
    I changed my mind
    don't bother
    scratch that`,
  urgent: `
    it's urgent
    yes very urgent
    as soon as possible
    it can't wait
    right away please
    asap`,
  'not-urgent': `
    it's not urgent
    not that urgent
    it can wait
    no rush
    no hurry
    nothing urgent`,
  'who-is-this': `
    Who is this?
    who am I speaking with
    what company is this
    who did I call
    what's your name
    who are you`,
  language: `
    Do you speak Spanish?
    hablas español
    no English
    parlez-vous français
    I don't speak English`,
  yes: `
    yes
    uh-huh
    mm hmm
    Uh, yes
    yeah
    yep sure
    correct
    that's right
    ok
    sounds good
    please do
    of course
    go ahead
    exactly
    that works for me`,
  no: `
    no
    nope
    no thank you
    that's wrong
    not really
    nah
    incorrect`,
}

describe.each(Object.entries(wishes))('%s', (mark, text) => {
  it.each(lines(text))('is heard in: %s', (spoken) => {
    expect([...heard(spoken).marks]).toContain(mark)
  })
})
