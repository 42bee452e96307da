import { describe, expect, it } from 'vitest'
import {
  badNames,
  defaultExports,
  environmentReads,
  repeatedTitles,
  thingsPutOff,
} from './file-rules.ts'
import { importCycles } from './import-cycles.ts'
import { importViolations } from './import-rules.ts'
import { impurities } from './purity.ts'
import { medianLength, tooLong } from './size-budget.ts'
import { parseSource, type SourceFile } from './source-file.ts'

/** Planted files: a rule that finds nothing in the project must be one that would find something. */
function plant(files: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(files).map(([path, text]) => parseSource(path, text))
}

function violations(path: string, text: string): string[] {
  return importViolations(plant({ [path]: text }))
}

describe('a forbidden import', () => {
  it.each([
    ['of a value', "import { think } from '../calls/think.ts'"],
    ['of a type', "import type { Think } from '../calls/think.ts'"],
    ['for its effect', "import '../calls/think.ts'"],
    ['passed on', "export * from '../calls/think.ts'"],
    ['passed on by name', "export { think } from '../calls/think.ts'"],
    ['while running', "const { think } = await import('../calls/think.ts')"],
    ['inside a type', "let think: import('../calls/think.ts').Think"],
    ['as of old', "import think = require('../calls/think.ts')"],
  ])('is found %s', (_how, text) => {
    expect(violations('src/agents/agent.ts', text)).toEqual([
      'src/agents/agent.ts imports src/calls/think.ts: agents (layer 2) imports only lower layers, and calls is layer 3',
    ])
  })

  it.each([
    ['src/brains/a.ts', '../tools/b.ts', 'tools is layer 4'],
    ['src/calls/a.ts', '../app.ts', 'commands is layer 7'],
    ['src/newcomer/a.ts', '../lib/b.ts', 'newcomer is missing from the table of layers'],
    ['src/http/a.ts', '../newcomer/b.ts', 'newcomer is missing from the table of layers'],
    ['src/http/a.ts', '../../carrier/b.ts', 'imports nothing outside src'],
    ['src/http/a.ts', '../../test/fakes/b.ts', 'imports nothing outside src'],
    ['src/voice/gather/a.ts', '../conversation-relay/b.ts', 'are neighbours'],
    [
      'src/http/a.ts',
      '../stores/postgres-call-journal.ts',
      'only where the parts are put together',
    ],
    ['src/contract/a.ts', 'node:fs', 'has no modules of Node'],
    ['carrier/a.ts', '../src/twilio/b.ts', 'imports nothing of the product'],
    ['carrier/a.ts', 'twilio/lib/webhooks/webhooks', 'no witness'],
    ['web/lib/a.ts', '../../src/calls/b.ts', 'only src/contract'],
    ['web/features/calls/a.tsx', '../live/b.tsx', 'a feature never imports a feature'],
    ['web/components/a.tsx', '../features/live/b.tsx', 'web/components imports nothing'],
    ['web/lib/a.ts', 'node:path', 'has no modules of Node'],
    ['scripts/a.mjs', '../src/lib/b.ts', 'import nothing of it'],
    ['scripts/a.mjs', 'vite', 'before anything is installed'],
    ['bench/a.ts', '../src/lib/b.ts', 'at most the carrier'],
  ])('is found from %s to %s', (path, specifier, words) => {
    expect(violations(path, `import '${specifier}'`)).toEqual([expect.stringContaining(words)])
  })

  it.each([
    ['src/calls/a.ts', '../lib/b.ts'],
    ['src/calls/a.ts', './b.ts'],
    ['src/voice/gather/a.ts', '../inbound.ts'],
    ['src/voice/voice-gateway.ts', './gather/b.ts'],
    ['src/app.ts', './stores/postgres-call-journal.ts'],
    ['src/stores/a.ts', './postgres-call-journal.ts'],
    ['src/commands/call.ts', '../app.ts'],
    ['src/main.ts', './commands/run-server.ts'],
    ['src/app.ts', '../package.json'],
    ['src/rehearsal/a.ts', '../../carrier/carrier.ts'],
    ['src/brains/a.test.ts', '../../test/fakes/b.ts'],
    ['carrier/a.ts', 'node:http'],
    ['web/features/calls/a.tsx', '../../../src/contract/index.ts'],
    ['web/app/main.tsx', '../features/live/b.tsx'],
    ['scripts/supervisor.ts', 'vite'],
  ])('is none from %s to %s', (path, specifier) => {
    expect(violations(path, `import '${specifier}'`)).toEqual([])
  })
})

