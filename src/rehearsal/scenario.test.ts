import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseSteps } from './play-scenario.ts'
import { BadScenario, parseScenario } from './scenario.ts'
import { readScenarios } from './scenario-files.ts'
import { settingOf } from './setting.ts'

const text = `# Somebody has a question

given the business is closed
given a call from +12025550123
given the team's phone is busy

agent: how can I help
caller: When do you open?
person: Hello?
person hangs up
expect the outcome talked
expect no task
`

describe('a scenario', () => {
  it('says what is so before the call, what happens in it, and what must come of it', () => {
    const scenario = parseScenario({ name: 'question', text })
    expect(scenario.title).toBe('Somebody has a question')
    expect(scenario.expectations.map((expectation) => expectation.text)).toEqual([
      'the outcome talked',
      'no task',
    ])
    expect(settingOf(scenario)).toMatchObject({
      isOpen: false,
      callerNumber: '+12025550123',
      teamPhone: 'busy',
    })
  })

  it('keeps the numbers of its lines, so that a failure can be found', () => {
    const { script } = parseScenario({ name: 'question', text })
    expect(parseSteps(script).map(({ does, line }) => [does, line])).toEqual([
      ['agent-says', 7],
      ['caller-says', 8],
      ['person-says', 9],
      ['person-hangs-up', 10],
    ])
  })

  it.each(['given it rains', 'expect the best', 'expect the outcome'])(
    'names the line that nobody knows: %s',
    (line) => {
      expect(() => parseScenario({ name: 'strange', text: `# A call\n${line}` })).toThrow(
        new BadScenario(`strange, line 2 is not known: "${line}"`),
      )
    },
  )
})

it('is as the guide shows it', () => {
  const guide = readFileSync(new URL('../../docs/guide/rehearsals.md', import.meta.url), 'utf8')
  const example = /```\n(#[^`]*)```/.exec(guide)?.[1] ?? ''
  const scenario = parseScenario({ name: 'guide', text: example })
  expect(scenario.title).toBe('Somebody asks for a refund')
  expect(parseSteps(scenario.script).length).toBeGreaterThan(3)
  expect(scenario.expectations.length).toBeGreaterThan(1)
})

describe('the scenarios that come along', () => {
  it('are the ten kinds of call', async () => {
    expect((await readScenarios()).map(({ name }) => name)).toEqual([
      'appointment-request',
      'asks-for-a-person',
      'complaint',
      'emergency',
      'existing-customer',
      'new-lead',
      'opening-hours',
      'silent-caller',
      'stop-calling-me',
      'wrong-number',
    ])
  })

  it('are joined by those of a folder, and by none of a folder that is not there', async () => {
    const folder = new URL('../../carrier/examples', import.meta.url).pathname
    const names = (await readScenarios([folder, '/nowhere'])).map(({ name }) => name)
    expect(names).toContain('leave-a-message')
  })

  it('are refused, with the line, when one has a step that nobody knows', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'scenarios-'))
    await writeFile(path.join(folder, 'odd.call'), '# Odd\nagent: hello\ncaller jumps\n')
    await expect(readScenarios([folder])).rejects.toThrow('odd: Line 3 is no step: "caller jumps"')
    await rm(folder, { recursive: true })
  })

  it('each expect something', async () => {
    for (const { expectations } of await readScenarios()) {
      expect(expectations.length).toBeGreaterThan(0)
    }
  })
})
