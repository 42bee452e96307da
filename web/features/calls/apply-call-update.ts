import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { CallPage, CallSummary } from '../../../src/contract/index.ts'
import { otherParty } from '../../lib/other-party.ts'
import { callListsKey, liveCallsKey, type CallListFilter } from './api/get-calls.ts'

/** Writes what the live socket told of a call into every list that is loaded. */
export function applyCallUpdate(queries: QueryClient, call: CallSummary): void {
  queries.setQueryData<CallPage>(liveCallsKey, (page) => page && withLiveCall(page, call))
  for (const [key, pages] of queries.getQueriesData<CallPages>({ queryKey: callListsKey })) {
    const filter = key.at(-1) as CallListFilter // `callsQuery` puts it there
    if (pages) queries.setQueryData<CallPages>(key, withCall(pages, { call, filter }))
  }
  // A list that is just being fetched may come with the call as it was before.
  for (const queryKey of [liveCallsKey, callListsKey]) {
    if (queries.isFetching({ queryKey }) > 0) void queries.invalidateQueries({ queryKey })
  }
}

type CallPages = InfiniteData<CallPage, string | undefined>

function withLiveCall(page: CallPage, call: CallSummary): CallPage {
  const others = page.items.filter((one) => one.id !== call.id)
  return { ...page, items: call.status === 'active' ? [call, ...others] : others }
}

function withCall(
  pages: CallPages,
  { call, filter }: { call: CallSummary; filter: CallListFilter },
) {
  const isKnown = pages.pages.some((page) => page.items.some((one) => one.id === call.id))
  const now = fits(call, filter) ? [call] : []
  const next = pages.pages.map((page, index) => {
    if (!isKnown && index === 0) return { ...page, items: [...now, ...page.items] }
    return { ...page, items: page.items.flatMap((one) => (one.id === call.id ? now : [one])) }
  })
  return { ...pages, pages: next }
}

function fits(call: CallSummary, { status, phoneNumber }: CallListFilter): boolean {
  if (status !== undefined && call.status !== status) return false
  return phoneNumber === undefined || otherParty(call) === phoneNumber
}
