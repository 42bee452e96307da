import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from './journeys/office.ts'

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly summary?: string }>>>>

let office: Office
let paths: Paths
beforeAll(async () => {
  office = await openOffice()
  paths = (await office.get<{ paths: Paths }>('/api/openapi.json')).paths
})
afterAll(() => office[Symbol.asyncDispose]())

/** What the server answers, such as `GET /api/calls/{id}`, from the tree that it prints of itself. */
function answeredRequests(): string[] {
  const place: string[] = []
  const tree = office.app.server.printRoutes({ commonPrefix: false })
  return tree.split('\n').flatMap((line) => {
    const [, branch = '', path = '', methods = ''] = /^(.*?── )(\S+) \((.*)\)$/.exec(line) ?? []
    const depth = branch.length / 4 - 1
    place.splice(Math.max(0, depth), place.length, path)
    const whole = place.join('').replaceAll(/:(\w+)/g, '{$1}')
    return methods.split(', ').flatMap((method) => (path === '' ? [] : [`${method} ${whole}`]))
  })
}

const elsewhere =
  /^HEAD |^GET \/(api\/docs\b.*|live|softphone|twilio\/(relay|media))$|^\w+ (\*|\/webhooks\/self-check)$/

describe('the description of the API', () => {
  it('has every request that the server answers', () => {
    const answered = answeredRequests().filter((request) => !elsewhere.test(request))
    expect(answered.length).toBeGreaterThan(15)
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(answered.filter((request) => !described.includes(request))).toEqual([])
  })

  it('says in words what each request of people and programs does', () => {
    const wordless = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/') && path !== '/api/openapi.json')
      .flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, { summary = '' }]) =>
          summary === '' ? [`${method} ${path}`] : [],
        ),
      )
    expect(wordless).toEqual([])
  })
})
