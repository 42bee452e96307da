import { builtinModules } from 'node:module'
import { importedFile, isForTests, type SourceFile } from './source-file.ts'

/** Who may import whom, as ARCHITECTURE.md says: a folder of `src` imports only folders of lower layers. */
export const layers: Readonly<Record<string, number>> = {
  lib: 0,
  config: 1,
  contract: 1,
  database: 1,
  twilio: 1,
  compliance: 1,
  costs: 1,
  agents: 2,
  integrations: 2,
  calls: 3,
  brains: 4,
  tools: 4,
  voice: 4,
  stores: 4,
  analytics: 4,
  alerts: 4,
  jobs: 5,
  outbound: 5,
  rehearsal: 5,
  doctor: 5,
  http: 6,
  telemetry: 6,
  commands: 7,
}

/** The files directly in `src` and the commands put everything together, and are one room. */
const top = 'commands'

/** Every broken rule of these files, each in words that name the file, what it imports and the rule. */
export function importViolations(files: readonly SourceFile[]): string[] {
  return files.filter((file) => !isForTests(file)).flatMap(violationsOf)
}

type Rule = (importer: string, imported: string) => string | undefined

/** In which part of the project a rule holds, by the beginning of the importer's path. */
const rulesOfFiles: readonly (readonly [string, Rule])[] = [
  ['src/', sourceLayer],
  ['src/', sourceNeighbours],
  ['src/', adapterOnlyInApp],
  ['carrier/', carrierAlone],
  ['web/', webParts],
  ['bench/', benchAlone],
  ['scripts/', scriptsAlone],
]

const rulesOfPackages: readonly (readonly [string, Rule])[] = [
  ['carrier/', carrierWitness],
  ['src/contract/', contractInBrowser],
  ['web/', contractInBrowser],
  ['scripts/', launcherWithoutPackages],
]

function violationsOf(file: SourceFile): string[] {
  return file.imports.flatMap((specifier) => {
    const target = importedFile(file.path, specifier)
    const rules = target === undefined ? rulesOfPackages : rulesOfFiles
    return rules
      .filter(([place]) => file.path.startsWith(place))
      .flatMap(([, rule]) => rule(file.path, target ?? specifier) ?? [])
      .map((broken) => `${file.path} imports ${target ?? specifier}: ${broken}`)
  })
}

function sourceLayer(importer: string, imported: string): string | undefined {
  if (!imported.startsWith('src/')) {
    return mayLeaveSource(importer, imported) ? undefined : 'the server imports nothing outside src'
  }
  const from = folderOfSource(importer)
  const to = folderOfSource(imported)
  if (from === to) return undefined
  const [fromLayer, toLayer] = [layers[from], layers[to]]
  if (fromLayer === undefined) return `the folder ${from} is missing from the table of layers`
  if (toLayer === undefined) return `the folder ${to} is missing from the table of layers`
  if (toLayer < fromLayer) return undefined
  return `${from} (layer ${fromLayer}) imports only lower layers, and ${to} is layer ${toLayer}`
}

/** A rehearsal plays its callers on the carrier; the version of the product stands in its package. */
function mayLeaveSource(importer: string, imported: string): boolean {
  if (imported === 'package.json') return true
  return importer.startsWith('src/rehearsal/') && imported.startsWith('carrier/')
}

/** Inside a folder the rooms stay apart: one channel or one vendor knows nothing of the next. */
function sourceNeighbours(importer: string, imported: string): string | undefined {
  const [, folder, room, ...restOfImporter] = importer.split('/')
  const [, otherFolder, otherRoom, ...restOfImported] = imported.split('/')
  if (folder !== otherFolder || room === otherRoom) return undefined
  if (restOfImporter.length === 0 || restOfImported.length === 0) return undefined
  return `${folder}/${room} and ${folder}/${otherRoom} are neighbours and know nothing of each other`
}

const port =
  /-(caller-line|audio-line|brain|speech-brain|phone-network|call-journal|call-archive|call-book|customer-book|task-book|agent-book|do-not-call-list|team-access|local-journal|last-good-agents|local-tasks)\.ts$/

function adapterOnlyInApp(importer: string, imported: string): string | undefined {
  // The ports themselves stand in `calls`, and everybody imports them.
  const isAdapter = port.test(imported) && /^src\/(?!calls\/)/.test(imported)
  if (!isAdapter || folderOf(importer) === folderOf(imported) || folderOf(importer) === 'src') {
    return undefined
  }
  return 'an adapter is imported only where the parts are put together, in src/app.ts'
}

function carrierAlone(_importer: string, imported: string): string | undefined {
  return imported.startsWith('carrier/') ? undefined : 'the carrier imports nothing of the product'
}

function carrierWitness(_importer: string, imported: string): string | undefined {
  if (!/^twilio(\/|$)/.test(imported)) return undefined
  return "the carrier computes what Twilio computes by itself, or it is no witness of the server's use of the package"
}

const webLayers: Readonly<Record<string, number>> = { lib: 0, components: 1, features: 2, app: 3 }

function webParts(importer: string, imported: string): string | undefined {
  if (!imported.startsWith('web/')) {
    const isContract = imported.startsWith('src/contract/')
    return isContract ? undefined : 'the dashboard imports of the rest only src/contract'
  }
  return sharedFeature(importer, imported) ?? webLayer(importer, imported)
}

function sharedFeature(importer: string, imported: string): string | undefined {
  const [, from, feature] = importer.split('/')
  const [, to, otherFeature] = imported.split('/')
  const isShared = from === 'features' && to === 'features' && feature !== otherFeature
  return isShared ? 'a feature never imports a feature' : undefined
}

function webLayer(importer: string, imported: string): string | undefined {
  const [, from = ''] = importer.split('/')
  const [, to = ''] = imported.split('/')
  if ((webLayers[to] ?? 0) <= (webLayers[from] ?? Number.POSITIVE_INFINITY)) return undefined
  return `web/${from} imports nothing of web/${to}: app, features, components, lib is the order`
}

function benchAlone(_importer: string, imported: string): string | undefined {
  return /^(bench|carrier)\//.test(imported)
    ? undefined
    : 'the load test imports at most the carrier'
}

function scriptsAlone(_importer: string, imported: string): string | undefined {
  return imported.startsWith('scripts/')
    ? undefined
    : 'launcher and supervisor work before and around the product, and import nothing of it'
}

function contractInBrowser(_importer: string, imported: string): string | undefined {
  return isBuiltin(imported) ? 'this runs in the browser, which has no modules of Node' : undefined
}

function launcherWithoutPackages(importer: string, imported: string): string | undefined {
  if (!importer.endsWith('.mjs') || isBuiltin(imported)) return undefined
  return 'the launcher runs before anything is installed, on the modules of Node alone'
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier)
}

function folderOfSource(file: string): string {
  const [, folder = '', ...rest] = file.split('/')
  return rest.length === 0 ? top : folder
}

function folderOf(file: string): string {
  return file.split('/').slice(0, -1).join('/')
}
