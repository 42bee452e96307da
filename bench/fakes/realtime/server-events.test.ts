import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import { expectTypeOf, it } from 'vitest'
import type { ServerEvent } from './server-events.ts'

/** All but those that only repeat the session’s settings in the client’s own words. */
type Type = Exclude<ServerEvent['type'], 'session.created' | 'session.updated'>

/**
 * The event of one type, as it goes out. The vendor’s package lets its lists be changed, and leaves out that
 * its server says `null` where there is nothing.
 */
type Sent<One extends Type, Event = ServerEvent> = Event extends { readonly type: infer Types }
  ? One extends Types
    ? Changeable<Omit<Event, 'type'>> & { type: One; event_id: string }
    : never
  : never

type Changeable<Value> = Value extends object
  ? { -readonly [Field in keyof Value]: Changeable<Exclude<Value[Field], null>> }
  : Value

type Described<One extends Type> = Extract<RealtimeServerEvent, { type: One }>

/** The types of which what we send is not what the package describes, or of which we send nothing. */
type Different = {
  [One in Type]: [Sent<One>] extends [never]
    ? One
    : [Sent<One>] extends [Described<One>]
      ? never
      : One
}[Type]

it('every event is one that the vendor’s own package describes, with its fields', () => {
  expectTypeOf<[Different]>().toEqualTypeOf<[never]>()
})
