import { CircleAlert, RotateCw } from 'lucide-react'
import { failureWords } from '../lib/failure-words.ts'
import { Button } from './button.tsx'

/** Says in words why something could not be shown, with a way to try again. */
export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-16 text-center">
      <span className="mb-5 grid size-14 place-items-center rounded-full bg-danger-soft text-danger-ink">
        <CircleAlert aria-hidden size={24} strokeWidth={1.75} />
      </span>
      <h2 className="text-title font-semibold">{title}</h2>
      <p className="mt-1.5 max-w-md text-ink-muted">{failureWords(error)}</p>
      <Button className="mt-6" onClick={onRetry}>
        <RotateCw aria-hidden size={16} />
        Try again
      </Button>
    </div>
  )
}

interface ErrorStateProps {
  readonly title: string
  readonly error: unknown
  readonly onRetry: () => void
}
