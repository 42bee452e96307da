import type { ReactNode } from 'react'
import { Card } from './card.tsx'
import { ErrorState } from './error-state.tsx'
import { LoadMore, type MoreToCome } from './load-more.tsx'
import { LoadingRows } from './loading-rows.tsx'

/** A list in each of its states: loading, failed, empty, filled, and with more to come. */
export function ListCard({ name, list, count, empty, children }: ListCardProps) {
  return (
    <Card>
      {list.isPending && <LoadingRows label={`Loading the ${name}`} />}
      {list.isError && count === undefined && (
        <ErrorState
          title={`The ${name} could not be loaded`}
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {count === 0 && !list.hasNextPage && empty}
      {count !== undefined && count > 0 && children}
      <LoadMore list={list} />
    </Card>
  )
}

interface ListCardProps {
  /** In the plural: "calls". */
  readonly name: string
  readonly list: ListQuery
  /** How many are loaded; `undefined` before the first answer. */
  readonly count: number | undefined
  readonly empty: ReactNode
  readonly children: ReactNode
}

interface ListQuery extends MoreToCome {
  readonly isPending: boolean
  readonly isError: boolean
  readonly error: unknown
  readonly refetch: () => Promise<unknown>
}
