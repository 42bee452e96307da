import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'

/** A native modal dialog: it is there as long as it is rendered. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] animate-appear rounded-card border border-line bg-surface p-6 text-left text-ink shadow-raised"
    >
      <h2 id={id} className="mb-4 pr-10 text-title font-semibold">
        {title}
      </h2>
      {children}
      {/* Last, so that the dialog opens with the focus on its content. */}
      <button
        type="button"
        aria-label="Close"
        onClick={onClose}
        className="absolute top-4 right-4 grid size-10 place-items-center rounded-control text-ink-muted hover:bg-sunken"
      >
        <X aria-hidden size={18} />
      </button>
    </dialog>
  )
}

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}
