import { expect, it } from 'vitest'
import { isBackchannel } from './backchannel.ts'

it.each(['Uh-huh', 'mm-hmm.', 'Yeah, okay!', 'Right'])(
  'takes "%s" for a sign of listening',
  (text) => {
    expect(isBackchannel(text)).toBe(true)
  },
)

it.each(['', 'Yes, on Tuesday', 'okay okay okay okay', 'Stop', '…'])(
  'takes "%s" for more than that',
  (text) => {
    expect(isBackchannel(text)).toBe(false)
  },
)
