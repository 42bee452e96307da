import type { Clock, Timer } from '../lib/clock.ts'

/** Gathers the keys that a caller presses one after the other into one thing said. */
export interface PressedKeys {
  press(key: string): void
  /** What was pressed so far does not count any more. */
  drop(): void
}

/** Whoever types a number looks at the keypad between two keys, but not for longer. */
const pauseBetweenKeysMs = 2_500

/** `onEntered` gets the keys, without the `#` that ends them. */
export function createPressedKeys(clock: Clock, onEntered: (keys: string) => void): PressedKeys {
  let keys = ''
  let pause: Timer | undefined

  function enter() {
    pause?.cancel()
    const entered = keys
    keys = ''
    if (entered !== '') onEntered(entered)
  }

  return {
    press(key) {
      pause?.cancel()
      if (key === '#') return enter()
      keys += key
      pause = clock.after(pauseBetweenKeysMs, enter)
    },
    drop() {
      pause?.cancel()
      keys = ''
    },
  }
}
