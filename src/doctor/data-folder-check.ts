import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describeError } from '../lib/errors.ts'
import { failed, ok, warning, type Check } from './check.ts'

const fewBytes = 500 * 1024 * 1024

/** Whether the folder of the installation can be written to, and has room. */
export function createDataFolderCheck({ dataDir }: { dataDir: string }): Check {
  return {
    id: 'data-folder',
    title: 'Data folder',
    async run() {
      try {
        await writeSomething(dataDir)
      } catch (error) {
        return failed(
          `Nothing can be written to ${dataDir}: ${describeError(error)}`,
          'Make room on the disk, give the folder to the user that runs this, or set DATA_DIR.',
        )
      }
      const { bavail, bsize } = await statfs(dataDir)
      const freeMb = Math.floor((bavail * bsize) / 1024 / 1024)
      if (bavail * bsize < fewBytes) {
        return warning(`Only ${freeMb} MB are free in ${dataDir}.`, 'Make room on the disk.')
      }
      return ok(`${dataDir} can be written to, and ${freeMb} MB are free.`)
    },
  }
}

async function writeSomething(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const file = path.join(dataDir, `.doctor-${process.pid}`)
  try {
    await writeFile(file, 'written by the doctor', { flush: true })
  } finally {
    await rm(file, { force: true })
  }
}
