import type { StandingWords } from '../agents/standing-words.ts'
import type { PhoneNetwork } from '../calls/phone-network.ts'
import type { Switchboard } from '../calls/switchboard.ts'
import type { Clock } from '../lib/clock.ts'
import type { PublicUrls } from './public-urls.ts'
import type { SignedRequests } from './signed-requests.ts'

/** What the routes of the phone carrier need. */
export interface VoiceParts {
  readonly switchboard: Switchboard
  readonly signedRequests: SignedRequests
  readonly urls: PublicUrls
  readonly clock: Clock
  readonly newId: () => string
  /** Asked about a call whose sound has stopped, and to take one off its stream. */
  readonly phoneNetwork: Pick<PhoneNetwork, 'bringBack' | 'lookUp'>
  /** Said by the carrier where no agent can say it. */
  readonly words: Pick<StandingWords, 'connectionLost' | 'closing' | 'consent' | 'oneMoment'>
  /** A frame that could not be used: ignored, and counted. */
  readonly onStrangeFrame: (frame: { socket: 'relay' | 'media'; reason: string }) => void
  /** The carrier had to ask the fallback address. */
  readonly onFallback: () => void
}
