import { importedFile, isForTests, type SourceFile } from './source-file.ts'

/** Files, and folders, that import each other in a circle; each circle once, as `a → b → a`. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const edges = importEdges(files)
  return [
    ...cyclesAmong(edges),
    ...cyclesAmong(
      edges.map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to) })).filter(areApart),
    ),
  ]
}

interface Edge {
  readonly from: string
  readonly to: string
}

function importEdges(files: readonly SourceFile[]): Edge[] {
  const known = new Set(files.map((file) => file.path))
  return files
    .filter((file) => !isForTests(file))
    .flatMap((file) =>
      file.imports.flatMap((specifier) => {
        const to = importedFile(file.path, specifier)
        return to !== undefined && known.has(to) ? [{ from: file.path, to }] : []
      }),
    )
}

/** A folder and the one it lies in are one room with a corner. */
function areApart({ from, to }: Edge): boolean {
  return !`${from}/`.startsWith(`${to}/`) && !`${to}/`.startsWith(`${from}/`)
}

function cyclesAmong(edges: readonly Edge[]): string[] {
  const targets = new Map<string, Set<string>>()
  for (const { from, to } of edges) targets.set(from, (targets.get(from) ?? new Set()).add(to))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (node: string, way: readonly string[]): void => {
    const start = way.indexOf(node)
    if (start !== -1) found.push([...way.slice(start), node].join(' → '))
    if (start !== -1 || done.has(node)) return
    for (const next of targets.get(node) ?? []) visit(next, [...way, node])
    done.add(node)
  }
  for (const node of targets.keys()) visit(node, [])
  return found
}

function folderOf(file: string): string {
  return file.split('/').slice(0, -1).join('/')
}
