import type { DoctorCheck } from '../../../src/contract/index.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'

/** Asks once before anything outside this installation is changed. */
export function FixDialog({ fix, onClose, onConfirm }: FixDialogProps) {
  return (
    <Dialog title={`${fix.label}?`} onClose={onClose}>
      <p className="text-ink-muted">
        This changes settings for you, also outside this installation where the label says so.
        Everything is checked again afterwards.
      </p>
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Leave it as it is
        </Button>
        <Button look="primary" onClick={onConfirm}>
          {fix.label}
        </Button>
      </div>
    </Dialog>
  )
}

interface FixDialogProps {
  readonly fix: NonNullable<DoctorCheck['fix']>
  readonly onClose: () => void
  readonly onConfirm: () => void
}
