/** Whether this person speaks or types; `undefined` until they were told who may hear them, and agreed. */
export type VoiceChoice = 'on' | 'off' | undefined

export function readVoiceChoice(): VoiceChoice {
  try {
    const choice = localStorage.getItem('voice')
    return choice === 'on' || choice === 'off' ? choice : undefined
  } catch {
    return undefined
  }
}

export function rememberVoiceChoice(choice: 'on' | 'off'): void {
  try {
    localStorage.setItem('voice', choice)
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
