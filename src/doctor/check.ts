import type { DoctorCheck } from '../contract/doctor.ts'

/** A look at one part of the installation. What it finds wrong is a result; only surprises are thrown. */
export interface Check {
  readonly id: string
  readonly title: string
  run(): Promise<CheckResult>
}

export interface CheckResult {
  readonly state: DoctorCheck['state']
  readonly summary: string
  /** What to do about it. */
  readonly advice?: string | undefined
  readonly fix?: Fix | undefined
}

/** Something that the doctor can put right when it is asked to. */
export interface Fix {
  readonly id: string
  /** What a button would say. */
  readonly label: string
}

/** What mending came to; `words` say why it was not done. */
export type FixOutcome = { readonly done: true } | { readonly done: false; readonly words: string }

export function ok(summary: string, advice?: string): CheckResult {
  return { state: 'ok', summary, advice }
}

export function warning(summary: string, advice: string): CheckResult {
  return { state: 'warning', summary, advice }
}

export function failed(summary: string, advice: string): CheckResult {
  return { state: 'failed', summary, advice }
}

export function skipped(summary: string, advice?: string): CheckResult {
  return { state: 'skipped', summary, advice }
}

export const noTwilio = skipped('No Twilio account is configured, so there is nothing to look at.')
