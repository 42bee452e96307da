import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'

/** Says who may hear the caller before anything is listened to. */
export function VoiceConsent({ onAgree, onClose }: VoiceConsentProps) {
  return (
    <Dialog title="Speak instead of typing?" onClose={onClose}>
      <div className="space-y-3 text-ink-muted">
        <p>
          Your browser does the listening, and{' '}
          <strong className="font-semibold text-ink">its maker may process what you say</strong>:
          Chrome and Edge send the sound from your microphone to their makers’ servers, and Safari
          may do so too. We are given only the words that come back.
        </p>
        <p>
          The agent’s words are read aloud by a voice of this machine where it has one; some voices
          of a browser are made on its maker’s servers.
        </p>
        <p>What you type never goes there, and typing works at any time.</p>
      </div>
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Keep typing
        </Button>
        <Button look="primary" onClick={onAgree}>
          Speak
        </Button>
      </div>
    </Dialog>
  )
}

interface VoiceConsentProps {
  readonly onAgree: () => void
  readonly onClose: () => void
}
