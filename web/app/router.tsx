import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
} from '@tanstack/react-router'
import { CallStatus, TaskStatus, type Task } from '../../src/contract/index.ts'
import type { Phone } from '../features/live/phone.ts'
import type { SoundMode } from '../features/live/sound/sound-mode.ts'
import type { VoiceMode } from '../features/live/voice/voice-mode.ts'
import { PageFailed } from './page-failed.tsx'
import { PageMissing } from './page-missing.tsx'
import { SignedIn } from './shell/signed-in.tsx'
import { SignInPage } from './sign-in/sign-in-page.tsx'

/** The addresses of the dashboard. A page's code is fetched when it is first needed. */
export function createAppRouter({ history, ...context }: RouterNeeds) {
  return createRouter({
    routeTree,
    context,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageMissing,
    ...(history ? { history } : {}),
  })
}

interface Context {
  readonly phone: Phone
  readonly voice: VoiceMode
  readonly sound: SoundMode
}

interface RouterNeeds extends Context {
  readonly history?: RouterHistory
}

const root = createRootRouteWithContext<Context>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { from?: string } =>
    typeof search['from'] === 'string' ? { from: search['from'] } : {},
  component: SignInPage,
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: function SignedInRoute() {
    const { phone, voice, sound } = shell.useRouteContext()
    return <SignedIn phone={phone} voice={voice} sound={sound} />
  },
})

const talk = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('../features/live/talk-page.tsx'), 'TalkPage'),
})

const calls = createRoute({
  getParentRoute: () => shell,
  path: '/calls',
  validateSearch: (
    search,
  ): { status?: CallStatus | undefined; phoneNumber?: string | undefined } => {
    const status = CallStatus.safeParse(search['status']).data
    const number = search['phoneNumber']
    // The router reads "+1555…" in an address as a number.
    const phoneNumber = typeof number === 'number' ? `+${String(number)}` : number
    return {
      ...(status ? { status } : {}),
      ...(typeof phoneNumber === 'string' ? { phoneNumber } : {}),
    }
  },
  component: lazyRouteComponent(() => import('../features/calls/calls-page.tsx'), 'CallsPage'),
})

const call = createRoute({
  getParentRoute: () => shell,
  path: '/calls/$callId',
  component: lazyRouteComponent(() => import('../features/calls/call-page.tsx'), 'CallPage'),
})

const tasks = createRoute({
  getParentRoute: () => shell,
  path: '/tasks',
  validateSearch: (search): { status?: Task['status'] | undefined } => {
    const status = TaskStatus.safeParse(search['status']).data
    return status ? { status } : {}
  },
  component: lazyRouteComponent(() => import('../features/tasks/tasks-page.tsx'), 'TasksPage'),
})

const contacts = createRoute({
  getParentRoute: () => shell,
  path: '/contacts',
  component: lazyRouteComponent(
    () => import('../features/contacts/contacts-page.tsx'),
    'ContactsPage',
  ),
})

const connection = createRoute({
  getParentRoute: () => shell,
  path: '/connection',
  component: lazyRouteComponent(
    () => import('../features/connection/connection-page.tsx'),
    'ConnectionPage',
  ),
})

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([talk, calls, call, tasks, contacts, connection]),
])

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
