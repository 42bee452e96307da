import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildDashboard } from './build-dashboard.mjs'
import { ensureInstalled } from './install.mjs'
import { packagedNode } from './packaged-node.mjs'
import { runProgram } from './run-program.mjs'
import { stepsOf, verbNames } from './verbs.mjs'
import { Refusal, codeOf, say, wordsOf } from './words.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/**
 * Does what a verb needs (install, build), then the verb, and returns the exit status for the shell.
 * @param {string[]} commandLine the verb and its arguments
 * @returns {Promise<number>}
 */
export async function launch([verb, ...args]) {
  const steps = stepsOf(verb, args)
  if (steps === undefined) {
    say(verb === undefined ? 'Which command?' : `There is no command "${verb}".`)
    say(`The commands are: ${verbNames.join(', ')}.`)
    return 2
  }
  try {
    const node = packagedNode(root)
    await ensureInstalled({ root, node })
    if (steps.some((step) => step.needsDashboard)) await buildDashboard({ root, node })
    return await runSteps(steps, node)
  } catch (error) {
    return explain(error)
  }
}

/**
 * Words for what a person can mend: our own refusals, and what the system refuses us (a full disk).
 * @param {unknown} error
 * @returns {number} the exit status
 * @throws what is left is a mistake of ours, and shows where
 */
function explain(error) {
  if (!(error instanceof Refusal) && codeOf(error) === undefined) throw error
  if (wordsOf(error) !== '') say(wordsOf(error))
  return error instanceof Refusal ? error.exitStatus : 1
}

/**
 * Checks are independent of each other, so that one run names everything that is wrong.
 * @param {import('./verbs.mjs').Step[]} steps
 * @param {string} node
 */
async function runSteps(steps, node) {
  let worst = 0
  for (const step of steps) {
    if (worst !== 0 && step.onlyAfterSuccess === true) continue
    if (step.title !== undefined) say(step.title)
    const status = await runStep(step, node)
    if (status > 128) return status
    worst = Math.max(worst, status)
  }
  return worst
}

/**
 * @param {import('./verbs.mjs').Step} step
 * @param {string} node
 */
async function runStep(step, node) {
  // A relative path that a person types is meant from where they are; npm says where that is.
  const typedIn = process.env['INIT_CWD'] ?? process.cwd()
  try {
    return await runProgram({
      command: node,
      args: step.program,
      cwd: root,
      env: { ...process.env, INIT_CWD: typedIn, ...step.env },
      stdio: step.own === true ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
      ownSession: step.ownSession === true,
    })
  } catch (error) {
    throw new Refusal(`The packaged Node could not be started (${wordsOf(error)}).`)
  }
}
