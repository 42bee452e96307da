import { ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { inputLook } from '../../components/field.tsx'
import { classNames } from '../../lib/class-names.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import { usePhone } from './phone-context.tsx'

/** Where the caller's words are typed; Enter says them. */
export function Composer() {
  const { phone, state } = usePhone()
  const [words, setWords] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const isTalking = state.stage === 'talking'
  useEffect(() => {
    if (isTalking) field.current?.focus()
  }, [isTalking])
  useShortcut('/', () => field.current?.focus())

  const say = (event?: FormEvent) => {
    event?.preventDefault()
    const text = words.trim()
    if (text === '' || !isTalking) return
    phone.say(text)
    setWords('')
  }

  return (
    <form onSubmit={say} className="border-t border-line p-3 sm:p-4">
      <div className="flex items-end gap-2">
        <textarea
          ref={field}
          rows={1}
          maxLength={4000}
          value={words}
          disabled={!isTalking}
          aria-label="What the caller says"
          aria-describedby="composer-hint"
          placeholder={isTalking ? 'Type what the caller says' : 'Waiting for the agent to answer'}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            say()
          }}
          className={classNames(
            inputLook,
            'field-sizing-content max-h-32 min-h-11 resize-none py-2.5',
          )}
        />
        <button
          type="submit"
          aria-label="Say it"
          disabled={!isTalking || words.trim() === ''}
          className="grid size-11 shrink-0 place-items-center rounded-control bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint"
        >
          <ArrowUp aria-hidden size={20} />
        </button>
      </div>
      <p id="composer-hint" className="mt-2 px-1 text-fine text-ink-faint">
        Enter says it. Typing while the agent speaks interrupts it, as on a real phone.
      </p>
    </form>
  )
}
