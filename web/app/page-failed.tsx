import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { ErrorState } from '../components/error-state.tsx'

/** Stands in for a page that broke or whose code could not be fetched. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        title="This page could not be shown"
        error={error}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </>
  )
}
