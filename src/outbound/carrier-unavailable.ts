import { AppError } from '../lib/errors.ts'

/** The carrier was asked for something and could not be reached, or did not answer as carriers do. */
export class CarrierUnavailable extends AppError {
  override readonly code = 'carrier-unavailable'
  override readonly retryable = true

  constructor(cause: unknown) {
    super('The phone carrier cannot be reached at the moment', { cause })
  }
}

/** @throws {CarrierUnavailable} when this request of the carrier fails. */
export function askingCarrier<T>(request: Promise<T>): Promise<T> {
  return request.catch((error: unknown) => {
    throw new CarrierUnavailable(error)
  })
}
