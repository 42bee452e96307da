import { ChevronRight, Phone } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Field } from '../../components/field.tsx'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { typedNumber } from '../../lib/typed-number.ts'
import { useSession } from '../../lib/session-context.tsx'
import { usePhone } from './phone-context.tsx'
import { VoiceSwitch } from './voice/voice-choice.tsx'

/** The phone on its hook: one large button, and whom it rings. */
export function BeforeCall({ problem }: { problem: string | undefined }) {
  const { phone } = usePhone()
  const { agentName, phoneNumber, talksIn } = useSession()
  const [from, setFrom] = useState('')
  const [fromProblem, setFromProblem] = useState<string>()

  const call = (event: FormEvent) => {
    event.preventDefault()
    const number = typedNumber(from)
    const isUsable = from.trim() === '' || number !== undefined
    setFromProblem(
      isUsable
        ? undefined
        : 'Write the number with its country code, such as +1 555 010 0123, or leave it empty.',
    )
    if (isUsable) phone.dial(number)
  }

  return (
    <Card>
      <form onSubmit={call} className="flex flex-col items-center px-6 py-10 text-center">
        <Emblem />
        <p className="mt-6 text-title font-semibold">{agentName}</p>
        <p className="mt-0.5 text-ink-muted tabular-nums">{phoneNumberWords(phoneNumber)}</p>
        <Button type="submit" look="primary" size="large" className="mt-7 w-full max-w-64">
          <Phone aria-hidden size={20} />
          Call
        </Button>
        <p className="mt-4 text-small text-ink-muted">
          {talksIn === 'sound'
            ? 'A real call over the built-in phone line, by voice: you will be asked for your microphone. The speech model is paid for by the minute.'
            : 'A real call over the built-in phone line. It costs nothing.'}
        </p>
        {problem !== undefined && (
          <div className="mt-6 w-full text-left">
            <Banner tone="danger" title="The call did not go through">
              {problem}
            </Banner>
          </div>
        )}
        {talksIn === 'words' && (
          <div className="mt-7 w-full border-t border-line pt-5">
            <VoiceSwitch />
          </div>
        )}
        <details className="group mt-4 w-full max-w-64 text-left">
          <summary className="mx-auto flex w-fit list-none items-center gap-1 rounded px-2 py-1 text-small text-ink-muted hover:text-ink">
            <ChevronRight
              aria-hidden
              size={14}
              className="transition-transform group-open:rotate-90"
            />
            Calling from
          </summary>
          <div className="mt-3">
            <Field
              label="Calling from"
              type="tel"
              inputMode="tel"
              autoComplete="off"
              placeholder="+1 555 010 0123"
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
              hint="Empty: the line picks a number."
              problem={fromProblem}
            />
          </div>
        </details>
      </form>
    </Card>
  )
}

function Emblem() {
  return (
    <span
      aria-hidden
      className="grid size-24 place-items-center rounded-full bg-accent-soft text-accent-ink ring-10 ring-accent-soft/40"
    >
      <svg viewBox="0 0 32 32" className="size-11" stroke="currentColor" strokeLinecap="round">
        <path d="M6 13v6M11 9v14M16 5v22M21 10v12M26 13.5v5" strokeWidth="2.6" fill="none" />
      </svg>
    </span>
  )
}
