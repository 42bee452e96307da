import { parseArgs } from 'node:util'
import { fullLoad } from './figures/bounds.ts'

export interface BenchOptions {
  readonly calls: readonly number[]
  /** Calls of the load in which every second answer is interrupted. */
  readonly interrupting: number
  readonly seconds: number
  readonly warmUpSeconds: number
  readonly runs: number
  readonly asJson: boolean
  /** A folder for the servers' own CPU profiles; `undefined`: none are made. */
  readonly profileFolder: string | undefined
}

/** What was typed makes no sense; the message says what would. */
export class WrongOptions extends Error {}

export const usage = `npm run bench -- [--calls 1,50,200] [--interrupting 20] [--seconds 10] [--warm-up 4] [--runs 3] [--quick] [--json]
                [--profile FOLDER]`

/** @throws {WrongOptions} */
export function readOptions(args: readonly string[]): BenchOptions {
  const { json = false, profile: profileFolder, quick = false, ...typed } = parse(args)
  const usual = quick ? quickly : thoroughly
  const { calls = usual.calls, runs = usual.runs, seconds = usual.seconds } = typed
  return {
    calls: calls.split(',').map((text) => countOfCalls('--calls', text)),
    interrupting: countOfCalls('--interrupting', typed.interrupting ?? '20'),
    seconds: wholeNumber('--seconds', seconds),
    warmUpSeconds: wholeNumber('--warm-up', typed['warm-up'] ?? usual.warmUp),
    runs: wholeNumber('--runs', runs),
    asJson: json,
    profileFolder,
  }
}

const thoroughly = { calls: `1,50,${fullLoad}`, seconds: '10', warmUp: '4', runs: '3' }
const quickly = { calls: '50', seconds: '5', warmUp: '2', runs: '1' }

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        calls: { type: 'string' },
        interrupting: { type: 'string' },
        seconds: { type: 'string' },
        'warm-up': { type: 'string' },
        runs: { type: 'string' },
        quick: { type: 'boolean' },
        json: { type: 'boolean' },
        profile: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new WrongOptions(error instanceof Error ? error.message : String(error))
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text.trim())) return Number(text)
  throw new WrongOptions(`${name} takes whole numbers from 1 on, not "${text}"`)
}

/** None is one as well: that load is left out. */
function countOfCalls(name: string, text: string): number {
  return text.trim() === '0' ? 0 : wholeNumber(name, text)
}
