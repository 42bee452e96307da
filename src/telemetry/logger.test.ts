import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'

function logOf(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let written = ''
  const destination = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk)
      done()
    },
  })
  write(createLogger({ level: 'info' }, destination))
  return written
}

describe('the log', () => {
  it('holds a static sentence and its fields, one JSON object a line', () => {
    const line = logOf((logger) => logger.info({ callSid: 'CA1' }, 'A call came in'))
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      callSid: 'CA1',
      message: 'A call came in',
    })
  })

  it('never holds what callers say, who they are, or what lets somebody in', () => {
    const written = logOf((logger) => {
      logger.warn({ pii: { words: 'my card is 4111' } }, 'One')
      logger.warn({ call: { pii: { name: 'Ada' } } }, 'Two')
      logger.warn({ token: 'secret-1', link: { token: 'secret-2' } }, 'Three')
      logger.warn({ authorization: 'Bearer secret-3' }, 'Four')
    })
    expect(written).not.toMatch(/4111|Ada|secret/)
    expect(written.trim().split('\n')).toHaveLength(4)
  })

  it('leaves out what is below its level', () => {
    expect(logOf((logger) => logger.debug({}, 'Detail'))).toBe('')
  })
})
