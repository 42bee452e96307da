import { describe } from 'vitest'
import { agentBookContract } from '../contracts/agent-book.contract.ts'
import { callArchiveContract } from '../contracts/call-archive.contract.ts'
import { callBookContract } from '../contracts/call-book.contract.ts'
import { callJournalContract } from '../contracts/call-journal.contract.ts'
import { customerBookContract } from '../contracts/customer-book.contract.ts'
import { doNotCallListContract } from '../contracts/do-not-call-list.contract.ts'
import { instanceBookContract } from '../contracts/instance-book.contract.ts'
import { taskBookContract } from '../contracts/task-book.contract.ts'
import { teamAccessContract } from '../contracts/team-access.contract.ts'
import { createMemoryStores } from './memory-stores.ts'

describe.each([
  ['journal', callJournalContract],
  ['call book', callBookContract],
  ['call archive', callArchiveContract],
  ['customer book', customerBookContract],
  ['task book', taskBookContract],
  ['book of processes', instanceBookContract],
  ['do-not-call list', doNotCallListContract],
  ['agent book', agentBookContract],
  ['team access', teamAccessContract],
] as const)('the %s without a database', (_, contract) => {
  contract(async () => createMemoryStores())
})
