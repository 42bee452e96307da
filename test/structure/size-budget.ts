import { isForTests } from './source-file.ts'

export const longestLines = 400
export const medianLines = 80

export interface SizedFile {
  readonly path: string
  readonly text: string
}

/** Files, tests included, that have grown past being one idea. */
export function tooLong(files: readonly SizedFile[]): string[] {
  return files
    .map((file) => ({ path: file.path, lines: lineCount(file) }))
    .filter(({ lines }) => lines > longestLines)
    .map(({ path, lines }) => `${path} has ${lines} lines`)
}

/** The length of the file in the middle, tests left out. */
export function medianLength(files: readonly SizedFile[]): number {
  const lengths = files
    .filter((file) => !isForTests(file))
    .map(lineCount)
    .toSorted((one, other) => one - other)
  return lengths[Math.floor(lengths.length / 2)] ?? 0
}

function lineCount({ text }: SizedFile): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
