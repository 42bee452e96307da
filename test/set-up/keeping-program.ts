import { createFileLocalJournal } from '../../src/stores/file-local-journal.ts'
import { silentLogger } from '../../src/lib/logger.ts'
import { callerSaid, entry } from '../contracts/call-builders.ts'

/** Keeps entries of several calls without end, and names each that it was told is kept: `call seq`. */
const [folder = '', first = '1'] = process.argv.slice(2)
const journal = createFileLocalJournal({ folder, log: silentLogger })

async function keepOn(sid: string): Promise<void> {
  const call = {
    id: sid,
    sid,
    direction: 'inbound',
    channel: 'relay',
    from: '+12025550123',
    to: '+15550100000',
    agentId: 'agent',
    customerId: undefined,
    epoch: 1,
    startedAt: new Date(),
  } as const
  for (let seq = Number(first); ; seq += 1) {
    const words = 'something that a caller said, '.repeat(seq % 50)
    await journal.keep({ call, entries: [entry(seq, callerSaid(words))] })
    process.stdout.write(`${sid} ${seq}\n`)
  }
}

await Promise.all(['CA1', 'CA2', 'CA3'].map(keepOn))
