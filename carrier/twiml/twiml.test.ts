import { describe, expect, it } from 'vitest'
import { verbsOf } from './twiml-answer.ts'
import { BadTwiml, parseTwiml } from './twiml.ts'

describe('a TwiML document', () => {
  it('is read into its verbs, with attributes, nouns and text', () => {
    const verbs = parseTwiml(
      `<?xml version="1.0"?><!-- ours --><Response>
        <Say voice="Joanna-Neural">Caf&#233; &amp; <![CDATA[<bar>]]>
          opens   at nine</Say>
        <Connect action="/resume"><ConversationRelay url="wss://h/relay">
          <Parameter name="token" value="a&quot;b"/>
        </ConversationRelay></Connect>
      </Response>`,
    )
    expect(verbs.map((verb) => verb.name)).toEqual(['Say', 'Connect'])
    expect(verbs[0]).toMatchObject({
      attributes: { voice: 'Joanna-Neural' },
      text: 'Café & <bar> opens at nine',
    })
    expect(verbs[1]?.children[0]?.children[0]).toMatchObject({
      name: 'Parameter',
      attributes: { name: 'token', value: 'a"b' },
    })
  })

  it('keeps the words inside speech markup', () => {
    const [say] = parseTwiml('<Response><Say>At <emphasis>nine</emphasis> sharp</Say></Response>')
    expect(say?.text).toBe('At nine sharp')
  })

  it('may be nested fifty deep', () => {
    const tower = `<Response>${'<a>'.repeat(49)}${'</a>'.repeat(49)}</Response>`
    expect(parseTwiml(tower)).toHaveLength(1)
  })

  it('may have no verbs at all', () => {
    expect(parseTwiml('<Response/>')).toEqual([])
  })

  it.each([
    ['nothing', '', 12_100],
    ['a tower', `<Response>${'<a>'.repeat(50)}${'</a>'.repeat(50)}</Response>`, 12_200],
    ['unclosed', '<Response><Say>Hello</Response>', 12_100],
    ['an unknown entity', '<Response>&nbsp;</Response>', 12_100],
    ['two roots', '<Response/><Response/>', 12_100],
    ['words and no XML', 'Internal Server Error', 12_100],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><Response/>', 12_100],
    ['another root', '<html></html>', 12_200],
    ['too large', `<Response><Say>${'a'.repeat(70_000)}</Say></Response>`, 11_750],
  ])('is refused by number when it is %s', (_, xml, twilioCode) => {
    expect(() => parseTwiml(xml)).toThrow(BadTwiml)
    expect(() => parseTwiml(xml)).toThrow(expect.objectContaining({ twilioCode }))
  })
})

describe('the answer to a control request', () => {
  it.each(['text/xml', 'application/xml; charset=utf-8', 'TEXT/HTML'])(
    'is read as TwiML when it is %s',
    (contentType) => {
      expect(verbsOf({ contentType, body: '<Response><Hangup/></Response>' })).toMatchObject([
        { name: 'Hangup' },
      ])
    },
  )

  it('is read aloud when it is plain text', () => {
    expect(verbsOf({ contentType: 'text/plain', body: 'We are closed' })).toMatchObject([
      { name: 'Say', text: 'We are closed' },
    ])
    expect(
      verbsOf({ contentType: 'text/plain', body: '<Response><Hangup/></Response>' }),
    ).toMatchObject([{ name: 'Hangup' }])
  })

  it.each(['application/json', ''])('is refused when it is "%s"', (contentType) => {
    expect(() => verbsOf({ contentType, body: '<Response/>' })).toThrow(
      expect.objectContaining({ twilioCode: 12_300 }),
    )
  })
})
