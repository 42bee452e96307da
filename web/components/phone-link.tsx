import { dialLink, phoneNumberWords } from '../lib/phone-number-words.ts'

/** A number that dials when it is pressed, where it can be dialled. */
export function PhoneLink({ number }: { number: string }) {
  const address = dialLink(number)
  if (address === undefined) return <span>{phoneNumberWords(number)}</span>
  return (
    <a
      href={address}
      className="rounded font-medium whitespace-nowrap text-accent-ink underline decoration-accent/40 underline-offset-3 hover:decoration-accent"
    >
      {phoneNumberWords(number)}
    </a>
  )
}
