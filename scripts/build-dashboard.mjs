import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { withFolderLock } from './folder-lock.mjs'
import { runProgram } from './run-program.mjs'
import { Refusal, say } from './words.mjs'

/**
 * Builds the dashboard when what it is made of changed. The old one stays in its place until the new
 * one is whole, because a server may be serving it.
 * @param {{ root: string, node: string }} place
 */
export async function buildDashboard({ root, node }) {
  const stamp = dashboardStamp(root)
  if (readStamp(root) === stamp) return
  await withFolderLock(root, async () => {
    if (readStamp(root) === stamp) return
    say('Building the dashboard…')
    const next = path.join(root, 'web/dist-next')
    await runVite({ root, node, outDir: next })
    compressFiles(next)
    writeFileSync(path.join(next, stampName), stamp)
    rmSync(path.join(root, 'web/dist'), { recursive: true, force: true })
    renameSync(next, path.join(root, 'web/dist'))
  })
}

const stampName = '.built-from'

/**
 * One hash over everything that the dashboard is made of.
 * @param {string} root
 */
function dashboardStamp(root) {
  const files = [
    'package-lock.json',
    ...filesUnder(root, 'web').filter((file) => !/\.test\.tsx?$/.test(file)),
    ...filesUnder(root, 'src/contract'),
  ].toSorted()
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(`${file}\0`)
    hash.update(readFileSync(path.join(root, file)))
    hash.update('\0')
  }
  return hash.digest('hex')
}

const notSources = new Set(['dist', 'dist-next', 'node_modules'])

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) return notSources.has(entry.name) ? [] : filesUnder(root, name)
    return entry.isFile() ? [name] : []
  })
}

/**
 * Leaves a compressed twin beside each file that gains by it, so that nobody compresses on each request.
 * @param {string} folder
 */
function compressFiles(folder) {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css|html|svg)$/.test(file)) continue
    const whole = path.join(folder, file)
    writeFileSync(`${whole}.gz`, gzipSync(readFileSync(whole), { level: 9 }))
  }
}

/** @param {string} root */
function readStamp(root) {
  const file = path.join(root, 'web/dist', stampName)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** @param {{ root: string, node: string, outDir: string }} build */
async function runVite({ root, node, outDir }) {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const status = await runProgram({
    command: node,
    args: [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'],
    cwd: path.join(root, 'web'),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
  })
  if (status > 128) throw new Refusal('', status)
  if (status !== 0) {
    throw new Refusal(`Building the dashboard failed: vite ended with status ${status}, see above.`)
  }
}
