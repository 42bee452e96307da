import type {
  CallDetail,
  CallSummary,
  Customer,
  DoctorCheck,
  DoctorReport,
  Session,
  Task,
  TranscriptLine,
} from '../../src/contract/index.ts'

/** Records as the server sends them; a test names only what it is about. */
export function aSession(): Session {
  return {
    member: { id: anId(1), email: 'owner@example.com', name: null, role: 'owner' },
    business: 'Harbor Street Services',
    agentName: 'Front desk',
    talksIn: 'words',
    phoneNumber: '+15550100123',
  }
}

export function aCall(about: Partial<CallSummary> & { number?: number } = {}): CallSummary {
  const { number = 1, ...given } = about
  return {
    id: anId(number),
    callSid: `CA${String(number).padStart(32, '0')}`,
    direction: 'inbound',
    channel: 'relay',
    from: '+15550142201',
    to: '+15550100123',
    customerId: null,
    callerName: null,
    status: 'completed',
    phase: null,
    outcome: 'talked',
    flags: [],
    startedAt: '2026-03-02T15:00:00.000Z',
    endedAt: '2026-03-02T15:01:05.000Z',
    durationSeconds: 65,
    lastWords: 'Goodbye.',
    ...given,
  }
}

export function aLiveCall(about: Partial<CallSummary> & { number?: number } = {}): CallSummary {
  return aCall({
    status: 'active',
    phase: 'listening',
    outcome: null,
    endedAt: null,
    durationSeconds: null,
    ...about,
  })
}

export function aRecord(about: Partial<CallDetail> = {}): CallDetail {
  return {
    ...aCall(),
    transcript: [],
    messages: [],
    events: [],
    tools: [],
    latency: [],
    costs: [],
    ...about,
  }
}

export function aLine(about: Partial<TranscriptLine> = {}): TranscriptLine {
  return {
    turn: 1,
    speaker: 'agent',
    text: 'We are open until five.',
    planned: null,
    interrupted: false,
    at: '2026-03-02T15:00:10.000Z',
    ...about,
  }
}

export function aTask(about: Partial<Task> & { number?: number } = {}): Task {
  const { number = 1, ...given } = about
  return {
    id: anId(number),
    type: 'callback',
    status: 'pending',
    scheduledFor: '2026-03-03T10:00:00.000Z',
    phoneNumber: '+15550142201',
    name: 'Maria Alvarez',
    reason: 'Her boiler is leaking.',
    urgency: 'normal',
    customerId: null,
    callId: anId(7),
    createdAt: '2026-03-02T15:01:00.000Z',
    completedAt: null,
    result: null,
    ...given,
  }
}

export function aCustomer(about: Partial<Customer> & { number?: number } = {}): Customer {
  const { number = 1, ...given } = about
  return {
    id: anId(number),
    phoneNumber: '+15550142201',
    name: 'Maria Alvarez',
    email: null,
    company: null,
    notes: null,
    tags: [],
    leadScore: 0,
    calls: 3,
    createdAt: '2026-01-10T09:00:00.000Z',
    lastCallAt: '2026-03-02T15:00:00.000Z',
    ...given,
  }
}

export function aCheck(about: Partial<DoctorCheck> = {}): DoctorCheck {
  return {
    id: 'database',
    title: 'Database',
    state: 'ok',
    summary: 'It answers within 2 ms.',
    advice: null,
    fix: null,
    ...about,
  }
}

export function aReport(...checks: readonly DoctorCheck[]): DoctorReport {
  return { checkedAt: '2026-03-02T15:29:00.000Z', checks: [...checks] }
}

function anId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}
