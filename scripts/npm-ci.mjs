import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { canBeInstalledOn, missingPackages, packagesForThisMachine } from './locked-packages.mjs'
import { runProgram } from './run-program.mjs'
import { Refusal, say, wordsOf } from './words.mjs'

/**
 * Installs what the lock file names, whatever the person's npm is told elsewhere. Where the machine's
 * Node is too old for some packages, npm runs on the packaged Node, which is then installed first.
 * @param {{ root: string, onStarted: (pid: number) => void }} install
 */
export async function npmCi({ root, onStarted }) {
  const searchPath = searchPathFor(root)
  const nodePackage = packagesForThisMachine(root).find(([place]) => isNode(place))
  if (nodePackage === undefined || canBeInstalledOn(root, nodeVersionOn(searchPath))) {
    await runNpm({ folder: root, searchPath, onStarted })
  } else {
    await onPackagedNode({ root, searchPath, nodePackage, onStarted })
  }
  const missing = missingPackages(root)
  if (missing.length === 0) return
  throw new Refusal(
    `npm left out packages that are needed on this machine: ${missing.join(', ')}. ` +
      'Install Node 22.12 or newer with its npm, and run the same command again.',
  )
}

/**
 * The search path without this project's own packages: npm must not run on the Node that it is about
 * to delete.
 * @param {string} searchPath
 * @param {string} root
 */
export function withoutOwnPackages(searchPath, root) {
  return searchPath
    .split(path.delimiter)
    .filter((entry) => !isOwn(entry, root))
    .join(path.delimiter)
}

/**
 * @param {string} place
 * @param {string} root
 */
function isOwn(place, root) {
  return `${path.resolve(place)}${path.sep}`.startsWith(path.join(root, 'node_modules') + path.sep)
}

/**
 * The Node that runs us comes last, for people who call it by its path.
 * @param {string} root
 */
function searchPathFor(root) {
  const searchPath = withoutOwnPackages(process.env['PATH'] ?? '', root)
  const running = path.dirname(process.execPath)
  return isOwn(running, root) ? searchPath : [searchPath, running].join(path.delimiter)
}

/** @param {string} searchPath */
function nodeVersionOn(searchPath) {
  try {
    const env = { ...process.env, PATH: searchPath }
    return execFileSync('node', ['--version'], { env, encoding: 'utf8' }).trim().slice(1)
  } catch {
    // npm will say in its own words that there is no Node.
    return process.versions.node
  }
}

/** @param {string} place */
function isNode(place) {
  return place.startsWith('node_modules/node-')
}

/**
 * @typedef {object} Installation
 * @property {string} root
 * @property {string} searchPath
 * @property {[string, import('./locked-packages.mjs').LockedPackage]} nodePackage
 * @property {(pid: number) => void} onStarted
 */

/**
 * First a project of one package, with the integrity that our lock file holds it to; then ours.
 * @param {Installation} installation
 */
async function onPackagedNode({ root, searchPath, nodePackage: [place, locked], onStarted }) {
  say('Some packages ask for a newer Node than this one, so that comes first…')
  const folder = path.join(root, '.install.node')
  const dependencies = { [path.basename(place)]: locked.version }
  const lockFile = { lockfileVersion: 3, packages: { '': { dependencies }, [place]: locked } }
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ dependencies }))
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lockFile))
    await runNpm({ folder, searchPath, onStarted })
    const withNode = [path.join(folder, place, 'bin'), searchPath].join(path.delimiter)
    await runNpm({ folder: root, searchPath: withNode, onStarted })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Options of the person's own npm that would make another tree than the lock file's are overruled. */
const options = [
  '--include=dev',
  '--include=optional',
  '--ignore-scripts',
  '--engine-strict=false',
  '--install-strategy=hoisted',
  '--package-lock=true',
  '--global=false',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
]

/** @param {{ folder: string, searchPath: string, onStarted: (pid: number) => void }} run */
async function runNpm({ folder, searchPath, onStarted }) {
  const status = await runProgram({
    command: 'npm',
    args: ['ci', ...options],
    cwd: folder,
    env: { ...process.env, PATH: searchPath },
    // What npm prints is not the command's output.
    stdio: ['ignore', 2, 2],
    onStarted,
  }).catch((error) => {
    throw new Refusal(`npm could not be started (${wordsOf(error)}). It comes with Node.`)
  })
  if (status > 128) throw new Refusal('Interrupted. The next command installs again.', status)
  if (status !== 0) {
    throw new Refusal(
      `Installing the packages failed: npm ended with status ${status}, see above. ` +
        'Most often the registry cannot be reached. Run the same command again when it can: it starts afresh.',
    )
  }
}
