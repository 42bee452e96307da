import { describe, expect, it } from 'vitest'
import { isBackChannel, isCourtesy } from './speech-back-channel.ts'

describe('a sign of listening', () => {
  it.each([
    'Mhm.',
    'mm-hmm',
    'Uh-huh!',
    'Yeah',
    'OK.',
    'okay, right',
    'I see.',
    'All right',
    '',
    '…',
  ])('is %j', (text) => expect(isBackChannel(text)).toBe(true))

  it.each(['Stop', 'No', 'Wait', 'What?', 'Yeah but when', 'I', 'okay okay okay okay', 'five'])(
    'is not %j',
    (text) => expect(isBackChannel(text)).toBe(false),
  )
})

describe('a courtesy', () => {
  it.each(['Bye!', 'Thank you so much, good-bye.', 'Thanks, you too', "That's all, thanks", ''])(
    'said over a goodbye is %j',
    (text) => expect(isCourtesy(text)).toBe(true),
  )

  it.each(['Wait', 'One more question', 'Thank you, but when do you open?', 'No, I meant Tuesday'])(
    'is not that of %j',
    (text) => expect(isCourtesy(text)).toBe(false),
  )
})
