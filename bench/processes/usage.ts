/** What a process has used since it began. */
export interface Usage {
  /** On all cores, in user and system mode, of all its threads. */
  readonly cpuMs: number
  readonly rssBytes: number
}

export function ownUsage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() }
}
