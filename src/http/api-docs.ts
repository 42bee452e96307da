import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ApiServer } from './api-server.ts'
import type { SignIn } from './sign-in.ts'

/** Collects the routes that are registered after it into an OpenAPI description. */
export async function describeApi(server: ApiServer, version: string): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'LegacyAI Voice',
        version,
        description: 'Calls, customers and tasks of a self-hosted AI phone agent.',
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'Made by `npm run api-key`' },
          session: { type: 'apiKey', in: 'cookie', name: 'session' },
        },
      },
      security: [{ apiKey: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
}

/** `/api/openapi.json` for programs, `/api/docs` for people. */
export async function registerApiDocs(server: ApiServer, signIn: SignIn): Promise<void> {
  server.get(
    '/api/openapi.json',
    {
      preParsing: signIn.guard,
      schema: { tags: ['api'], response: { 200: z.record(z.string(), z.unknown()) } },
    },
    async () => ({ ...server.swagger() }),
  )
  await server.register(async (docs) => {
    docs.addHook('preParsing', signIn.guard)
    await docs.register(swaggerUi, { routePrefix: '/api/docs' })
  })
}
