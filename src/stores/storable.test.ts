import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isE164, isUuid, storableJson, storableText } from './storable.ts'

describe('text for the database', () => {
  it('keeps words of every script', () => {
    const words = 'Grüße, Здравствуйте, 你好, مرحبا, 👋🏽 \u200D'
    expect(storableText(words)).toBe(words)
    expect(JSON.parse(storableJson({ words }))).toEqual({ words })
  })

  it('replaces what PostgreSQL refuses', () => {
    expect(storableText('a\0b\uD800c\uDC00')).toBe('a\uFFFDb\uFFFDc\uFFFD')
    expect(storableJson({ 'k\0': '\uD800' })).toBe('{"k\uFFFD":"\uFFFD"}')
  })

  it('leaves a written-out escape alone', () => {
    const spelled = String.raw`\u0000 and \\ud800`
    expect(JSON.parse(storableJson(spelled))).toBe(spelled)
  })

  it('treats JSON like the text in it, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const lone = `${one}\0${other}\uDC00${one.slice(1)}\\`
        expect(JSON.parse(storableJson([lone, { [lone]: other }]))).toEqual([
          storableText(lone),
          { [storableText(lone)]: storableText(other) },
        ])
      }),
    )
  })

  it('writes nothing as null', () => {
    expect(storableJson(undefined)).toBe('null')
  })
})

it('tells ids and telephone numbers from other text', () => {
  expect(isUuid('6f9619ff-8b86-4d01-b42d-00cf4fc964ff')).toBe(true)
  expect(isUuid('CA0123')).toBe(false)
  expect(isE164('+15551234567')).toBe(true)
  expect(isE164('anonymous')).toBe(false)
  expect(isE164('+0123')).toBe(false)
})
