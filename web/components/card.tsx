import { useId, type ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'

/** A titled area of a page. */
export function Card({ title, aside, className, children }: CardProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={classNames(
        'overflow-clip rounded-card border border-line bg-surface shadow-card',
        className,
      )}
    >
      {title !== undefined && (
        <div className="flex min-h-14 items-center justify-between gap-4 border-b border-line px-5 py-2">
          <h2 id={id} className="text-body font-semibold">
            {title}
          </h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

interface CardProps {
  readonly title?: string
  readonly aside?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}
