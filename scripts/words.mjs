/**
 * The launcher's own words: to standard error, so that a command's standard output is its own.
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/** Why the launcher cannot go on, in words for the person who typed the command. */
export class Refusal extends Error {
  /**
   * @param {string} message empty when there is nothing to add to what was printed
   * @param {number} exitStatus
   */
  constructor(message, exitStatus = 1) {
    super(message)
    this.name = 'Refusal'
    this.exitStatus = exitStatus
  }
}

/**
 * What went wrong in words, from anything that can be thrown.
 * @param {unknown} error
 */
export function wordsOf(error) {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Node's code of an error, such as `EEXIST`.
 * @param {unknown} error
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
