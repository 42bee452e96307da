import { expect, it } from 'vitest'
import { parseProcess } from './postmaster.ts'

it('the processor time of a process is read past whatever its name holds', () => {
  const stat = '42 (post) gres ) S 7 42 42 0 -1 4194560 1 2 3 4 150 50 30 20 20 0 1 0 99'
  expect(parseProcess(stat)).toEqual({ pid: 42, parent: 7, ticks: 200, ticksOfDead: 50 })
})
