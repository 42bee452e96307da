import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { admitsVersion } from './node-range.mjs'
import { libcName } from './packaged-node.mjs'

/**
 * What the lock file says of one package.
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {{ node?: string }} [engines]
 */

/**
 * The packages made for this kind of machine: place in the project's folder, and what is locked.
 * @param {string} root
 * @returns {[string, LockedPackage][]}
 */
export function packagesForThisMachine(root) {
  return Object.entries(lockedPackages(root)).filter(
    ([, { os, cpu, libc }]) =>
      (os !== undefined || cpu !== undefined) &&
      admits(os, process.platform) &&
      admits(cpu, process.arch) &&
      admits(libc, libcName()),
  )
}

/**
 * Those of them that are not installed.
 * @param {string} root
 */
export function missingPackages(root) {
  return packagesForThisMachine(root)
    .filter(([place]) => !existsSync(path.join(root, place)))
    .map(([place]) => place.replace(/^.*node_modules\//, ''))
}

/**
 * Whether npm would install all of them on this version of Node. Those that ask for another one it
 * leaves out in silence, because they are optional by name, and what needs them fails much later.
 * @param {string} root
 * @param {string} nodeVersion
 */
export function canBeInstalledOn(root, nodeVersion) {
  return packagesForThisMachine(root).every(
    ([, { engines }]) => engines?.node === undefined || admitsVersion(engines.node, nodeVersion),
  )
}

/**
 * @param {string[] | undefined} list
 * @param {string | undefined} value
 */
function admits(list, value) {
  return list === undefined || (value !== undefined && list.includes(value))
}

/**
 * @param {string} root
 * @returns {Record<string, LockedPackage>}
 */
function lockedPackages(root) {
  /** @type {unknown} */
  const lockFile = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  return hasPackages(lockFile) ? lockFile.packages : {}
}

/**
 * @param {unknown} lockFile
 * @returns {lockFile is { packages: Record<string, LockedPackage> }}
 */
function hasPackages(lockFile) {
  return typeof lockFile === 'object' && lockFile !== null && 'packages' in lockFile
}
