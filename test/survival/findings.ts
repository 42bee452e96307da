import { openingWords } from '../../src/agents/opening-words.ts'
import type { CallersAccount } from './persistent-caller.ts'
import { agentOnDuty } from './server-orders.ts'
import type { Entry, WrittenCall, WrittenDown } from './written-down.ts'

/** Something that was lost, doubled or never finished. `what` names no words of callers but their code words. */
export interface Finding {
  readonly kind: FindingKind
  readonly what: string
}

export type FindingKind =
  | 'turn-lost'
  | 'answer-not-written'
  | 'effect-doubled'
  | 'effect-missing'
  | 'call-without-one-record'
  | 'call-without-one-end'
  | 'gap-in-journal'
  | 'epoch-went-back'
  | 'greeted-twice'
  | 'answer-failed'
  | 'spoken-after-end'
  | 'complaint'

/** Holds what callers can tell against what is written down. Empty: nothing was lost. */
export function findingsOf(
  accounts: readonly CallersAccount[],
  written: WrittenDown,
): readonly Finding[] {
  return accounts.flatMap((account) => {
    const calls = written.calls.filter(({ sid }) => sid === account.callSid)
    const [call] = calls
    const about = (finding: Finding): Finding => ({
      ...finding,
      what: `${account.callSid}: ${finding.what}`,
    })
    const found = [
      ...account.complaints.map((what): Finding => ({ kind: 'complaint', what })),
      ...effects(account, written),
    ]
    if (!call || calls.length > 1) {
      const what = `${calls.length} records`
      return [...found, { kind: 'call-without-one-record' as const, what }].map(about)
    }
    const ofCall = [
      ...found,
      ...turns(account, call),
      ...journal(call),
      ...greetings(account, call),
    ]
    return ofCall.map(({ kind, what }) => about({ kind, what: `${what}. ${lifeOf(call)}` }))
  })
}

/** What happened in a call, without a word of it: kinds, and the epochs in which they were written. */
function lifeOf({ entries }: WrittenCall): string {
  const reasonOf = ({ kind, payload }: Entry) =>
    kind === 'brain-failed' || kind === 'line-lost' ? ` (${String(payload['reason'])})` : ''
  return entries.map((entry) => `${entry.epoch} ${entry.kind}${reasonOf(entry)}`).join(', ')
}

function effects({ promised, wished }: CallersAccount, { tasks }: WrittenDown): Finding[] {
  return wished.flatMap((word): Finding[] => {
    const count = tasks.filter(({ reason }) => reason === word).length
    if (count > 1) return [{ kind: 'effect-doubled', what: `${count} tasks about ${word}` }]
    const isMissing = count === 0 && promised.includes(word)
    return isMissing ? [{ kind: 'effect-missing', what: `${word} was promised` }] : []
  })
}

function turns({ acknowledged, promised }: CallersAccount, { entries }: WrittenCall): Finding[] {
  const said = textsOf(entries, ['caller-said'])
  const spoken = textsOf(entries, ['agent-heard', 'agent-hearing', 'agent-planned'])
  const lost = [...acknowledged, ...promised]
    .filter((word) => !said.includes(word))
    .map((word): Finding => ({ kind: 'turn-lost', what: `${word} was answered` }))
  const unwritten = acknowledged
    .filter((word) => !isSpoken(word, spoken) && !wereLastWords(entries, word))
    .map((word): Finding => ({ kind: 'answer-not-written', what: `${word} was heard` }))
  return [...lost, ...unwritten]
}

/** In one piece, or in two that a death lies between. */
function isSpoken(word: string, spoken: string): boolean {
  return spoken.includes(`keep ${word}`) || spoken.includes(`${word} in mind`)
}

/**
 * Whether the server died before it could write an answer to these words: of what is heard in that very moment
 * nobody but the caller knows, and it is said again.
 */
function wereLastWords(entries: readonly Entry[], word: string): boolean {
  return entries.some(({ kind, payload }, index) => {
    if (kind !== 'caller-said' || !String(payload['text']).includes(word)) return false
    const next = entries.slice(index + 1).find((entry) => !beforeAnAnswer.has(entry.kind))
    return next?.kind === 'taken-up'
  })
}

const beforeAnAnswer: ReadonlySet<string> = new Set(['turn-measured', 'agent-hearing'])

function textsOf(entries: readonly Entry[], kinds: readonly string[]): string {
  return entries
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ payload }) => JSON.stringify([payload['text'], payload['planned']]))
    .join()
}

function journal({ entries, status }: WrittenCall): Finding[] {
  const found: Finding[] = []
  const ends = entries.filter(({ kind }) => kind === 'ended').length
  if (ends !== 1 || status === 'active') {
    found.push({ kind: 'call-without-one-end', what: `${ends} ends, and is ${status}` })
  }
  // The brain of the proof never fails by itself.
  const failed = entries.filter(({ kind }) => kind === 'brain-failed')
  found.push(...failed.map((): Finding => ({ kind: 'answer-failed', what: 'a brain failed' })))
  const gap = entries.findIndex(({ seq }, index) => seq !== index + 1)
  if (gap !== -1) found.push({ kind: 'gap-in-journal', what: `after entry ${gap}` })
  const back = entries.find(({ epoch }, index) => epoch < (entries[index - 1]?.epoch ?? 0))
  if (back) found.push({ kind: 'epoch-went-back', what: `at entry ${back.seq}` })
  const end = entries.findIndex(({ kind }) => kind === 'ended')
  const late = entries.slice(end).find(({ kind }) => ['caller-said', 'tool-done'].includes(kind))
  if (end !== -1 && late) found.push({ kind: 'spoken-after-end', what: late.kind })
  return found
}

/** Who has heard the notice, and whose hearing is written down, does not hear it again from whoever comes next. */
function greetings({ heard }: CallersAccount, { entries }: WrittenCall): Finding[] {
  const times = heard.split(closingWordsOfNotice).length - 1
  const written = entries.filter(({ kind }) => kind === 'notice-heard')
  const epochs = written[0]?.epoch ?? Infinity
  if (times <= epochs && written.length <= 1) return []
  return [{ kind: 'greeted-twice', what: `heard ${times} times, first written in epoch ${epochs}` }]
}

const { notice } = openingWords({ agent: agentOnDuty({ channel: 'relay', startedAt: new Date() }) })
const closingWordsOfNotice = notice.slice(-20)
