import { Grid3x3 } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { usePhone } from './phone-context.tsx'

/** The keys of a telephone, for a line that asks to press one. Digits can also be typed while it is open. */
export function Keypad() {
  const { phone, state } = usePhone()
  const [isOpen, open] = useState(false)
  const [pressed, setPressed] = useState('')
  const id = useId()
  const press = (key: string) => {
    phone.press(key)
    setPressed((before) => (before + key).slice(-mostShown))
  }
  const type = (event: KeyboardEvent) => {
    if (!keys.some(({ key }) => key === event.key)) return
    event.preventDefault()
    press(event.key)
  }

  return (
    <div className="w-full">
      <Button
        size="small"
        look="quiet"
        aria-expanded={isOpen}
        aria-controls={id}
        className="w-full"
        disabled={state.stage !== 'talking'}
        onClick={() => open(!isOpen)}
        onKeyDown={(event) => isOpen && type(event)}
      >
        <Grid3x3 aria-hidden size={16} />
        Keypad
      </Button>
      {isOpen && state.stage === 'talking' && (
        <fieldset id={id} className="mt-2">
          <legend className="sr-only">Keypad</legend>
          <output
            aria-label="Keys pressed"
            className="block min-h-7 text-center text-lead font-medium tracking-widest tabular-nums"
          >
            {pressed}
          </output>
          <div className="mx-auto mt-1 grid max-w-60 grid-cols-3 gap-2">
            {keys.map(({ key, name }) => (
              <Button key={key} aria-label={name} onKeyDown={type} onClick={() => press(key)}>
                {key}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}

const mostShown = 16

const keys = [
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((key) => ({ key, name: key })),
  { key: '*', name: 'Star' },
  { key: '0', name: '0' },
  { key: '#', name: 'Hash' },
]
