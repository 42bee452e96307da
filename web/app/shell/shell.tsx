import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { IncomingCall } from '../../features/live/incoming-call.tsx'
import { OngoingCall } from '../../features/live/ongoing-call.tsx'
import { useCallFeed } from '../../features/calls/use-live-calls.ts'
import { useSession } from '../../lib/session-context.tsx'
import { useServices } from '../../lib/services.tsx'
import { Account } from './account.tsx'
import { Navigation } from './navigation.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { SystemBanners } from './system-banners.tsx'

/** The frame around every page: where one is, where one can go, and how the system feels. */
export function Shell() {
  const { live } = useServices()
  const { business } = useSession()
  const main = useFocusOnNewPage()
  useEffect(() => {
    live.start()
    return () => live.stop()
  }, [live])
  useCallFeed()

  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="z-30 rounded-control bg-accent px-4 py-2 font-medium text-on-accent not-focus:sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the page
      </a>
      <header className="flex items-center justify-between gap-3 border-b border-line bg-surface px-4 py-2.5 md:sticky md:top-0 md:h-dvh md:flex-col md:items-stretch md:justify-start md:border-r md:border-b-0 md:px-4 md:py-6">
        <div className="flex min-w-0 items-center gap-3 md:px-2 md:pb-6">
          <img src="/favicon.svg" alt="" className="size-8 shrink-0" />
          <div className="min-w-0">
            <p className="line-clamp-2 leading-5 font-semibold">{business}</p>
            <p className="hidden pt-0.5 text-fine text-ink-faint md:block">LegacyAI Voice</p>
          </div>
        </div>
        <Navigation />
        <Account />
      </header>
      <main ref={main} id="main" tabIndex={-1} className="min-w-0 pb-20 outline-none md:pb-0">
        <SystemBanners />
        <Outlet />
      </main>
      <div className="fixed right-4 bottom-20 z-20 rounded-card shadow-raised md:bottom-6 md:right-6">
        <OngoingCall />
        <IncomingCall />
      </div>
      <Shortcuts />
    </div>
  )
}

/** Moves the focus to the page after each step, so that a screen reader and the Tab key start there. */
function useFocusOnNewPage() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
