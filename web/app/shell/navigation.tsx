import { Link } from '@tanstack/react-router'
import {
  AudioLines,
  Cable,
  ListTodo,
  PhoneIncoming,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import { useId } from 'react'
import { useLiveCalls } from '../../features/calls/use-live-calls.ts'

/** The rooms, and the settings behind them: on the left where there is space, under the thumb on a phone. */
export function Navigation() {
  const liveCalls = useLiveCalls().length
  const settingsId = useId()
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:static md:flex-1 md:border-0 md:pb-0"
    >
      <ul className="grid grid-cols-5 md:grid-cols-1 md:gap-1">
        {rooms.map((room) => (
          <li key={room.to}>
            <Room {...room} liveCalls={room.to === '/calls' ? liveCalls : 0} />
          </li>
        ))}
        <li className="contents md:block md:pt-5">
          <p id={settingsId} className="hidden px-3 pb-1.5 text-fine text-ink-faint md:block">
            Settings
          </p>
          <ul aria-labelledby={settingsId} className="contents md:grid md:gap-1">
            {settings.map((room) => (
              <li key={room.to}>
                <Room {...room} liveCalls={0} />
              </li>
            ))}
          </ul>
        </li>
      </ul>
    </nav>
  )
}

function Room({ to, label, icon: Icon, liveCalls }: RoomProps) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      className="relative flex h-16 flex-col items-center justify-center gap-1 text-fine font-medium text-ink-muted outline-offset-[-3px] hover:text-ink aria-[current]:text-accent-ink md:h-10 md:flex-row md:justify-start md:gap-3 md:rounded-control md:px-3 md:text-body md:outline-offset-2 md:hover:bg-sunken md:aria-[current]:bg-accent-soft"
    >
      <Icon aria-hidden size={20} strokeWidth={1.9} />
      {label}
      {liveCalls > 0 && <LiveCount count={liveCalls} />}
    </Link>
  )
}

function LiveCount({ count }: { count: number }) {
  return (
    <span className="absolute top-2 left-[calc(50%+0.6rem)] grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-fine font-semibold text-on-accent tabular-nums md:static md:ml-auto">
      {count}
      <span className="sr-only"> going on now</span>
    </span>
  )
}

const rooms = [
  { to: '/', label: 'Talk', icon: AudioLines },
  { to: '/calls', label: 'Calls', icon: PhoneIncoming },
  { to: '/tasks', label: 'Tasks', icon: ListTodo },
  { to: '/contacts', label: 'Contacts', icon: UsersRound },
] as const

const settings = [{ to: '/connection', label: 'Connection', icon: Cable }] as const

interface RoomProps {
  readonly to: (typeof rooms | typeof settings)[number]['to']
  readonly label: string
  readonly icon: LucideIcon
  readonly liveCalls: number
}
