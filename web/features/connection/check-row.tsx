import { CircleCheck, CircleMinus, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { DoctorCheck } from '../../../src/contract/index.ts'
import { Button } from '../../components/button.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { classNames } from '../../lib/class-names.ts'

/** One part of the connection: how it does, what to do about it, and what can be done for you. */
export function CheckRow({ check, isMending, onFix }: CheckRowProps) {
  const { title, state, summary, advice, fix } = check
  const { icon: Icon, look, words } = states[state]
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-4 gap-y-3 px-5 py-5 sm:grid-cols-[1.5rem_minmax(0,1fr)_auto]">
      <Icon aria-hidden size={22} className={classNames('mt-px', look)} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 className="font-semibold">{title}</h2>
          <span className={classNames('text-small', look)}>{words}</span>
        </div>
        <p className="mt-0.5 max-w-2xl wrap-anywhere text-ink-muted">{summary}</p>
        {advice !== null && (
          <p className="mt-3 max-w-2xl rounded-control bg-sunken px-3.5 py-2.5 text-small wrap-anywhere whitespace-pre-line">
            {advice}
          </p>
        )}
      </div>
      {fix && (
        <Button
          size="small"
          className="col-start-2 max-w-full justify-self-start sm:col-start-3"
          disabled={isMending}
          onClick={() => onFix(fix)}
        >
          {isMending && <Spinner size={16} />}
          {isMending ? 'Mending' : fix.label}
        </Button>
      )}
    </li>
  )
}

interface CheckRowProps {
  readonly check: DoctorCheck
  readonly isMending: boolean
  readonly onFix: (fix: NonNullable<DoctorCheck['fix']>) => void
}

const states: Record<DoctorCheck['state'], StateLook> = {
  ok: { icon: CircleCheck, look: 'text-accent-ink', words: 'Works' },
  warning: { icon: TriangleAlert, look: 'text-warning-ink', words: 'Look at this' },
  failed: { icon: CircleX, look: 'text-danger-ink', words: 'Does not work' },
  skipped: { icon: CircleMinus, look: 'text-ink-faint', words: 'Not checked' },
}

interface StateLook {
  readonly icon: LucideIcon
  readonly look: string
  readonly words: string
}
