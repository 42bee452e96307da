/**
 * Where log lines go. The sentence is static; what varies are the fields. What a caller said, numbers
 * and names go under `pii` only, which is dropped unless the owner asks for it.
 */
export interface Logger {
  debug(fields: LogFields, sentence: string): void
  info(fields: LogFields, sentence: string): void
  warn(fields: LogFields, sentence: string): void
  error(fields: LogFields, sentence: string): void
}

export interface LogFields {
  readonly [field: string]: unknown
  readonly pii?: Readonly<Record<string, unknown>>
}

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
