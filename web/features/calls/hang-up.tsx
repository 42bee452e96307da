import { PhoneOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { failureWords } from '../../lib/failure-words.ts'
import { useHangUpCall } from './api/hang-up-call.ts'

/** Ends a call that rings or goes on, after one question: somebody may be in the middle of a sentence. */
export function HangUp({ callId }: { callId: string }) {
  const hangUp = useHangUpCall()
  const [isAsking, ask] = useState(false)
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      {hangUp.isError && (
        <p role="alert" className="max-w-72 text-small text-danger-ink">
          The call goes on: {failureWords(hangUp.error)}
        </p>
      )}
      <Button
        look="danger"
        size="small"
        disabled={hangUp.isPending || hangUp.isSuccess}
        onClick={() => ask(true)}
      >
        <PhoneOff aria-hidden size={16} />
        {hangUp.isPending || hangUp.isSuccess ? 'Hanging up' : 'Hang up'}
      </Button>
      {isAsking && (
        <Dialog title="End this call?" onClose={() => ask(false)}>
          <p className="text-ink-muted">The line is cut at once, without a goodbye.</p>
          <div className="mt-5 flex justify-end gap-2">
            <Button look="quiet" onClick={() => ask(false)}>
              Let it go on
            </Button>
            <Button
              look="danger"
              onClick={() => {
                ask(false)
                hangUp.mutate(callId)
              }}
            >
              Hang up
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}
