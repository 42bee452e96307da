import { createCarrier } from '../../carrier/carrier.ts'
import type { Carrier } from '../../carrier/carrier.ts'
import type { Caller } from '../../carrier/caller/caller.ts'
import { createSteppedClock, type SteppedClock } from '../../carrier/stepped-clock.ts'
import type { Agent } from '../agents/agent.ts'
import type { CallRecord } from '../calls/call-archive.ts'
import { AppError } from '../lib/errors.ts'
import type { RehearsedCall } from './expectation.ts'
import { momentWhen } from './opening-moment.ts'
import { parseSteps, playScenario, type PlayFailure } from './play-scenario.ts'
import type { RehearsalCheck, RehearsalReport, RehearsalResult, TranscriptWords } from './report.ts'
import { fillIn } from './scenario-words.ts'
import type { Scenario } from './scenario.ts'
import { settingOf, type CallSetting } from './setting.ts'
import type { OpenStage, Stage } from './stage.ts'

export interface Rehearsal {
  readonly agent: Agent
  readonly scenarios: readonly Scenario[]
  /** Where a scenario finds the earlier call that it names; `scenarios` when left out. */
  readonly library?: readonly Scenario[]
  readonly channels: readonly RehearsalResult['channel'][]
  readonly openStage: OpenStage
  /** The day on which it is played; the hour is the scenario's. */
  readonly startedAt: Date
  /** Told of each call as soon as it is over. */
  readonly onResult?: (result: RehearsalResult) => void
}

/** Plays every scenario on every channel against an agent, each call on a stage of its own. */
export async function rehearse(rehearsal: Rehearsal): Promise<RehearsalReport> {
  const results: RehearsalResult[] = []
  let brain = ''
  for (const channel of rehearsal.channels) {
    for (const scenario of rehearsal.scenarios) {
      const played = await playOnStage(rehearsal, { scenario, channel })
      ;({ brain } = played)
      results.push(played.result)
      rehearsal.onResult?.(played.result)
    }
  }
  const { agent, startedAt } = rehearsal
  return { startedAt, business: agent.business.name, agentName: agent.name, brain, results }
}

/** A scenario that names another one which is not there. */
export class ScenarioMissing extends AppError {
  override readonly code = 'scenario-missing'
  override readonly retryable = false
}

const account = { accountSid: `AC${'c'.repeat(32)}`, authToken: 'd'.repeat(32) }
const publicUrl = 'https://rehearsal.example.com'

interface OnStage {
  readonly agent: Agent
  readonly clock: SteppedClock
  readonly stage: Stage
  readonly carrier: Carrier
}

async function playOnStage(
  { agent: owned, openStage, scenarios, library = scenarios, startedAt }: Rehearsal,
  { scenario, channel }: { scenario: Scenario; channel: RehearsalResult['channel'] },
): Promise<{ result: RehearsalResult; brain: string }> {
  const setting = settingOf(scenario)
  const agent = { ...setting.agentFor(owned), voice: { ...owned.voice, channel } }
  const startAt = momentWhen(agent.business, { open: setting.isOpen, from: startedAt })
  const clock = createSteppedClock({ startAt })
  await using stage = await openStage({ agent, clock, account, publicUrl })
  clock.settleWith(() => stage.settled())
  const { localUrl } = stage
  await using carrier = createCarrier({ account, clock, server: { localUrl, publicUrl } })
  const onStage = { agent, clock, stage, carrier }
  if (setting.earlierScenario !== undefined) {
    const earlier = library.find(({ name }) => name === setting.earlierScenario)
    if (!earlier) throw new ScenarioMissing(`There is no scenario named ${setting.earlierScenario}`)
    await playCall(onStage, { ...setting, script: earlier.script })
  }
  const { failure, call } = await playCall(onStage, { ...setting, script: scenario.script })
  const { name, title } = scenario
  const checks = [wentAsWritten(failure), ...gradesOf(scenario, call), noViolations(carrier)]
  const transcript = transcriptOf(call.record)
  return { brain: stage.brain, result: { scenario: name, title, channel, checks, transcript } }
}

async function playCall(
  onStage: OnStage,
  { callerNumber, teamPhone, script }: CallSetting & { script: string },
): Promise<{ failure: PlayFailure; call: RehearsedCall }> {
  const { agent, carrier, clock } = onStage
  const steps = parseSteps(fillIn(script, { agent, now: clock.now() }))
  const [member] = agent.team.members
  const rung = member && teamPhone && carrier.expectCall(member.phoneNumber, teamPhone)
  const caller = carrier.placeCall({ from: callerNumber })
  const person = onceTaken(rung)
  const failure = await playScenario({ steps, caller, person })
  return { failure, call: await callOn(onStage, { caller, callerNumber }) }
}

/** The person of the team takes the call by a key, as the words that they hear ask for. */
function onceTaken(rung: ReturnType<Carrier['expectCall']> | undefined): () => Promise<Caller> {
  let taken: Promise<Caller> | undefined
  async function take(): Promise<Caller> {
    if (!rung) throw new ScenarioMissing('Nobody of the team has a phone in this scenario')
    const person = await rung.answers()
    await person.hears('Press any key')
    await person.presses('1')
    return person
  }
  return () => (taken ??= take())
}

async function callOn(
  { stage }: OnStage,
  { caller, callerNumber }: { caller: Caller; callerNumber: string },
): Promise<RehearsedCall> {
  const { reason } = await caller.ended()
  const record = await recordOf(stage, caller.callSid)
  const { items } = await stage.tasks.list({ limit: 100 })
  const endings = { 'caller-hung-up': 'caller', 'agent-hung-up': 'agent' } as const
  return {
    record,
    tasks: items.filter(({ callId }) => callId === record.id),
    doNotCall: await stage.doNotCall.has(callerNumber),
    endedBy: reason === 'caller-hung-up' || reason === 'agent-hung-up' ? endings[reason] : 'other',
  }
}

async function recordOf(stage: Stage, callSid: string): Promise<CallRecord> {
  const record = await stage.archive.find(callSid)
  if (!record) throw new ScenarioMissing(`The call ${callSid} was not written down`)
  return record
}

function wentAsWritten(failure: PlayFailure): RehearsalCheck {
  const what = 'The call goes as it is written'
  return { what, failure: failure && `Line ${failure.line}: ${failure.why}` }
}

function gradesOf({ expectations }: Scenario, call: RehearsedCall): readonly RehearsalCheck[] {
  return expectations.map((expectation) => ({
    what: `Expected ${expectation.text}`,
    failure: expectation.check(call),
  }))
}

function noViolations({ violations }: Carrier): RehearsalCheck {
  const found = violations.map(({ message }) => message).join(' ')
  return { what: 'The carrier has nothing to complain about', failure: found || undefined }
}

function transcriptOf({ entries }: CallRecord): RehearsalResult['transcript'] {
  return entries.flatMap((entry): TranscriptWords[] => {
    const { kind, payload } = entry
    if (kind === 'caller-said') return [{ speaker: 'caller', text: payload.text }]
    if (kind === 'agent-heard') return [{ speaker: 'agent', text: payload.text }]
    if (kind !== 'tool-done' || !payload.result.ok) return []
    return [{ speaker: 'tool', text: payload.result.receipt.summary }]
  })
}
