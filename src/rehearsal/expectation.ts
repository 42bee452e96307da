import type { CallOutcome } from '../calls/call.ts'
import type { CallRecord } from '../calls/call-archive.ts'
import type { Task } from '../calls/task-book.ts'

/** What a rehearsed call has come to: what is written down of it, and nothing that a model said. */
export interface RehearsedCall {
  readonly record: CallRecord
  /** What this call left to do. */
  readonly tasks: readonly Task[]
  readonly doNotCall: boolean
  /** Who hung up, as the carrier saw it. */
  readonly endedBy: 'caller' | 'agent' | 'other'
}

/** Something that must be so after the call, in words for people. */
export interface Expectation {
  readonly text: string
  /** `undefined`: it is so. Otherwise what is so instead. */
  check(call: RehearsedCall): string | undefined
}

/** `undefined`: no such line is known. */
export function parseExpectation(text: string): Expectation | undefined {
  for (const [form, check] of forms) {
    const match = form.exec(text)
    if (match) return { text, check: (call) => check(call, match[1] ?? '') }
  }
  return undefined
}

type Check = (call: RehearsedCall, wanted: string) => string | undefined

const forms: readonly [RegExp, Check][] = [
  [/^the outcome ([a-z-]+(?: or [a-z-]+)*)$/i, outcomeIs],
  [/^an? (urgent message|message|callback)$/i, leaves],
  [/^no (message|callback|task)$/i, leavesNo],
  [/^the name (.+)$/i, nameIsKnown],
  [
    /^the caller to be put through$/i,
    ({ record }) => unless(isPutThrough(record), 'nobody took it'),
  ],
  [/^somebody to be rung$/i, ({ record }) => unless(isRung(record), 'nobody was rung')],
  [
    /^no more calls to this number$/i,
    ({ doNotCall }) => unless(doNotCall, 'it is not on the list'),
  ],
  [/^the agent to hang up$/i, ({ endedBy }) => unless(endedBy === 'agent', `${endedBy} hung up`)],
  [
    /^nothing to look at$/i,
    ({ record: { flags } }) => unless(flags.length === 0, flags.join(', ')),
  ],
]

function outcomeIs({ record }: RehearsedCall, wanted: string): string | undefined {
  const outcome: CallOutcome | undefined = record.outcome
  const isOne = wanted.split(' or ').includes(outcome ?? '')
  return unless(isOne, `it is ${outcome ?? 'not known'}`)
}

function leaves({ tasks }: RehearsedCall, wanted: string): string | undefined {
  const isUrgent = wanted.toLowerCase() === 'urgent message'
  const type = wanted.toLowerCase() === 'callback' ? 'callback' : 'message'
  const fitting = tasks.filter(
    (task) => task.type === type && (!isUrgent || task.payload.urgency === 'urgent'),
  )
  return unless(fitting.length > 0, `it left ${inWords(tasks)}`)
}

function leavesNo({ tasks }: RehearsedCall, wanted: string): string | undefined {
  const fitting = tasks.filter(
    ({ type }) => wanted.toLowerCase() === 'task' || type === wanted.toLowerCase(),
  )
  return unless(fitting.length === 0, `it left ${inWords(tasks)}`)
}

function nameIsKnown({ record, tasks }: RehearsedCall, name: string): string | undefined {
  const names = [record.callerName, ...tasks.map(({ payload }) => payload.name)]
  return unless(names.includes(name), `known are ${names.filter(Boolean).join(', ') || 'no names'}`)
}

function isPutThrough({ entries }: CallRecord): boolean {
  return entries.some(
    ({ kind, payload }) => kind === 'transfer-ended' && payload.outcome === 'connected',
  )
}

function isRung({ entries }: CallRecord): boolean {
  return entries.some(({ kind }) => kind === 'transfer-started')
}

function inWords(tasks: readonly Task[]): string {
  if (tasks.length === 0) return 'nothing'
  return tasks.map(({ type, payload }) => `a ${type} (${payload.urgency})`).join(' and ')
}

function unless(isSo: boolean, instead: string): string | undefined {
  return isSo ? undefined : instead
}
