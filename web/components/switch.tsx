import { useId, type ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'

/** Switches something on and off at once, with what that means in words beside it. */
export function Switch({ label, hint, isOn, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0 text-left">
        <label id={`${id}-label`} htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="mt-0.5 text-small text-ink-muted">
            {hint}
          </p>
        )}
      </div>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onClick={() => onChange(!isOn)}
        className={classNames(
          'relative mt-0.5 h-6.5 w-11 shrink-0 rounded-full transition-colors duration-(--motion-quick) before:absolute before:-inset-2.5',
          isOn ? 'bg-accent' : 'bg-line-strong',
        )}
      >
        <span
          aria-hidden
          className={classNames(
            'absolute top-0.75 left-0.75 size-5 rounded-full transition-transform duration-(--motion-quick)',
            isOn ? 'translate-x-4.5 bg-on-accent' : 'bg-surface',
          )}
        />
      </button>
    </div>
  )
}

interface SwitchProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}
