import { useEffect, useRef } from 'react'
import { useSound } from './sound-context.tsx'

/** How loud the caller is, moving as the voice does. It is for the eye: the words beside it say the rest. */
export function LevelMeter() {
  const { sound } = useSound()
  const bar = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let shown = 0
    return sound.onLevel((level) => {
      // It rises at once and falls slowly, so that it can be read.
      shown = Math.max(shareOf(level), shown * fall)
      bar.current?.style.setProperty('transform', `scaleX(${shown.toFixed(3)})`)
    })
  }, [sound])

  return (
    <span
      aria-hidden
      data-testid="level"
      className="block h-1.5 w-full overflow-hidden rounded-full bg-line"
    >
      <span
        ref={bar}
        className="block h-full origin-left rounded-full bg-accent"
        style={{ transform: 'scaleX(0)' }}
      />
    </span>
  )
}

const fall = 0.85
/** From a quiet room to a loud voice, as ears measure it. */
const quietDecibels = -55
const loudDecibels = -12

function shareOf(level: number): number {
  const decibels = 20 * Math.log10(Math.max(level, 1e-5))
  const share = (decibels - quietDecibels) / (loudDecibels - quietDecibels)
  return Math.min(1, Math.max(0, share))
}
