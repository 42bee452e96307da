import { noting, type Matter, type Reception } from './reception.ts'
import { mergedWhen, type WhenSaid } from './when-said.ts'

/** A name that was said; `name-corrected` when it takes the place of another one. */
export function withName(reception: Reception, value: string): Reception {
  const { value: before } = reception.name
  if (before === value) return noting(reception, {})
  return noting(
    { ...reception, name: { value, settled: true } },
    { changed: [before === undefined ? 'name' : 'name-corrected'] },
  )
}

export function withTopic(reception: Reception, topic: string): Reception {
  return noting(withMatter(reception, { topic, reasonSettled: true }), { changed: ['reason'] })
}

export function withUrgency(reception: Reception, urgency: 'normal' | 'urgent'): Reception {
  return noting(withMatter(reception, { urgency }), { changed: ['urgency'] })
}

/** Another word about the time, added to what is known of it. */
export function withMoreOfWhen(reception: Reception, said: WhenSaid): Reception {
  return withWhen(reception, mergedWhen(reception.matter.when, said))
}

export function withWhen(reception: Reception, when: WhenSaid): Reception {
  const { whenIsRefused: _, ...open } = reception.matter
  return noting({ ...reception, matter: { ...open, when } }, { changed: ['when'] })
}

export function withMatter(reception: Reception, change: Partial<Matter>): Reception {
  return { ...reception, matter: { ...reception.matter, ...change } }
}
