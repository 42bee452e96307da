/** How to get a sign-in link, for whoever came without one. */
export function LinkHelp({ isEnded }: { isEnded: boolean }) {
  return (
    <>
      <h1 className="text-title font-semibold">
        {isEnded ? 'Please sign in again' : 'You need a sign-in link'}
      </h1>
      <p className="mt-2 text-ink-muted">
        {isEnded
          ? 'You are not signed in, or your session has ended. A fresh link brings you back.'
          : 'There is no password. You sign in with a link that works once.'}
      </p>
      <FreshLink />
    </>
  )
}

/** The steps to a fresh link. */
export function FreshLink() {
  return (
    <ol className="mt-5 list-decimal space-y-3 pl-5 marker:text-ink-faint">
      <li>On the computer that runs LegacyAI Voice, open a terminal in its folder.</li>
      <li>
        Run this command:
        <code className="mt-2 block rounded-control bg-sunken px-3.5 py-2.5 font-mono text-small">
          npm run sign-in
        </code>
      </li>
      <li>Open the link that it prints. It works for 10 minutes.</li>
    </ol>
  )
}
