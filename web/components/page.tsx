import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'

/** The frame of a page: its width, its heading, and the title of the window. */
export function Page({ title, lead, aside, onSmallScreens = 'with-heading', children }: PageProps) {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-6 pb-16 sm:px-8 md:pt-10 lg:px-12">
      <title>{`${title} · LegacyAI Voice`}</title>
      <header
        className={classNames(
          'mb-6 flex flex-wrap items-start justify-between gap-x-8 gap-y-4 md:mb-8',
          onSmallScreens === 'without-heading' && 'max-lg:sr-only',
        )}
      >
        <div className="min-w-0">
          <h1 className="text-page font-semibold wrap-anywhere">{title}</h1>
          {lead !== undefined && <p className="mt-1.5 max-w-2xl text-ink-muted">{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </div>
  )
}

interface PageProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly aside?: ReactNode
  /** A page that needs the whole of a small screen keeps its heading for screen readers only. */
  readonly onSmallScreens?: 'with-heading' | 'without-heading'
  readonly children: ReactNode
}
