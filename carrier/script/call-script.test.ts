import { expect, it } from 'vitest'
import { BadScript, parseCallScript } from './call-script.ts'

it('reads one step a line, and no comments', () => {
  const steps = parseCallScript(
    [
      '# A call',
      '',
      'agent: how can I help?',
      'Caller: My name is "Dana": yes',
      'caller interrupts after "we open at": Stop: please',
      'caller presses 1#',
      'caller hangs up',
      '  agent hangs up',
    ].join('\r\n'),
  )
  expect(steps).toMatchObject([
    { line: 3, does: 'agent-says', words: 'how can I help?' },
    { line: 4, does: 'caller-says', words: 'My name is "Dana": yes' },
    { line: 5, does: 'caller-interrupts', after: 'we open at', words: 'Stop: please' },
    { line: 6, does: 'caller-presses', digits: '1#' },
    { line: 7, does: 'caller-hangs-up' },
    { line: 8, does: 'agent-hangs-up' },
  ])
})

it.each(['agent:', 'agent: ?!', 'caller:', 'hello', 'caller interrupts: x', 'caller presses a'])(
  'names the line that is no step: %s',
  (line) => {
    expect(() => parseCallScript(`caller: Hello\n${line}`)).toThrow(BadScript)
    expect(() => parseCallScript(`caller: Hello\n${line}`)).toThrow('Line 2')
  },
)

it('refuses a script without steps', () => {
  expect(() => parseCallScript('# nothing\n')).toThrow('no steps')
})
