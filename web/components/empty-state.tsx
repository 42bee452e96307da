import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** Says why a list is empty and what would fill it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-16 text-center">
      <span className="mb-5 grid size-14 place-items-center rounded-full bg-sunken text-ink-faint">
        <Icon aria-hidden size={24} strokeWidth={1.75} />
      </span>
      <h2 className="text-title font-semibold">{title}</h2>
      <p className="mt-1.5 max-w-md text-ink-muted">{children}</p>
      {action !== undefined && <div className="mt-6">{action}</div>}
    </div>
  )
}

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}
