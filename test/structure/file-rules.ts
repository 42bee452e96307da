import { isForTests, isNode, lineOf, type SourceFile, type SyntaxNode } from './source-file.ts'

/** Names in kebab-case: they are read aloud, and a file system may not tell cases apart. */
export function badNames(paths: readonly string[]): string[] {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
  return paths.filter(
    (name) =>
      !name
        .replace(/(\.(test|contract|config|d))?\.\w+$/, '')
        .split('/')
        .every((part) => kebab.test(part)),
  )
}

export function defaultExports(files: readonly SourceFile[]): string[] {
  return places(files, (node) => node.type === 'ExportDefaultDeclaration')
}

const mayReadEnvironment =
  /^src\/(config|commands)\/|^src\/main\.ts$|^(carrier\/(main|cli)|bench\/main)\.ts$|^scripts\//

/** Where the environment is read outside the few places that may. */
export function environmentReads(files: readonly SourceFile[]): string[] {
  return places(
    files.filter((file) => !mayReadEnvironment.test(file.path)),
    readsEnvironment,
  )
}

/** What is put off without the number of an issue that brings it back. */
export function thingsPutOff(files: readonly { path: string; text: string }[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (putOff.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )
}

const putOff = /\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/

export function repeatedTitles(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const titles = file.nodes.flatMap((node) => testTitle(file, node))
    const repeated = new Set(titles.filter((title, index) => titles.indexOf(title) !== index))
    return [...repeated].map((title) => `${file.path} has two tests called ${title}`)
  })
}

function testTitle(file: SourceFile, node: SyntaxNode): string[] {
  if (node.type !== 'CallExpression') return []
  const { callee, arguments: given } = node
  if (!isNode(callee) || !Array.isArray(given)) return []
  const title: unknown = given[0]
  const isTest = /^(it|test)\b/.test(file.text.slice(callee.start))
  if (!isTest || !isNode(title) || title.type !== 'Literal') return []
  const groups = file.nodes.filter((group) => isGroupAround(file, { group, node }))
  return [[...groups.map((group) => groupTitle(group)), String(title['value'])].join(' > ')]
}

function isGroupAround(
  file: SourceFile,
  { group, node }: { group: SyntaxNode; node: SyntaxNode },
): boolean {
  if (group.type !== 'CallExpression' || !isNode(group['callee'])) return false
  if (!file.text.startsWith('describe', group['callee'].start)) return false
  return group.start < node.start && Number(node['end']) <= Number(group['end'])
}

function groupTitle({ arguments: given }: SyntaxNode): string {
  const title: unknown = Array.isArray(given) ? given[0] : undefined
  if (!isNode(title)) return ''
  return typeof title['value'] === 'string' ? title['value'] : `group at ${title.start}`
}

function places(files: readonly SourceFile[], matches: (node: SyntaxNode) => boolean): string[] {
  return files
    .filter((file) => !isForTests(file))
    .flatMap((file) =>
      file.nodes.filter(matches).map((node) => `${file.path}:${lineOf(file, node)}`),
    )
}

function readsEnvironment(node: SyntaxNode): boolean {
  if (node.type === 'MemberExpression') {
    return isCalled(node['object'], 'process') && isCalled(node['property'], 'env')
  }
  if (node.type === 'VariableDeclarator') {
    return (
      isCalled(node['init'], 'process') && isNode(node['id']) && node['id'].type === 'ObjectPattern'
    )
  }
  return node.type === 'ImportDeclaration' && isProcess(node['source']) && named(node, 'env')
}

function isCalled(node: unknown, name: string): boolean {
  return isNode(node) && (node['name'] === name || node['value'] === name)
}

function isProcess(module: unknown): boolean {
  return isCalled(module, 'process') || isCalled(module, 'node:process')
}

function named({ specifiers }: SyntaxNode, name: string): boolean {
  const names: unknown[] = Array.isArray(specifiers) ? specifiers : []
  return names.some((one) => isNode(one) && isCalled(one['imported'], name))
}
