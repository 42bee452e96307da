/** Words that only a screen reader speaks, politely, when they change. */
export function Announcer({ words }: { words: string | undefined }) {
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  )
}
