import { withTopic } from './fill-slots.ts'
import {
  isBareReply,
  refuses,
  saysYes,
  tellsMore,
  triesAgain,
  wasAskedInFull,
} from './kind-of-reply.ts'
import { noting, type Offer, type Reception, type Surroundings } from './reception.ts'
import { startGoal } from './start-goal.ts'
import type { Understood } from './understand.ts'
import type { Mark } from './words.ts'

type Step = (reception: Reception, heard: Understood, around: Surroundings) => Reception

/** The answer to an offer to take a message or to arrange a call. */
export function hearOffer(kind: 'message' | 'callback'): Step {
  return (reception, heard, around) => {
    if (turnsDown(heard)) return declined(reception)
    if (heard.marks.has('callback') || heard.marks.has('appointment')) return reception
    const isYes = saysYes(heard) && wasAskedInFull(reception)
    if (isYes) return startGoal(reception, { kind }, around)
    if (reception.offer === undefined || !tellsMore(heard)) return reception
    return startGoal(reception, { kind, topic: withMore(reception.offer, heard) }, around)
  }
}

function withMore({ topic }: Offer, { text }: Understood): string {
  return topic === undefined ? text : `${topic} ${text}`
}

/** The answer to whether the caller would like to speak with a person. */
export function hearPersonOffer(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception {
  if (heard.marks.has('no') || heard.marks.has('rather-not')) {
    return noting(reception, { events: ['declined'] })
  }
  const isYes = saysYes(heard) && wasAskedInFull(reception)
  return isYes
    ? startGoal(reception, { kind: 'transfer', events: ['transfer'] }, around)
    : reception
}

/** The answer to whom the caller would like instead of somebody who is not known here. */
export function hearOtherPerson(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception {
  const { marks } = heard
  const isMember = heard.member !== undefined
  if (isMember || marks.has('message') || marks.has('callback')) return reception
  if (turnsDown(heard)) return declined(reception)
  const isYes = saysYes(heard) && wasAskedInFull(reception)
  if (!isYes && !marks.has('anyone')) return reception
  return startGoal(reception, { kind: 'transfer', events: ['transfer'] }, around)
}

/** What to pass on to who did not take the call: anything but a no. */
export function hearPassOn(reception: Reception, heard: Understood): Reception {
  if (heard.marks.has('goodbye') || triesAgain(heard)) return reception
  if (hasNothing(heard)) {
    const matter = { when: {} }
    return noting({ ...reception, goal: undefined, matter }, { events: ['farewell'] })
  }
  if (isBareReply(heard)) return saysYes(heard) ? noting(reception, {}) : reception
  return heard.isForeign ? reception : withTopic(reception, heard.text)
}

function hasNothing(heard: Understood): boolean {
  if (refuses(heard)) return true
  const isNo = nothing.some((mark) => heard.marks.has(mark))
  return isNo && isBareReply(heard)
}

const nothing: readonly Mark[] = ['no', 'nothing-else', 'thanks']

function turnsDown({ marks }: Understood): boolean {
  return marks.has('no') || marks.has('never-mind')
}

function declined(reception: Reception): Reception {
  return noting({ ...reception, offer: undefined }, { events: ['declined'] })
}
