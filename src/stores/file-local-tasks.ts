import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { KeptTask, LocalTasks } from '../calls/local-tasks.ts'
import { errorCode } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { callFields, CallOfFile, instant } from './kept-line.ts'
import { writeWholeFile } from './whole-file.ts'

/** Tasks in a folder, one file each, named after what the task means. */
export function createFileLocalTasks({ folder, log }: { folder: string; log: Logger }): LocalTasks {
  const reported = new Set<string>()
  const fileOf = (effectKey: string) => path.join(folder, nameOf(effectKey))

  function report(name: string): void {
    if (reported.has(name)) return
    reported.add(name)
    const file = path.join(folder, name)
    log.warn({ file }, 'A file among the kept tasks cannot be used and stays as it is')
  }

  return {
    keep: ({ call, task }) =>
      writeWholeFile(
        fileOf(task.effectKey),
        `${JSON.stringify({ v: version, call: callFields(call), task })}\n`,
      ),
    async all() {
      const tasks: KeptTask[] = []
      for (const name of await namesIn(folder)) {
        const task = taskIn(await readFile(path.join(folder, name), 'utf8'))
        if (task && nameOf(task.task.effectKey) === name) tasks.push(task)
        else report(name)
      }
      return tasks
    },
    forget: (effectKey) => rm(fileOf(effectKey), { force: true }),
  }
}

const version = 1

function nameOf(effectKey: string): string {
  return `${createHash('sha256').update(effectKey).digest('hex')}.json`
}

function taskIn(text: string): KeptTask | undefined {
  try {
    const { call, task } = KeptTaskFile.parse(JSON.parse(text))
    return { call, task: { ...task, payload: { ...task.payload, name: task.payload.name } } }
  } catch {
    return undefined
  }
}

const KeptTaskFile = z.object({
  v: z.literal(version),
  call: CallOfFile,
  task: z.object({
    callId: z.string(),
    epoch: z.int().positive(),
    effectKey: z.string(),
    type: z.enum(['message', 'callback']),
    scheduledFor: instant,
    payload: z.object({
      phoneNumber: z.string(),
      name: z.string().optional(),
      reason: z.string(),
      urgency: z.enum(['normal', 'urgent']),
    }),
  }),
})

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.endsWith('.draft'))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
