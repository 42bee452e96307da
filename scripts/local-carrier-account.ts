import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The account by which server and local carrier know each other, made once per installation. Where it
 * cannot be kept (a full disk, say), one for this run is made up: starting does not fail over it.
 */
export function obtainLocalCarrierAccount({
  dataDir,
  say,
}: {
  dataDir: string
  say: (sentence: string) => void
}): LocalCarrierAccount {
  const file = path.join(dataDir, 'keys', 'local-carrier.json')
  const made = makeAccount()
  try {
    return readAccount(file) ?? keepAccount(file, made)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    say(`The local carrier's account cannot be kept (${reason}); a new one serves this time.`)
    return made
  }
}

export interface LocalCarrierAccount {
  readonly accountSid: string
  readonly authToken: string
}

function makeAccount(): LocalCarrierAccount {
  return {
    accountSid: `AC${randomBytes(16).toString('hex')}`,
    authToken: randomBytes(16).toString('hex'),
  }
}

/** Written aside and then put in place, so that no reader ever finds half of it. */
function keepAccount(file: string, account: LocalCarrierAccount): LocalCarrierAccount {
  const folder = path.dirname(file)
  mkdirSync(path.dirname(folder), { recursive: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, `${JSON.stringify(account)}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(aside, file)
    return account
  } catch {
    // Another process was faster, or what is there makes no sense.
    const theirs = readAccount(file)
    if (theirs === undefined) renameSync(aside, file)
    return theirs ?? account
  } finally {
    rmSync(aside, { force: true })
  }
}

function readAccount(file: string): LocalCarrierAccount | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const accountSid = /"accountSid"\s*:\s*"(AC[0-9a-f]{32})"/.exec(text)?.[1]
  const authToken = /"authToken"\s*:\s*"([0-9a-f]{32})"/.exec(text)?.[1]
  return accountSid !== undefined && authToken !== undefined ? { accountSid, authToken } : undefined
}
