import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { AppError, describeWithCause, errorCode } from '../lib/errors.ts'
import { HttpError } from './http-error.ts'

interface Problem {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** Every failed request gets the same shape of answer, in words and without a stack trace. */
export function replyToErrors(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError, request, reply) =>
    replyToError(error, { request, reply }),
  )
}

export function replyToError(
  error: FastifyError,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  const problem = problemOf(error, request)
  if (problem.status >= 500) {
    request.log.error({ error: describeWithCause(error), stack: error.stack }, 'A request failed')
  }
  return send(reply, problem)
}

export function send(reply: FastifyReply, { status, code, message }: Problem): FastifyReply {
  return reply.code(status).send({ error: { code, message } })
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof HttpError) {
    return { status: error.statusCode, code: error.code, message: error.message }
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const message = error.validation.map(describeIssue).join('; ')
    return { status: 400, code: 'request-invalid', message }
  }
  if (error instanceof AppError && error.code === 'wrong-cursor') {
    return { status: 400, code: error.code, message: error.message }
  }
  if (error instanceof AppError && error.code === 'carrier-unavailable') {
    return { status: 503, code: error.code, message: error.message }
  }
  if (isDatabaseAway(error)) {
    return {
      status: 503,
      code: 'records-away',
      message: 'The records cannot be reached at the moment',
    }
  }
  return ofStatus(error.statusCode ?? 500, { error, request })
}

/** Connection trouble of any kind: Node's, the pool's, or PostgreSQL's classes 08, 53 and 57. */
function isDatabaseAway(error: FastifyError): boolean {
  if (error instanceof AppError) return error.retryable
  const code = errorCode(error.cause) ?? errorCode(error) ?? ''
  return /^(ECONN|ENOENT|ETIMEDOUT|EPIPE|08|53|57)/.test(code) || /timeout/.test(error.message)
}

function describeIssue(issue: { instancePath: string; message?: string }): string {
  const field = issue.instancePath.replace(/^\//, '').replaceAll('/', '.')
  return field === '' ? (issue.message ?? 'invalid') : `${field}: ${issue.message ?? 'invalid'}`
}

function ofStatus(
  status: number,
  { error, request }: { error: FastifyError; request: FastifyRequest },
): Problem {
  if (status === 413) {
    return { status, code: 'body-too-large', message: 'The request is larger than we accept' }
  }
  if (status === 415) {
    const message = 'The request carries a kind of body that is not understood here'
    return { status, code: 'body-not-understood', message }
  }
  if (status === 429) {
    return { status, code: 'too-many-requests', message: 'Too many requests; try again shortly' }
  }
  if (status >= 400 && status < 500) {
    return { status, code: 'request-invalid', message: error.message }
  }
  const message = `Something went wrong on our side; it is in the log as ${request.id}`
  return { status: 500, code: 'internal', message }
}
