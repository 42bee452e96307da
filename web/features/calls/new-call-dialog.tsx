import { useNavigate } from '@tanstack/react-router'
import { useId, useState, type FormEvent } from 'react'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Field, inputLook } from '../../components/field.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { classNames } from '../../lib/class-names.ts'
import { failureWords } from '../../lib/failure-words.ts'
import { typedNumber } from '../../lib/typed-number.ts'
import { usePlaceCall } from './api/place-call.ts'

/** Asks whom the agent is to call and with which words it opens. What was typed survives a refusal. */
export function NewCallDialog({ onClose }: { onClose: () => void }) {
  const place = usePlaceCall()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [opening, setOpening] = useState('')
  const [problem, setProblem] = useState<string>()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const to = typedNumber(typed)
    setProblem(to === undefined ? numberWords(typed) : undefined)
    if (place.isPending) return
    place.reset()
    if (to === undefined) return
    place.mutate(
      { to, opening: opening.trim() },
      {
        onSuccess: ({ id }) => void navigate({ to: '/calls/$callId', params: { callId: id } }),
      },
    )
  }

  return (
    <Dialog title="New call" onClose={onClose}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <p className="text-ink-muted">
          Your agent calls this number, says that it is an AI, and talks with whoever answers.
        </p>
        <Field
          label="Number to call"
          type="tel"
          inputMode="tel"
          autoComplete="off"
          placeholder="+1 555 010 0123"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          hint="With its country code."
          problem={problem}
        />
        <Opening words={opening} onChange={setOpening} />
        {place.isError && (
          <Banner tone="danger" title="The call was not placed">
            {failureWords(place.error)}
          </Banner>
        )}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit" disabled={place.isPending}>
            {place.isPending && <Spinner />}
            Call
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Opening({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-small font-medium">
        What the agent opens with <span className="font-normal text-ink-faint">(optional)</span>
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={longestOpening}
        value={words}
        aria-describedby={`${id}-note`}
        placeholder="I am calling about your appointment on Friday."
        onChange={(event) => onChange(event.currentTarget.value)}
        className={classNames(inputLook, 'resize-y py-2.5')}
      />
      <p id={`${id}-note`} className="mt-1.5 flex justify-between gap-4 text-small text-ink-muted">
        <span>Said after the agent has introduced itself.</span>
        <span className="shrink-0 tabular-nums">
          {words.length} of {longestOpening}
        </span>
      </p>
    </div>
  )
}

/** As the server has it. */
const longestOpening = 300

function numberWords(typed: string): string {
  return typed.trim() === ''
    ? 'Write the number to call.'
    : 'Write the number with its country code, such as +1 555 010 0123.'
}