describe('a circle', () => {
  it('of files is found, whatever kind of import closes it', () => {
    const files = plant({
      'src/calls/a.ts': "import './b.ts'",
      'src/calls/b.ts': "import './c.ts'",
      'src/calls/c.ts': "import type { A } from './a.ts'",
    })
    expect(importCycles(files)).toEqual([
      'src/calls/a.ts → src/calls/b.ts → src/calls/c.ts → src/calls/a.ts',
    ])
  })

  it('of folders is found where no file is in a circle', () => {
    const files = plant({
      'carrier/relay/a.ts': "import '../verbs/b.ts'",
      'carrier/relay/c.ts': '',
      'carrier/verbs/b.ts': '',
      'carrier/verbs/d.ts': "import '../relay/c.ts'",
    })
    expect(importCycles(files)).toEqual(['carrier/relay → carrier/verbs → carrier/relay'])
  })

  it('is not seen between a folder and the one inside it, nor in tests', () => {
    const files = plant({
      'carrier/a.ts': "import './verbs/b.ts'",
      'carrier/c.ts': '',
      'carrier/verbs/b.ts': "import '../c.ts'",
      'carrier/verbs/b.test.ts': "import './b.test.ts'",
    })
    expect(importCycles(files)).toEqual([])
  })
})

describe('in a folder that only decides', () => {
  it.each([
    ['const at = Date.now()', 'Date.now'],
    ['const at = new Date()', 'new Date()'],
    ['const at = Date()', 'Date()'],
    ['const dice = Math.random()', 'Math.random'],
    ['setTimeout(() => {}, 5)', 'setTimeout()'],
    ['const id = crypto.randomUUID()', 'crypto.randomUUID'],
    ['const since = performance.now()', 'performance.now'],
    ["const reply = await fetch('http://a')", 'fetch()'],
    ['console.log(1)', 'console.log'],
  ])('%s is found', (text, name) => {
    expect(impurities(plant({ 'src/calls/a.ts': `\n${text}` }))).toEqual([
      `src/calls/a.ts:2 uses ${name}: it is handed in`,
    ])
  })

  it('a module of Node is found', () => {
    const files = plant({ 'src/calls/a.ts': "import { readFile } from 'node:fs/promises'" })
    expect(impurities(files)).toEqual([expect.stringContaining('node:fs/promises')])
  })

  it('dates that were handed in, clocks and other folders are left alone', () => {
    const text = 'const at = new Date(clock.now()); clock.setTimeout(1); events.fetch()'
    expect(impurities(plant({ 'src/calls/a.ts': text }))).toEqual([])
    expect(impurities(plant({ 'src/lib/clock.ts': 'new Date()' }))).toEqual([])
    expect(impurities(plant({ 'src/calls/a.test.ts': 'new Date()' }))).toEqual([])
  })
})

describe('of the rules for a file', () => {
  it('the one on the environment finds each way to read it, outside the places that may', () => {
    const reads = {
      'src/http/a.ts': "process.env['PORT']",
      'src/http/b.ts': 'const { env } = process',
      'src/http/c.ts': "import { env } from 'node:process'",
      'carrier/call.ts': 'process.env.PORT',
      'src/config/d.ts': 'process.env',
      'src/main.ts': 'process.env',
      'src/http/e.test.ts': 'process.env',
      'src/http/f.ts': 'settings.env',
    }
    expect(environmentReads(plant(reads))).toEqual([
      'src/http/a.ts:1',
      'src/http/b.ts:1',
      'src/http/c.ts:1',
      'carrier/call.ts:1',
    ])
  })

  it('the one on exports finds a default export', () => {
    const files = plant({ 'src/a.ts': 'export const a = 1', 'src/b.ts': 'export default 1' })
    expect(defaultExports(files)).toEqual(['src/b.ts:1'])
  })

  it('the one on names knows kebab-case', () => {
    const names = [
      'src/a-b2/c.test.ts',
      'vitest.config.ts',
      'src/fooBar.ts',
      'src/a_b/c.ts',
      'src/A.ts',
    ]
    expect(badNames(names)).toEqual(['src/fooBar.ts', 'src/a_b/c.ts', 'src/A.ts'])
  })

  it('the one on what is put off asks for a number', () => {
    const later = ['TODO', 'TODO(#12)'].map((word) => `// ${word} later`).join('\n')
    expect(thingsPutOff([{ path: 'src/a.ts', text: later }])).toEqual(['src/a.ts:1 // TODO later'])
  })

  it('the one on titles finds two tests of one name, but not in two groups', () => {
    const twice = "it('works', () => {}); it.skipIf(true)('works', () => {})"
    const apart = "describe('a', () => { it('works') }); describe('b', () => { it('works') })"
    expect(repeatedTitles(plant({ 'src/a.test.ts': twice, 'src/b.test.ts': apart }))).toEqual([
      'src/a.test.ts has two tests called works',
    ])
  })

  it('the one on length counts lines, and takes tests into the longest but not into the middle', () => {
    const sized = [
      file('src/a.ts', 10),
      file('src/b.ts', 30),
      file('src/c.ts', 401),
      file('src/d.test.ts', 401),
    ]
    expect(tooLong(sized)).toEqual(['src/c.ts has 401 lines', 'src/d.test.ts has 401 lines'])
    expect(medianLength(sized)).toBe(30)
  })
})

function file(path: string, lines: number): { path: string; text: string } {
  return { path, text: 'x\n'.repeat(lines) }
}
