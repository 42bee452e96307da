import { describe, expect, it } from 'vitest'
import { heard, lines } from '../../../test/dialogues/heard.ts'
import type { Mark } from './words.ts'

const otherThings: Readonly<Partial<Record<Mark, string>>> = {
  person: `
    I am a real person
    I don't need a human
    I do not want to speak to a person
    there is a person in my garden
    a person from your company was here
    the manager told me to call
    customer service was terrible
    I already spoke to someone
    human resources
    no need to talk to anyone
    10
    the operator of the crane left`,
  lead: `
    you gave me a quote last week
    I got your quote
    it is about the quote
    my estimate is wrong
    I am not interested
    I am looking for my keys
    I need to leave a message
    I need the number of your plumber
    the price went up
    a quote of the day
    I'm looking for Peter
    my customer number is twelve`,
  anger: `
    I am not angry
    I'm not mad at you
    there is an angry dog in my yard
    my husband is mad at me
    I have the flu and I am sick
    WHERE ARE YOU???
    HELP ME NOW!!!
    that is a funny joke
    the heater is useless in summer
    the worst is over
    I had enough time
    my lawyer is out of office
    I hate to bother you`,
  'changes-booking': `
    I want to make an appointment
    can I book a visit
    I changed my mind
    cancel that
    my address changed
    I am moving to Boston
    move the table please
    I missed your call
    do you confirm by mail
    I need an appointment on Friday
    the change is five dollars
    late delivery of my order`,
  'still-here': `
    is Sam here
    I am here for my appointment
    here is my number
    come here
    I was here yesterday
    my brother is still here with me
    this is Ann
    are you still here
    they are not here
    here we go again
    I am here with Acme
    listen`,
  'wrong-number': `
    you have the wrong number on my invoice
    there is a wrong number on my bill
    I got the wrong part
    you sent the wrong person
    I was charged by mistake
    I deleted it by accident
    my wrong number is on file
    somebody gave me a wrong number
    that number is wrong
    there must be a mistake
    you called the wrong name
    I had an accident`,
  hours: `
    I want to open an account
    my order was due two hours ago
    the repair took 3 hours
    I waited for hours
    please open a ticket
    my address changed
    can you close my account`,
  address: `
    my address is 5 Main Street
    I moved and have a new address
    that is the wrong address
    my email address changed`,
  message: `
    I got a message from you
    did you get my message
    tell me about your prices
    can you tell me your hours`,
  callback: `
    stop calling me
    somebody called me
    I will call back later
    you called me yesterday
    I don't need a call
    call me Bob`,
  appointment: `
    are you open on Tuesday
    I read your book
    thank you for the call`,
  complaint: `
    I'm happy with your work
    the weather is great
    I want to leave a message`,
  'stop-calls': `
    please call me
    don't call me before nine
    call me again tomorrow
    can you stop by
    the noise stops when I call
    can you stop the leak
    put me on your list
    I will stop by tomorrow
    my phone stopped working
    I called your list of plumbers
    why did you stop the work
    leave me a message`,
  goodbye: `
    I'll buy two
    do not hang up
    by the way
    goods have arrived`,
  yes: `
    no
    I would rather not
    yesterday was fine with us, and today
    not right
    right away please`,
  no: `
    yes
    no problem
    no worries
    not bad, I know
    I know`,
  urgent: `
    it's not urgent
    there's no rush
    I import things`,
}

describe.each(Object.entries(otherThings))('%s', (mark, text) => {
  it.each(lines(text))('is not heard in: %s', (spoken) => {
    expect([...heard(spoken).marks]).not.toContain(mark)
  })
})
