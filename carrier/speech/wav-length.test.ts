import { describe, expect, it } from 'vitest'
import { silentWav } from '../testing/wav.ts'
import { wavLengthMs } from './wav-length.ts'

describe('the length of a WAV file', () => {
  it('is read from its header', () => {
    expect(wavLengthMs(silentWav(1500))).toBe(1500)
  })

  it('is found behind chunks that tell other things', () => {
    const wav = silentWav(500)
    const list = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1')
    expect(wavLengthMs(Buffer.concat([wav.subarray(0, 36), list, wav.subarray(36)]))).toBe(500)
  })

  it('is that of the sound present, where the header claims more', () => {
    const wav = silentWav(1000)
    expect(wavLengthMs(wav.subarray(0, 44 + 8000))).toBe(500)
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('ID3 this is an mp3 file, or so it seems')],
    ['a file cut in its header', silentWav(10).subarray(0, 30)],
    ['a file of no speed', Buffer.concat([silentWav(10).subarray(0, 28), Buffer.alloc(60)])],
  ])('is unknown for %s', (_, content) => {
    expect(wavLengthMs(content)).toBeUndefined()
  })
})
