import { createTalk, type CallersAccount, type PersistentTalk } from './persistent-caller.ts'
import { findingsOf, type Finding } from './findings.ts'
import type { SurvivalOffice } from './survival-office.ts'
import { everyCallEnded, readUntil, type WrittenCall, type WrittenDown } from './written-down.ts'

/** What came of one call: what the caller tells, what is written down, and what was lost between them. */
export interface OneCall {
  readonly account: CallersAccount
  readonly call: WrittenCall | undefined
  readonly written: WrittenDown
  readonly findings: readonly Finding[]
}

/** One caller who talks as the test says, and hangs up at the end. */
export async function oneCall(
  { carrier, database }: SurvivalOffice,
  talk: (talk: PersistentTalk) => Promise<unknown>,
): Promise<OneCall> {
  const caller = createTalk(carrier.placeCall({ from: '+12025550123' }))
  await caller.isGreeted()
  await talk(caller)
  await caller.leaves({ politely: false })
  const { account } = caller
  const written = await readUntil(database.database, everyCallEnded)
  const call = written.calls.find(({ sid }) => sid === account.callSid)
  return { account, call, written, findings: findingsOf([account], written) }
}
