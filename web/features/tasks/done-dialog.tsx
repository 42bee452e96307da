import { useId, useState, type FormEvent } from 'react'
import type { Task } from '../../../src/contract/index.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { inputLook } from '../../components/field.tsx'
import { classNames } from '../../lib/class-names.ts'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'

/** Asks once before a task is marked as done, and for a note on what came of it. */
export function DoneDialog({ task, onClose, onDone }: DoneDialogProps) {
  const id = useId()
  const [result, setResult] = useState('')
  const who = task.name ?? phoneNumberWords(task.phoneNumber)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onDone(result.trim())
  }

  return (
    <Dialog title="Mark as done?" onClose={onClose}>
      <form onSubmit={submit}>
        <p className="text-ink-muted">
          {task.type === 'callback' ? 'The callback for' : 'The message from'} {who} moves to the
          tasks that are done.
        </p>
        <label htmlFor={id} className="mt-5 mb-1.5 block text-small font-medium">
          What came of it? <span className="font-normal text-ink-faint">(optional)</span>
        </label>
        <textarea
          id={id}
          rows={3}
          maxLength={2000}
          value={result}
          onChange={(event) => setResult(event.currentTarget.value)}
          className={classNames(inputLook, 'resize-y py-2.5')}
        />
        <div className="mt-5 flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit">
            Done
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface DoneDialogProps {
  readonly task: Task
  readonly onClose: () => void
  readonly onDone: (result: string) => void
}
