import type { ReactNode } from 'react'

/** A row of links of which one is current: a filter that lives in the address. */
export function FilterLinks({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="-mx-4 flex max-w-[calc(100%+2rem)] gap-1 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:max-w-full sm:px-0.5 [&>a]:inline-flex [&>a]:h-9 [&>a]:items-center [&>a]:rounded-full [&>a]:px-3.5 [&>a]:text-small [&>a]:font-medium [&>a]:whitespace-nowrap [&>a]:text-ink-muted [&>a]:hover:bg-sunken [&>a[aria-current]]:bg-ink [&>a[aria-current]]:text-canvas"
    >
      {children}
    </nav>
  )
}
