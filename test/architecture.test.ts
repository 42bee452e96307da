import { describe, expect, it } from 'vitest'
import {
  badNames,
  defaultExports,
  environmentReads,
  repeatedTitles,
  thingsPutOff,
} from './structure/file-rules.ts'
import { importCycles } from './structure/import-cycles.ts'
import { importViolations, layers } from './structure/import-rules.ts'
import { impurities } from './structure/purity.ts'
import { longestLines, medianLength, medianLines, tooLong } from './structure/size-budget.ts'
import { readSources } from './structure/source-file.ts'

const folders = ['src', 'carrier', 'web', 'scripts', 'bench', 'test']
const files = folders.flatMap(readSources)
const production = files.filter((file) => !file.path.startsWith('test/'))
const server = files.filter((file) => file.path.startsWith('src/'))
const carrier = files.filter((file) => file.path.startsWith('carrier/'))

describe('the imports', () => {
  it('are really read', () => {
    expect(server.map((file) => file.path)).toContain('src/lib/errors.ts')
    expect(production.flatMap((file) => file.imports).length).toBeGreaterThan(100)
  })

  it('keep to the layers and to the walls between server, carrier, dashboard and scripts', () => {
    expect(importViolations(files)).toEqual([])
  })

  it('form no circle of files or of folders', () => {
    expect(importCycles(files)).toEqual([])
  })

  it('are judged for every folder of src', () => {
    const missing = server.flatMap(({ path }) => {
      const [, folder = '', ...rest] = path.split('/')
      return rest.length === 0 || Object.hasOwn(layers, folder) ? [] : [`src/${folder}`]
    })
    expect([...new Set(missing)]).toEqual([])
  })
})

describe('the code', () => {
  it('does no input or output, reads no clock and throws no dice where it only decides', () => {
    expect(impurities(files)).toEqual([])
  })

  it('reads the environment in one place of each program', () => {
    expect(environmentReads(production)).toEqual([])
  })

  it('exports everything by name', () => {
    expect(defaultExports([...server, ...carrier])).toEqual([])
  })

  it('puts nothing off without the number of an issue', () => {
    expect(thingsPutOff(files.filter((file) => !file.path.startsWith('test/structure')))).toEqual(
      [],
    )
  })
})

describe('the files', () => {
  it('have names in kebab-case', () => {
    expect(badNames(files.map((file) => file.path))).toEqual([])
  })

  it(`are no longer than ${longestLines} lines, and the one in the middle than ${medianLines}`, () => {
    expect(tooLong(files)).toEqual([])
    expect(medianLength(production)).toBeLessThanOrEqual(medianLines)
  })

  it('call no two of their tests the same', () => {
    expect(repeatedTitles(files)).toEqual([])
  })
})
