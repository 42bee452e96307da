import type { ComponentProps } from 'react'
import { classNames } from '../lib/class-names.ts'

/** The one button; `buttonLook` gives the same look to a link. */
export function Button({ look = 'secondary', size = 'medium', className, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={classNames(buttonLook({ look, size }), className)} />
  )
}

export function buttonLook({ look = 'secondary', size = 'medium' }: ButtonLook = {}): string {
  return classNames(
    'inline-flex items-center justify-center gap-2 font-medium whitespace-nowrap select-none',
    'transition-colors duration-(--motion-quick) disabled:cursor-not-allowed disabled:opacity-55',
    looks[look],
    sizes[size],
  )
}

export interface ButtonLook {
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'small' | 'medium' | 'large'
}

type ButtonProps = ComponentProps<'button'> & ButtonLook

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-line bg-surface text-ink shadow-card hover:bg-sunken',
  quiet: 'text-ink-muted hover:bg-sunken hover:text-ink',
  danger: 'bg-danger text-on-danger hover:bg-danger-strong',
}

const sizes = {
  small: 'h-9 rounded-control px-3 text-small',
  medium: 'h-11 rounded-control px-4 text-body',
  large: 'h-14 rounded-full px-8 text-lead font-semibold',
}
