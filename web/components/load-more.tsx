import { Button } from './button.tsx'
import { Spinner } from './spinner.tsx'

/** Fetches the next page of a list, where there is one. */
export function LoadMore({ list }: { list: MoreToCome }) {
  if (!list.hasNextPage) return null
  return (
    <div className="flex flex-col items-center gap-2 border-t border-line p-4">
      {list.isFetchNextPageError && (
        <p role="alert" className="text-small text-danger-ink">
          The rest could not be loaded.
        </p>
      )}
      <Button
        size="small"
        disabled={list.isFetchingNextPage}
        onClick={() => void list.fetchNextPage()}
      >
        {list.isFetchingNextPage && <Spinner size={16} />}
        {list.isFetchingNextPage ? 'Loading' : 'Load more'}
      </Button>
    </div>
  )
}

export interface MoreToCome {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isFetchNextPageError: boolean
  readonly fetchNextPage: () => Promise<unknown>
}
