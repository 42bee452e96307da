/** Whether this person was told where the sound of the microphone goes on a call by voice, and agreed. */
export function hasAgreedToMicrophone(): boolean {
  try {
    return localStorage.getItem('microphone') === 'agreed'
  } catch {
    return false
  }
}

export function rememberMicrophoneAgreed(): void {
  try {
    localStorage.setItem('microphone', 'agreed')
  } catch {
    // Storage is switched off: the agreement lasts as long as the page.
  }
}
