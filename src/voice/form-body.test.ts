import { describe, expect, it } from 'vitest'
import { parseForm } from './form-body.ts'

describe('a form', () => {
  it('keeps every field as it was sent, also one that stands in it several times', () => {
    expect({ ...parseForm('a=1&b=x+y&a=2&a=%203&c=') }).toEqual({
      a: ['1', '2', ' 3'],
      b: 'x y',
      c: '',
    })
  })

  it('has no names that mean anything to the language', () => {
    const form = parseForm('__proto__=x&constructor=y')
    expect(Object.keys(form)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(form)).toBeNull()
  })

  it('that says one thing as often as it can does not keep callers waiting', () => {
    // Copied anew for each field, this took the whole server's time for more than twenty seconds.
    expect(parseForm('a&'.repeat(32_768))['a']).toHaveLength(32_768)
  })
})
