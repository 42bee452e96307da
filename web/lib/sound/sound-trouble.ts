/** Why there is no sound, or none from the microphone. */
export type SoundTrouble =
  | 'refused'
  | 'not-secure'
  | 'no-microphone'
  | 'busy'
  /** It was there, and is not any more. */
  | 'lost'
  | 'unsupported'
  | 'broken'

/** What the browser means when it opens no microphone. */
export function microphoneTrouble(error: unknown): SoundTrouble {
  const hasName = typeof error === 'object' && error !== null && 'name' in error
  return (hasName ? troubles[String(error.name)] : undefined) ?? 'broken'
}

const troubles: Record<string, SoundTrouble | undefined> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'no-microphone',
  OverconstrainedError: 'no-microphone',
  NotReadableError: 'busy',
  AbortError: 'busy',
}
