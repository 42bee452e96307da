import { describe } from 'vitest'
import { localJournalContract } from '../contracts/local-journal.contract.ts'
import { createMemoryLocalJournal } from './local-journal.ts'

describe('the local journal in memory', () => {
  localJournalContract(() => Promise.resolve(createMemoryLocalJournal()))
})
