import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Faults, Target } from './faults.ts'

/** How a webhook request is spoilt, where a fault strikes it. */
export interface Spoiling {
  readonly copies: number
  /** Signs it instead of the account's token. */
  readonly authToken: string | undefined
  readonly extraParameters: Readonly<Record<string, string>>
  readonly dribbleEveryMs: number | undefined
}

export function spoilingOf(
  target: Target,
  { faults, random }: { faults: Faults; random: Random },
): Spoiling {
  const extra = faults.strike('webhook-with-extra-parameters', target)
  const oldToken = faults.strike('webhook-signed-with-old-token', target)?.authToken
  const wrongToken = faults.strike('webhook-wrongly-signed', target) && random.hex(32)
  const duplicated = faults.strike('webhook-duplicated', target)
  return {
    copies: duplicated === undefined ? 1 : (duplicated.times ?? 2),
    authToken: wrongToken ?? oldToken,
    extraParameters:
      extra === undefined
        ? {}
        : (extra.parameters ?? { [`Parameter${random.hex(6)}`]: random.hex(6) }),
    dribbleEveryMs: faults.strike('webhook-dribbled', target)?.everyMs,
  }
}

/** Holds webhooks back that faults let come late. */
export interface Delays {
  /** Resolves when the request may go; nothing where no fault holds it up. */
  ofControl(target: Target): Promise<void> | undefined
  ofInformational(target: Target): Promise<void> | undefined
  /** A request of the call was answered: those that were to come after it go now. */
  answered(callSid: string): void
}

export function createDelays({ faults, clock }: { faults: Faults; clock: Clock }): Delays {
  const held = new Map<string, (() => void)[]>()

  function delayed(target: Target): Promise<void> | undefined {
    const fault = faults.strike('webhook-delayed', target)
    if (fault === undefined) return undefined
    return new Promise((resolve) => {
      clock.after(fault.delayMs, resolve)
    })
  }

  function reordered(target: Target): Promise<void> | undefined {
    if (faults.strike('webhook-reordered', target) === undefined) return undefined
    return new Promise((resolve) => {
      held.set(target.callSid, [...(held.get(target.callSid) ?? []), resolve])
      clock.after(longestHoldMs, resolve)
    })
  }

  return {
    ofControl: delayed,
    ofInformational: (target) => delayed(target) ?? reordered(target),
    answered(callSid) {
      for (const release of held.get(callSid) ?? []) release()
      held.delete(callSid)
    },
  }
}

const longestHoldMs = 5000
