import fastifyStatic from '@fastify/static'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { send } from './error-reply.ts'

/** Serves the dashboard's files, and its first page for every path that only the browser knows. */
export async function registerDashboard(server: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'))
  if (isBuilt) {
    await server.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path)),
    })
  }
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (request, reply) => {
    const isPage = request.method === 'GET' && accepts(request.headers.accept, 'text/html')
    if (isBuilt && isPage && !isOurs(request.url)) return reply.sendFile('index.html')
    return send(reply, { status: 404, code: 'not-found', message: 'There is nothing here' })
  })
}

/** Names under `assets` hold a hash of what is in them, so they never change. */
function cachingOf(path: string): string {
  return path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function isOurs(url: string): boolean {
  return /^\/(api|webhooks|twilio|live|softphone)(\/|\?|$)/.test(url)
}

function accepts(header: string | undefined, type: string): boolean {
  return header?.includes(type) ?? false
}
