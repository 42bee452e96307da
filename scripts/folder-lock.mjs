import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal, codeOf, say, wordsOf } from './words.mjs'

/** How often the lock shows life, when it counts as left behind, and how long another one waits. */
export const lockTimes = { beatMs: 2000, leftBehindMs: 120_000, waitMs: 900_000, pollMs: 100 }

/**
 * Runs `work` while no other launcher runs its own in the same folder.
 *
 * The lock is a file that names its holders. It is left behind when all of them are dead, or, where
 * that cannot be seen (another machine or container on the same disk), when it shows no life for
 * two minutes. The file lies beside node_modules, because npm empties that folder.
 * @template T
 * @param {string} folder
 * @param {(lock: { alsoHeldBy(pid: number): void }) => Promise<T>} work
 * @param {typeof lockTimes} [times]
 * @returns {Promise<T>}
 */
export async function withFolderLock(folder, work, times = lockTimes) {
  const file = path.join(folder, '.install.lock')
  await take(file, times)
  const beat = setInterval(() => touch(file), times.beatMs)
  try {
    return await work({ alsoHeldBy: (pid) => void write(file, { pids: [process.pid, pid] }) })
  } finally {
    clearInterval(beat)
    rmSync(file, { force: true })
  }
}

/**
 * @param {string} file
 * @param {typeof lockTimes} times
 */
async function take(file, times) {
  const deadline = Date.now() + times.waitMs
  let told = false
  while (!write(file, { pids: [process.pid], flag: 'wx' })) {
    const holder = read(file)
    if (holder !== undefined && isLeftBehind(holder, times.leftBehindMs)) {
      removeLeftBehind(file, holder)
    } else {
      if (!told) say('Another command is installing in this folder; waiting for it…')
      told = true
      if (Date.now() > deadline) throw tooLong(file)
      await pause(times.pollMs)
    }
  }
}

/**
 * @param {string} file
 * @param {{ pids: number[], flag?: 'w' | 'wx' }} holder
 * @returns {boolean} whether the file was written: with `wx`, whether the lock is ours
 */
function write(file, { pids, flag = 'w' }) {
  try {
    writeFileSync(file, [hostname(), ...pids].join(' '), { flag })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw new Refusal(`Nothing can be installed in this folder (${wordsOf(error)}).`)
  }
}

/** @typedef {{ ino: number, mtimeMs: number, host: string | undefined, pids: number[] }} Holder */

/**
 * @param {string} file
 * @returns {Holder | undefined}
 */
function read(file) {
  try {
    const { ino, mtimeMs } = statSync(file)
    return { ino, mtimeMs, ...parseHolder(readFileSync(file, 'utf8')) }
  } catch {
    // Released in the meantime.
    return undefined
  }
}

/**
 * A file without sense was being written, or its writer died over it: only its age counts.
 * @param {string} text
 * @returns {{ host: string | undefined, pids: number[] }}
 */
function parseHolder(text) {
  const [host, ...pids] = text.split(' ')
  return { host, pids: pids.map(Number).filter((pid) => pid > 0) }
}

/**
 * @param {Holder} holder
 * @param {number} leftBehindMs
 */
function isLeftBehind({ host, pids, mtimeMs }, leftBehindMs) {
  if (Date.now() - mtimeMs > leftBehindMs) return true
  return host === hostname() && !pids.some(isAlive)
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/**
 * Two launchers may judge the same lock; the slower one must not remove the faster one's new lock.
 * @param {string} file
 * @param {Holder} judged
 */
function removeLeftBehind(file, judged) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (statSync(aside).ino !== judged.ino) linkSync(aside, file)
  } catch {
    // Somebody else was faster; the next round looks again.
  }
  rmSync(aside, { force: true })
}

/** @param {string} file */
function touch(file) {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // Only after two minutes without this does anybody doubt us.
  }
}

/** @param {string} file */
function tooLong(file) {
  return new Refusal(
    `Another command has been installing in this folder for too long. If none is running, delete ${file}.`,
  )
}
