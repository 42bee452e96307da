import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { environmentVariables } from '../src/config/environment.ts'
import { layers } from './structure/import-rules.ts'
import { root } from './structure/source-file.ts'

function read(name: string): string {
  return readFileSync(path.join(root, name), 'utf8')
}

/** Every page that people read: those beside the README, and all under docs. */
function pages(): string[] {
  const docs = existsSync(path.join(root, 'docs'))
    ? readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    : []
  return [...readdirSync(root), ...docs.map((name) => `docs/${name}`)].filter((name) =>
    name.endsWith('.md'),
  )
}

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')))

describe('the commands', () => {
  it('are all in the README', () => {
    const readme = read('README.md')
    const missing = Object.keys(scripts).filter((name) => !mentioned(readme).has(name))
    expect(missing).toEqual([])
  })

  it('that any page names exist', () => {
    const unknown = pages().flatMap((page) =>
      [...mentioned(read(page))]
        .filter((name) => !Object.hasOwn(scripts, name))
        .map((name) => `${page} names npm run ${name}`),
    )
    expect(unknown).toEqual([])
  })

  it('all go through the launcher', () => {
    const expected = Object.keys(scripts).map((name) => [name, `exec node scripts/run.mjs ${name}`])
    expect(scripts).toEqual(Object.fromEntries(expected))
  })
})

describe('.env.example', () => {
  it('names every variable that the server reads, and no other', () => {
    const example = [...read('.env.example').matchAll(/^(?:# ?)?([A-Z][A-Z0-9_]*)=/gm)].map(
      ([, name]) => name,
    )
    expect(new Set(example)).toEqual(new Set(Object.keys(environmentVariables.shape)))
  })
})

describe('the table in ARCHITECTURE.md', () => {
  it('has the folders that src has, in the layers that the rules hold them to', () => {
    const rows = read('ARCHITECTURE.md').matchAll(/^\| (\d) +\|([^|]*)\|/gm)
    const table = [...rows].flatMap(([, layer, names = '']) =>
      [...names.matchAll(/`([a-z-]+)\/`/g)].map(([, folder = '']) => [folder, Number(layer)]),
    )
    const folders = readdirSync(path.join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => [name, layers[name]])
    expect(Object.fromEntries(table)).toEqual(Object.fromEntries(folders))
  })
})

/** The scripts that a page tells people to run: `npm start`, `npm test`, `npm run …`. */
function mentioned(page: string): Set<string> {
  return new Set(
    [...page.matchAll(/\bnpm (?:run )?(start|test|(?<=run )[a-z][a-z-]*)/g)].map(
      ([, name = '']) => name,
    ),
  )
}
