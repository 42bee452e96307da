import { readFileSync, readdirSync } from 'node:fs'

/** A PostgreSQL server on this machine: one process with children, a child a connection. */
export interface Postmaster {
  /** What all its processes have used so far; `undefined` where the system does not tell. */
  cpuMs(): number | undefined
}

export const noPostmaster: Postmaster = { cpuMs: () => undefined }

/** The kernel counts in hundredths of a second on every Linux that runs Node. */
const msPerTick = 10

export function createPostmaster(pid: number): Postmaster {
  return {
    cpuMs() {
      const processes = everyProcess()
      const own = processes.find((one) => one.pid === pid)
      if (own === undefined) return undefined
      const children = processes.filter(({ parent }) => parent === pid)
      const ticks = children.reduce((sum, child) => sum + child.ticks, own.ticks + own.ticksOfDead)
      return ticks * msPerTick
    },
  }
}

/** The process of which another one is a child. */
export function parentOf(pid: number): number | undefined {
  return readProcess(pid)?.parent
}

interface ProcessTimes {
  readonly pid: number
  readonly parent: number
  readonly ticks: number
  /** Of children that have ended. */
  readonly ticksOfDead: number
}

function everyProcess(): ProcessTimes[] {
  try {
    return readdirSync('/proc').flatMap((name) =>
      /^\d+$/.test(name) ? (readProcess(Number(name)) ?? []) : [],
    )
  } catch {
    return []
  }
}

function readProcess(pid: number): ProcessTimes | undefined {
  try {
    return parseProcess(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    // It has ended, or this system has no such files.
    return undefined
  }
}

/** @param stat a line of `/proc/PID/stat`. */
export function parseProcess(stat: string): ProcessTimes {
  // The name may hold blanks and brackets, so that counting begins behind its last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const field = (number: number) => Number(fields[number - 3])
  return {
    pid: Number.parseInt(stat, 10),
    parent: field(4),
    ticks: field(14) + field(15),
    ticksOfDead: field(16) + field(17),
  }
}
