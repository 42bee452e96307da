/** Sets the first words apart from those that another brain said before them: they never run into each other. */
export function goingOn(saidBefore: string): (text: string) => string {
  let isApart = saidBefore === '' || /\s$/u.test(saidBefore)
  return (text) => {
    if (isApart || text === '') return text
    isApart = true
    return /^\s/u.test(text) ? text : ` ${text}`
  }
}
