import { useEffect, useReducer } from 'react'
import type { LiveEvent } from '../../src/contract/index.ts'
import { silentCall, withLiveEvent, withoutRunningTools, type LiveCall } from './live-call.ts'
import { useServices } from './services.tsx'

/** Follows one call while the component is shown: its status, its transcript and its tools. */
export function useLiveCall(callSid: string | undefined): LiveCall {
  const { live } = useServices()
  const [seen, tell] = useReducer(follow, { callSid, state: silentCall })

  useEffect(() => {
    tell({ callSid })
    if (callSid === undefined) return undefined
    const releases = [
      live.onStatus(() => {
        if (live.status.state === 'away') tell({ callSid, isAway: true })
      }),
      live.onEvent((event) => tell({ callSid, event })),
      live.subscribe({ type: 'live_transcript', callSid }),
      live.subscribe({ type: 'call_status', callSid }),
    ]
    return () => {
      for (const release of releases) release()
    }
  }, [live, callSid])

  return seen.callSid === callSid ? seen.state : silentCall
}

interface Followed {
  readonly callSid: string | undefined
  readonly state: LiveCall
}

interface Told {
  readonly callSid: string | undefined
  readonly event?: LiveEvent
  /** The socket is gone. */
  readonly isAway?: true
}

function follow(followed: Followed, told: Told) {
  const { callSid, event, isAway } = told
  const state = followed.callSid === callSid ? followed.state : silentCall
  if (isAway) return { callSid, state: withoutRunningTools(state) }
  if (!event || !('callSid' in event) || event.callSid !== callSid) return { callSid, state }
  return { callSid, state: withLiveEvent(state, event) }
}
