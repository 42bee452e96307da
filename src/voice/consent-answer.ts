import type { VoiceFields } from './voice-webhooks.ts'

/** What a caller answers who is asked whether a model may listen. `unclear`: nothing, or neither. */
export type ConsentAnswer = 'yes' | 'no' | 'unclear'

/** A `no` anywhere in it is one: nobody is taken to have agreed by half. */
export function consentIn({
  Digits = '',
  SpeechResult = '',
}: Pick<VoiceFields, 'Digits' | 'SpeechResult'>): ConsentAnswer {
  const key = Digits.trim()
  if (key !== '') return key === '1' ? 'yes' : key === '2' ? 'no' : 'unclear'
  const words = SpeechResult.toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(agreedInTheNegative, 'yes')
  if (refusing.test(words)) return 'no'
  return agreeing.test(words) ? 'yes' : 'unclear'
}

const agreedInTheNegative =
  /\b(no (problem|worries|objections?)|(i )?(do not|don't|wouldn't) mind|not a problem|why not)\b/g
const refusing =
  /\b(no|nope|nah|not|never|don't|do not|won't|can't|cannot|rather not|refuse|disagree|stop|hang up)\b/
const agreeing =
  /\b(yes|yeah|yep|yup|sure|okay|ok|fine|agree|agreed|absolutely|certainly|definitely|of course|go ahead|all right|alright|please do)\b|^\s*(press )?one\W*$/
