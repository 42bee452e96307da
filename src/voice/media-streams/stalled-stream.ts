import type { PhoneNetwork } from '../../calls/phone-network.ts'
import type { TwilioAudioLine } from './twilio-audio-line.ts'

export interface StalledStreamParts {
  readonly callSid: string
  readonly line: Pick<TwilioAudioLine, 'broke' | 'brokeOff' | 'isOpen' | 'stopped'>
  readonly phoneNetwork: Pick<PhoneNetwork, 'bringBack' | 'lookUp'>
  /** Whether nothing has come since. */
  readonly isStillSilent: () => boolean
  readonly closeSocket: () => void
}

/**
 * A stream on which nothing comes any more, though nobody has said that it is over: the carrier is asked what
 * became of the call. Never rejects.
 */
export async function endStalledStream(parts: StalledStreamParts): Promise<void> {
  const { callSid, closeSocket, isStillSilent, line, phoneNetwork } = parts
  const { state } = await phoneNetwork.lookUp(callSid).catch(() => ({ state: 'unknown' }))
  if (!line.isOpen || !isStillSilent()) return
  if (state === 'over') return line.stopped()
  // The end of the socket brings the caller back as well, where the carrier notices it.
  if (state === 'unknown') return line.broke()
  line.brokeOff()
  await phoneNetwork.bringBack(callSid).catch(() => undefined)
  closeSocket()
}
