import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * @typedef {object} Program
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {import('node:child_process').StdioOptions} stdio
 * @property {boolean} [ownSession]
 * @property {(pid: number) => void} [onStarted]
 */

/**
 * Runs a program to its end, passing on the signals that the launcher gets meanwhile.
 *
 * In its own session the program does not hear the terminal's Ctrl-C, only ours: a Ctrl-C under npm
 * reaches the launcher twice and would otherwise reach the program three times. Without, it is the
 * terminal that tells the program, and we stay quiet.
 * @param {Program} program
 * @returns {Promise<number>} its exit status; 128 and the signal's number when a signal ended it
 */
export async function runProgram({ command, args, cwd, env, stdio, ownSession, onStarted }) {
  const child = spawn(command, args, { cwd, env, stdio, detached: ownSession === true })
  const terminalTells = ownSession !== true && process.stdin.isTTY
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    if (signal !== 'SIGINT' || !terminalTells) child.kill(signal)
  }
  for (const signal of forwarded) process.on(signal, passOn)
  if (child.pid !== undefined) onStarted?.(child.pid)
  try {
    return await exitStatusOf(child)
  } finally {
    for (const signal of forwarded) process.off(signal, passOn)
  }
}

/** @type {readonly NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function exitStatusOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  })
}
