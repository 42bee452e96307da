import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'

/** One file of the project, parsed: what the rules about structure look at. */
export interface SourceFile {
  /** From the root of the project, with slashes: `src/calls/think.ts`. */
  readonly path: string
  readonly text: string
  /** Every node of the syntax tree, parents before children. */
  readonly nodes: readonly SyntaxNode[]
  /** Every module it names: static, for types only, or imported while running. */
  readonly imports: readonly string[]
}

export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly [property: string]: unknown
}

export const root = path.resolve(import.meta.dirname, '../..')

/** The parsed files of a folder of the project, tests included; nothing when there is no such folder. */
export function readSources(folder: string): SourceFile[] {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .filter((name) => /\.(ts|tsx|mts|mjs|js)$/.test(name) && !isGenerated(name))
    .toSorted()
    .map((name) => parseSource(name, readFileSync(path.join(root, name), 'utf8')))
}

/** @throws {Error} when the text is not TypeScript. */
export function parseSource(name: string, text: string): SourceFile {
  const { program, errors } = parseSync(name, text)
  if (errors.length > 0) {
    throw new Error(`${name} cannot be parsed: ${errors.map(({ message }) => message).join('; ')}`)
  }
  const nodes = [...nodesUnder(program)]
  return { path: name, text, nodes, imports: nodes.flatMap(importedModule) }
}

/** Tests, and what only tests use. They may import everything. */
export function isForTests({ path: name }: { path: string }): boolean {
  return /\.test\.\w+$|^test\/|^web\/testing\/|\/fixtures\//.test(name)
}

/** The project's file that an import leads to, or nothing when it leads to a package. */
export function importedFile(importer: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  return path.posix.join(path.posix.dirname(importer), specifier.replace(/\?.*$/, ''))
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

export function lineOf({ text }: SourceFile, { start }: SyntaxNode): number {
  return text.slice(0, start).split('\n').length
}

function isGenerated(name: string): boolean {
  return /(^|\/)(node_modules|dist|dist-next)\//.test(name)
}

function* nodesUnder(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesUnder(item)
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (isNode(value)) yield value
  for (const child of Object.values(value)) yield* nodesUnder(child)
}

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
])

function importedModule(node: SyntaxNode): string[] {
  const source = importing.has(node.type) ? node['source'] : requiredModule(node)
  if (typeof source !== 'object' || source === null || !('value' in source)) return []
  return typeof source.value === 'string' ? [source.value] : []
}

function requiredModule(node: SyntaxNode): unknown {
  return node.type === 'TSExternalModuleReference' ? node['expression'] : undefined
}
