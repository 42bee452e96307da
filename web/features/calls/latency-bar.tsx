import { classNames } from '../../lib/class-names.ts'

/** A wait as a bar, its shares one behind the other; `longest` is what the whole width stands for. */
export function LatencyBar({ shares, longest }: LatencyBarProps) {
  return (
    <div aria-hidden className="mt-2 flex h-2 overflow-hidden rounded-full bg-sunken">
      {shares.map((ms, index) => (
        <span
          // The shares of a turn keep their places.
          key={index}
          className={shades[index % shades.length]}
          style={{ width: share(ms, longest) }}
        />
      ))}
    </div>
  )
}

/** The colour of a share beside its name. */
export function ShareKey({ index }: { index: number }) {
  return (
    <span
      aria-hidden
      className={classNames('size-2 shrink-0 rounded-full', shades[index % shades.length])}
    />
  )
}

interface LatencyBarProps {
  readonly shares: readonly number[]
  readonly longest: number
}

const shades = [
  'bg-accent',
  'bg-accent/50',
  'bg-info-ink/70',
  'bg-warning-ink/70',
  'bg-ink-faint/60',
]

function share(ms: number, of: number): string {
  return `${String(Math.max(0, Math.min(100, (ms / of) * 100)))}%`
}
