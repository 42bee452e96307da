import { useState, type FormEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Field } from '../../components/field.tsx'
import { Switch } from '../../components/switch.tsx'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { typedNumber } from '../../lib/typed-number.ts'
import { usePhone } from './phone-context.tsx'

/** Lets calls to a number of the local carrier ring in this browser. */
export function RingHere() {
  const { phone, state, waiting } = usePhone()
  const [typed, setTyped] = useState(usualNumber)
  const [problem, setProblem] = useState<string>()
  const isOn = waiting.stage !== 'off'

  const start = () => {
    const number = typedNumber(typed)
    setProblem(
      number === undefined
        ? 'Write the number with its country code, such as +1 555 010 0001.'
        : undefined,
    )
    if (number !== undefined) phone.waitForCalls(number)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start()
  }

  return (
    <Card>
      <form noValidate onSubmit={submit} className="grid gap-4 p-5">
        <Switch
          label="Ring this browser"
          hint="Be the one who is called."
          isOn={isOn}
          onChange={(on) => (on ? start() : phone.stopWaiting())}
        />
        <Field
          label="Number"
          type="tel"
          inputMode="tel"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          hint="Calls to this number through the local carrier ring here: call it from Calls, New call, or name it as a team member’s number to try a transfer. While you are in a call here, nothing else rings: open a second window to be both."
          problem={waiting.stage === 'refused' ? waiting.problem : problem}
        />
        {isOn && waiting.stage !== 'refused' && waiting.number !== typedNumber(typed) && (
          <Button type="submit" size="small">
            Ring on this number instead
          </Button>
        )}
        <output className="text-small text-ink-muted empty:hidden">
          {waiting.stage === 'ready' && `Waiting for calls to ${phoneNumberWords(waiting.number)}.`}
          {waiting.stage === 'connecting' && 'Connecting to the phone line.'}
          {state.stage === 'idle' && state.missed !== undefined && (
            <span className="block">You missed a call from {phoneNumberWords(state.missed)}.</span>
          )}
        </output>
      </form>
    </Card>
  )
}

const usualNumber = '+15550100001'
