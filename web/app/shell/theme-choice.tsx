import { Monitor, Moon, Sun } from 'lucide-react'
import { useId, useState } from 'react'
import { chooseTheme, readTheme, type Theme } from '../../lib/theme.ts'

/** Light, dark, or as the machine has it. */
export function ThemeChoice() {
  const name = useId()
  const [theme, setTheme] = useState(readTheme)
  const choose = (next: Theme) => {
    chooseTheme(next)
    setTheme(next)
  }

  return (
    <fieldset className="flex rounded-control bg-sunken p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ value, label, icon: Icon }) => (
        <label
          key={value}
          title={label}
          className="grid h-8 w-9 cursor-pointer place-items-center rounded-lg text-ink-faint hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-focus md:w-auto md:flex-1"
        >
          <input
            type="radio"
            name={name}
            aria-label={label}
            checked={theme === value}
            onChange={() => choose(value)}
            className="sr-only"
          />
          <Icon aria-hidden size={16} />
        </label>
      ))}
    </fieldset>
  )
}

const themes = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const
