/** The addresses of the carrier's requests: routes and TwiML name them from here. */
export const voicePaths = {
  inbound: '/webhooks/voice',
  outbound: '/webhooks/voice/outbound',
  processSpeech: '/webhooks/process-speech',
  resume: '/webhooks/voice/resume',
  fallback: '/webhooks/voice/fallback',
  status: '/webhooks/voice/status',
  dial: '/webhooks/voice/dial',
  whisper: '/webhooks/voice/whisper',
  whisperAccept: '/webhooks/voice/whisper/accept',
  consent: '/webhooks/voice/consent',
  relaySocket: '/twilio/relay',
  mediaSocket: '/twilio/media',
} as const
