import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Dialog } from '../../components/dialog.tsx'
import { useShortcut } from '../../lib/use-shortcut.ts'
import { useGoKeys } from './use-go-keys.ts'

/** The keys that work everywhere, and `?` that tells them. */
export function Shortcuts() {
  const [isShown, show] = useState(false)
  const navigate = useNavigate()
  useShortcut('?', () => show(true))
  useGoKeys((to) => void navigate({ to }))
  if (!isShown) return null

  return (
    <Dialog title="Keyboard" onClose={() => show(false)}>
      <dl className="divide-y divide-line">
        {keys.map(({ does, press }) => (
          <div key={does} className="flex items-center justify-between gap-4 py-2.5">
            <dt>{does}</dt>
            <dd className="flex gap-1.5">
              {press.map((key, index) => (
                <kbd
                  key={`${key}-${String(index)}`}
                  className="grid h-7 min-w-7 place-items-center rounded-md border border-line bg-sunken px-2 font-sans text-fine font-medium"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

const keys = [
  { does: 'Talk to your agent', press: ['g', 'h'] },
  { does: 'Calls', press: ['g', 'c'] },
  { does: 'Tasks', press: ['g', 't'] },
  { does: 'Contacts', press: ['g', 'p'] },
  { does: 'Connection', press: ['g', 's'] },
  { does: 'In a call: type the caller’s words', press: ['/'] },
  { does: 'In a call: hang up', press: ['Esc', 'Esc'] },
  { does: 'With your voice: microphone off and on', press: ['m'] },
  { does: 'With your voice: interrupt the agent', press: ['Esc'] },
  { does: 'This list', press: ['?'] },
]
