import { pino, type DestinationStream, type Logger } from 'pino'

/**
 * The log: one JSON line a fact, on standard output. Whatever stands under `pii` is dropped, and so are
 * headers and tokens that could let somebody in.
 */
export function createLogger(
  { level }: { level: 'debug' | 'info' | 'warn' | 'error' },
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: ['pii', '*.pii', 'token', '*.token', 'authorization', '*.headers'],
      remove: true,
    },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    messageKey: 'message',
  }
  return destination ? pino(options, destination) : pino(options)
}
