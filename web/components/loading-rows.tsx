import { range } from '../lib/range.ts'

/** Stands where the rows of a list will be. */
export function LoadingRows({ label, rows = 5 }: { label: string; rows?: number }) {
  return (
    <div className="divide-y divide-line">
      <output className="sr-only">{label}</output>
      {range(rows).map((row) => (
        <div key={row} aria-hidden className="flex items-center gap-4 px-5 py-5">
          <Shape className="size-9 rounded-full" />
          <div className="flex-1 space-y-2">
            <Shape className="h-3.5 w-40 max-w-3/5" />
            <Shape className="h-3 w-64 max-w-4/5" />
          </div>
          <Shape className="hidden h-6 w-28 rounded-full sm:block" />
        </div>
      ))}
    </div>
  )
}

function Shape({ className }: { className: string }) {
  return <div className={`animate-shimmer rounded bg-sunken ${className}`} />
}
