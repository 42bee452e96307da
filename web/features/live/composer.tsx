import { ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { inputLook } from '../../components/field.tsx'
import { classNames } from '../../lib/class-names.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import { usePhone } from './phone-context.tsx'
import { VoiceButton } from './voice/voice-choice.tsx'
import { useVoice } from './voice/voice-context.tsx'

/** Where the caller's words are typed; Enter says them. */
export function Composer({ canInterrupt, waitsForVoice }: ComposerProps) {
  const { phone, state, isAway } = usePhone()
  const [words, setWords] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const isCalled = 'from' in state && state.from !== undefined
  const isTalking = state.stage === 'talking'
  const canSay = isTalking && !isAway
  // Who speaks wants the keys of voice mode, not a field that takes them.
  const isTyping = useVoice().state.doing === 'off'
  useEffect(() => {
    if (isTalking && isTyping) field.current?.focus()
  }, [isTalking, isTyping])
  const unheard = isTalking ? state.unheard : undefined
  const [givenBack, giveBack] = useState(unheard)
  if (unheard !== givenBack) {
    giveBack(unheard)
    if (unheard !== undefined && words === '') setWords(unheard)
  }
  useShortcut('/', () => field.current?.focus())

  const say = (event?: FormEvent) => {
    event?.preventDefault()
    const text = words.trim()
    if (text === '' || !canSay) return
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
          aria-label={isCalled ? 'What you say' : 'What the caller says'}
          aria-describedby="composer-hint"
          placeholder={placeholderFor({ isTalking, isCalled, waitsForVoice })}
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
        <VoiceButton />
        <button
          type="submit"
          aria-label="Say it"
          disabled={!canSay || words.trim() === ''}
          className="grid size-11 shrink-0 place-items-center rounded-control bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint"
        >
          <ArrowUp aria-hidden size={20} />
        </button>
      </div>
      <p id="composer-hint" className="mt-2 px-1 text-fine text-ink-faint">
        {hintFor({ isAway, canInterrupt, waitsForVoice })}
      </p>
    </form>
  )
}

interface ComposerProps {
  readonly canInterrupt: boolean
  /** The agent is about to want the caller's voice. */
  readonly waitsForVoice: boolean
}

function hintFor({ isAway, canInterrupt, waitsForVoice }: ComposerProps & { isAway: boolean }) {
  if (isAway) return 'The connection is coming back. What you type stays here until then.'
  if (waitsForVoice)
    return 'This call is by voice: your microphone is wanted when you have heard who answers. When you are asked something before, type the answer.'
  return canInterrupt
    ? 'Enter says it. Typing while the agent speaks interrupts it, as on a real phone.'
    : 'Enter says it, once the agent has finished: on this channel it cannot be interrupted.'
}

function placeholderFor({ isTalking, isCalled, waitsForVoice }: PlaceholderNeeds) {
  if (waitsForVoice) return 'Listen first'
  if (isCalled) return isTalking ? 'Type what you say' : 'Connecting'
  return isTalking ? 'Type what the caller says' : 'Waiting for the agent to answer'
}

interface PlaceholderNeeds {
  readonly isTalking: boolean
  readonly isCalled: boolean
  readonly waitsForVoice: boolean
}
