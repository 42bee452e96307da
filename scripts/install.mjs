import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { withFolderLock } from './folder-lock.mjs'
import { npmCi } from './npm-ci.mjs'
import { platformName } from './packaged-node.mjs'
import { runProgram } from './run-program.mjs'
import { linkSharedLibraries } from './shared-library-links.mjs'
import { Refusal, say } from './words.mjs'

/**
 * Installs the packages when the lock file or the kind of machine is not the one they were installed
 * for. Of several launchers on one folder, one installs and the others wait for it.
 * @param {{ root: string, node: string }} place the project's folder and the Node it will run on
 */
export async function ensureInstalled({ root, node }) {
  const stamp = installStamp(root)
  const isInstalled = () => existsSync(node) && readStamp(root) === stamp
  if (isInstalled()) return
  await withFolderLock(root, async (lock) => {
    if (isInstalled()) return
    say('Installing the packages. The first time this takes about a minute…')
    // An old stamp must not vouch for what an interrupted install leaves behind.
    rmSync(stampFile(root), { force: true })
    await npmCi({ root, onStarted: (pid) => lock.alsoHeldBy(pid) })
    linkSharedLibraries(root)
    await proveNode(root, node)
    writeFileSync(stampFile(root), stamp)
  })
}

/**
 * What an install is good for. The leading number changes when the launcher itself installs differently.
 * @param {string} root
 */
function installStamp(root) {
  const lockFile = readFileSync(path.join(root, 'package-lock.json'))
  return `1 ${createHash('sha256').update(lockFile).digest('hex')} ${platformName()}\n`
}

/** @param {string} root */
function stampFile(root) {
  return path.join(root, 'node_modules', '.installed-for')
}

/** @param {string} root */
function readStamp(root) {
  return existsSync(stampFile(root)) ? readFileSync(stampFile(root), 'utf8') : undefined
}

/**
 * @param {string} root
 * @param {string} node
 */
async function proveNode(root, node) {
  const status = await runProgram({
    command: node,
    args: ['--version'],
    cwd: root,
    env: process.env,
    stdio: 'ignore',
  }).catch(() => 127)
  if (status === 0) return
  throw new Refusal(
    `The Node among the packages does not run on this machine (${node} --version ended with ${status}). ` +
      'It needs Linux with glibc 2.28 or newer, or macOS 13.5 or newer.',
  )
}
