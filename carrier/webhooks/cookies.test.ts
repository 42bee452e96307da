import { describe, expect, it } from 'vitest'
import { createCookies } from './cookies.ts'

describe('the cookies of a call', () => {
  it('are kept by name, the latest of each', () => {
    const cookies = createCookies()
    cookies.keep('CA1', ['a=1', 'b=x=y; Secure'])
    cookies.keep('CA1', ['a=2'])
    expect(cookies.headerFor('CA1')).toBe('a=2; b=x=y')
    expect(cookies.headerFor('CA2')).toBeUndefined()
  })

  it('are gone when the server takes them back', () => {
    const cookies = createCookies()
    cookies.keep('CA1', ['a=1'])
    cookies.keep('CA1', ['a=; Max-Age=0'])
    expect(cookies.headerFor('CA1')).toBeUndefined()
  })

  it('are not made of what is no cookie', () => {
    const cookies = createCookies()
    cookies.keep('CA1', ['', '=x', 'nothing'])
    expect(cookies.headerFor('CA1')).toBeUndefined()
  })

  it('are those of the last thousand calls', () => {
    const cookies = createCookies()
    for (let call = 0; call <= 1000; call += 1) cookies.keep(`CA${call}`, ['a=1'])
    expect(cookies.headerFor('CA0')).toBeUndefined()
    expect(cookies.headerFor('CA1')).toBe('a=1')
  })
})
