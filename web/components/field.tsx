import { useId, type ComponentProps } from 'react'
import { classNames } from '../lib/class-names.ts'

/** A labelled text field with its hint, and what is wrong with its value in words. */
export function Field({ label, hint, problem, ...rest }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = problem ?? hint
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-small font-medium">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        aria-invalid={problem !== undefined}
        aria-describedby={note === undefined ? undefined : noteId}
        className={classNames(inputLook, 'h-11')}
      />
      {note !== undefined && (
        <p
          id={noteId}
          role={problem === undefined ? undefined : 'alert'}
          className={classNames(
            'mt-1.5 text-small',
            problem === undefined ? 'text-ink-muted' : 'text-danger-ink',
          )}
        >
          {note}
        </p>
      )}
    </div>
  )
}

export const inputLook =
  'w-full rounded-control -outline-offset-1 border border-line-strong bg-surface px-3.5 text-body text-ink placeholder:text-ink-faint aria-invalid:border-danger'

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string
  readonly hint?: string
  readonly problem?: string | undefined
}
