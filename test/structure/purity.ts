import { isForTests, isNode, lineOf, type SourceFile, type SyntaxNode } from './source-file.ts'

/** Folders that compute and decide: no input or output, no clock and no chance of their own. */
const pureFolders = /^src\/(calls|compliance|costs|alerts)\//

/** What in these files reaches out of a pure folder, each in words. */
export function impurities(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => pureFolders.test(file.path) && !isForTests(file))
    .flatMap((file) => [
      ...file.imports
        .filter((specifier) => specifier.startsWith('node:'))
        .map(
          (specifier) => `${file.path} imports ${specifier}: this folder does no input or output`,
        ),
      ...file.nodes
        .flatMap((node) => reachedFor(node).map((name) => ({ node, name })))
        .map(
          ({ node, name }) => `${file.path}:${lineOf(file, node)} uses ${name}: it is handed in`,
        ),
    ])
}

const globalFunctions = /^(setTimeout|setInterval|setImmediate|queueMicrotask|fetch|require|Date)$/

const globalMembers =
  /^(Date\.now|Math\.random|(performance|crypto|process|console|globalThis)\.\w+)$/

/** The global that a node uses, as it is written; nothing for what a file made or was given. */
function reachedFor(node: SyntaxNode): string[] {
  const callee = nameOf(node['callee'])
  switch (node.type) {
    case 'CallExpression':
      return globalFunctions.test(callee) ? [`${callee}()`] : []
    case 'NewExpression':
      return callee === 'Date' && isEmpty(node['arguments']) ? ['new Date()'] : []
    case 'MemberExpression': {
      const member = `${nameOf(node['object'])}.${nameOf(node['property'])}`
      return globalMembers.test(member) ? [member] : []
    }
    default:
      return []
  }
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node['name'] === 'string' ? node['name'] : ''
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0
}
