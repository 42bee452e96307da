import { parseArgs } from 'node:util'
import { fullLoad } from './figures/bounds.ts'
import { fullSpeechLoad, memoryLoad, smallLoad } from './figures/speech/speech-bounds.ts'
import type { Channel } from './servers/measured-server.ts'

export interface BenchOptions {
  readonly channels: readonly Channel[]
  readonly calls: Readonly<Record<Channel, readonly number[]>>
  /** Calls of the load in which every second answer is interrupted: of the text channel. */
  readonly interrupting: number
  /** Calls of the load in which the model takes long to let anybody in: of the speech channel. */
  readonly slowModel: number
  readonly seconds: number
  readonly warmUpSeconds: Readonly<Record<Channel, number>>
  readonly runs: number
  /** Whether the most calls are looked for that a server carries in sound. */
  readonly search: boolean
  /** How long callers in sound fall in while memory is looked at; 0: not at all. */
  readonly minutes: number
  readonly asJson: boolean
  /** A folder for the servers' own CPU profiles; `undefined`: none are made. */
  readonly profileFolder: string | undefined
}

/** What was typed makes no sense; the message says what would. */
export class WrongOptions extends Error {}

export const usage = `npm run bench -- [--channel text|speech|all] [--calls 1,50,200] [--interrupting 20] [--slow-model 20]
                [--seconds 10] [--warm-up 4] [--runs 3] [--quick] [--search] [--minutes 10] [--json]
                [--profile FOLDER]`

/** @throws {WrongOptions} */
export function readOptions(args: readonly string[]): BenchOptions {
  const given = parse(args)
  const { calls, ...changes } = given
  const typed = { ...(given.quick ? quickly : thoroughly), ...changes }
  return {
    channels: channelsOf(typed.channel),
    calls: {
      text: callsFrom(calls ?? typed.calls.text),
      speech: callsFrom(calls ?? typed.calls.speech),
    },
    interrupting: count('--interrupting', typed.interrupting),
    slowModel: count('--slow-model', typed['slow-model']),
    seconds: number('--seconds', typed.seconds),
    warmUpSeconds: {
      text: number('--warm-up', given['warm-up'] ?? typed.warmUp.text),
      speech: number('--warm-up', given['warm-up'] ?? typed.warmUp.speech),
    },
    runs: number('--runs', typed.runs),
    search: typed.search,
    minutes: count('--minutes', typed.minutes),
    asJson: typed.json,
    profileFolder: given.profile,
  }
}

const always = {
  channel: 'all',
  interrupting: '20',
  'slow-model': '20',
  minutes: '0',
  search: false,
  json: false,
}

/** In sound the first answers are interrupted after some seconds only. */
const thoroughly = {
  ...always,
  calls: {
    text: `1,50,${fullLoad}`,
    speech: `1,${smallLoad},50,${fullSpeechLoad},${memoryLoad}`,
  },
  warmUp: { text: '4', speech: '8' },
  seconds: '10',
  runs: '3',
}
const quickly = {
  ...always,
  calls: { text: '50', speech: '50' },
  warmUp: { text: '2', speech: '6' },
  seconds: '5',
  runs: '1',
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        channel: { type: 'string' },
        calls: { type: 'string' },
        interrupting: { type: 'string' },
        'slow-model': { type: 'string' },
        seconds: { type: 'string' },
        'warm-up': { type: 'string' },
        runs: { type: 'string' },
        quick: { type: 'boolean' },
        search: { type: 'boolean' },
        minutes: { type: 'string' },
        json: { type: 'boolean' },
        profile: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new WrongOptions(error instanceof Error ? error.message : String(error))
  }
}

function channelsOf(text: string): readonly Channel[] {
  if (text === 'all') return ['text', 'speech']
  if (text === 'text' || text === 'speech') return [text]
  throw new WrongOptions(`--channel is text, speech or all, not "${text}"`)
}

function callsFrom(text: string): number[] {
  return text.split(',').map((one) => count('--calls', one))
}

/** None is one as well: that load is left out. */
function count(name: string, text: string): number {
  return text.trim() === '0' ? 0 : number(name, text)
}

function number(name: string, text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text.trim())) return Number(text)
  throw new WrongOptions(`${name} takes whole numbers from 1 on, not "${text}"`)
}
