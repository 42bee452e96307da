import type { EventOf, ServerEvent } from './server-events.ts'

/** What is done about each kind of event. */
export type EventHandlers = {
  readonly [Type in ServerEvent['type']]: (event: EventOf<Type>) => unknown
}

export function dispatchTo(handlers: EventHandlers): (event: ServerEvent) => void {
  return (event) => {
    // The table has for each type the one that takes its events.
    const handle = handlers[event.type] as (event: ServerEvent) => unknown
    handle(event)
  }
}
