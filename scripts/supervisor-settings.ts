import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'

/**
 * The few settings that the supervisor needs before the server has checked them. It refuses nothing:
 * where a value makes no sense the carrier gets the default, and the server says what is wrong.
 */
export function readSupervisorSettings({
  folder,
  environment,
}: {
  folder: string
  environment: NodeJS.ProcessEnv
}): SupervisorSettings {
  const fromFile = readDotEnv(path.join(folder, '.env'))
  const valueOf = (name: string): string | undefined =>
    (environment[name] ?? fromFile[name])?.trim() || undefined

  const port = valueOf('PORT') ?? '3000'
  const serverUrl = urlOr(
    `http://${reachableHost(valueOf('HOST'))}:${port}`,
    'http://127.0.0.1:3000',
  )
  const socketUrl = valueOf('WS_URL')
  return {
    dataDir: path.resolve(folder, valueOf('DATA_DIR') ?? 'data'),
    carrierEnvironment: {
      SERVER_URL: serverUrl,
      APP_URL: urlOr(valueOf('APP_URL'), `http://localhost:${new URL(serverUrl).port || '80'}`),
      ...(socketUrl !== undefined && URL.canParse(socketUrl) && { WS_URL: socketUrl }),
    },
  }
}

export interface SupervisorSettings {
  readonly dataDir: string
  readonly carrierEnvironment: NodeJS.ProcessEnv
}

function readDotEnv(file: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch {
    // There is none, or the server will say why it cannot be read.
    return {}
  }
}

function urlOr(url: string | undefined, otherwise: string): string {
  return url !== undefined && URL.canParse(url) ? url : otherwise
}

/** An address that means all of them is no address to connect to. */
function reachableHost(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
