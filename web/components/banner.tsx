import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'

/** A message about the whole page or the whole system. */
export function Banner({ tone, title, children, action, onDismiss }: BannerProps) {
  const { icon: Icon, look, role } = tones[tone]
  return (
    <div
      role={role}
      className={classNames('flex items-start gap-3 rounded-control px-4 py-3 text-small', look)}
    >
      <Icon aria-hidden size={18} className="mt-px shrink-0" />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-semibold">{title}</p>
        {children !== undefined && <div className="mt-0.5">{children}</div>}
      </div>
      {action}
      {onDismiss && (
        <button
          type="button"
          onClick={onDismiss}
          aria-label="Dismiss this message"
          className="-m-2 grid size-9 shrink-0 place-items-center rounded-control"
        >
          <X aria-hidden size={16} />
        </button>
      )}
    </div>
  )
}

interface BannerProps {
  readonly tone: 'info' | 'warning' | 'danger'
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly onDismiss?: () => void
}

const tones = {
  info: { icon: Info, look: 'bg-info-soft text-info-ink', role: 'status' },
  warning: { icon: TriangleAlert, look: 'bg-warning-soft text-warning-ink', role: 'status' },
  danger: { icon: CircleAlert, look: 'bg-danger-soft text-danger-ink', role: 'alert' },
}
