/** Whether Twilio takes this value; nothing is said of attributes that take any text. */
export function takesValue(
  element: string,
  { attribute, value }: { attribute: string; value: string },
): boolean {
  const pattern = patterns.get(`${element} ${attribute}`) ?? ofAnyElement.get(attribute)
  return pattern === undefined || pattern.test(value)
}

const count = /^\d{1,6}$/
const flag = /^(true|false)$/
const method = /^(GET|POST)$/i
const progress = words('initiated', 'ringing', 'answered', 'completed')

const ofAnyElement: ReadonlyMap<string, RegExp> = new Map([
  ['method', method],
  ['statusCallbackMethod', method],
  ['partialResultCallbackMethod', method],
])

const patterns: ReadonlyMap<string, RegExp> = new Map([
  ['Say loop', count],
  ['Play loop', count],
  ['Play digits', /^[0-9*#wW]+$/],
  ['Pause length', count],
  ['Gather input', words('dtmf', 'speech')],
  ['Gather timeout', count],
  ['Gather numDigits', /^[1-9]\d{0,5}$/],
  ['Gather finishOnKey', /^[0-9*#]*$/],
  ['Gather speechTimeout', /^(auto|\d{1,6})$/],
  ['Gather bargeIn', flag],
  ['Gather actionOnEmptyResult', flag],
  ['Gather profanityFilter', flag],
  ['Dial timeout', count],
  ['Dial timeLimit', count],
  ['Dial answerOnBridge', flag],
  ['Dial hangupOnStar', flag],
  ['Dial sequential', flag],
  ['Number statusCallbackEvent', progress],
  ['Number sendDigits', /^[0-9*#wW]+$/],
  ['Reject reason', /^(rejected|busy)$/],
])

/** Some of these words, with a blank between two. */
function words(...known: readonly string[]): RegExp {
  const word = `(${known.join('|')})`
  return new RegExp(`^${word}( ${word})*$`)
}
