/** What browsers have and jsdom lacks, as far as the dashboard uses it. */
export function fillBrowserGaps(): void {
  Object.assign(HTMLDialogElement.prototype, { showModal, close })
  Object.assign(globalThis, { scrollTo: () => undefined })
}

function showModal(this: HTMLDialogElement) {
  this.open = true
  this.querySelector<HTMLElement>('input, textarea, button')?.focus()
}

function close(this: HTMLDialogElement) {
  this.open = false
}
