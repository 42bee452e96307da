import { expect, it } from 'vitest'
import { enduranceVerdict, riseMb } from './endurance.ts'

const mb = 1024 * 1024

function endurance(megabytes: readonly number[]) {
  const rss = megabytes.map((one) => one * mb)
  return { calls: 20, minutes: 10, rss, interruptions: 4_000, lost: 0, lostLines: 0 }
}

it('memory is flat when its floor does not rise, whatever the garbage in between', () => {
  const garbage = endurance([90, 140, 150, 220, 150, 260, 150, 230])
  expect(riseMb(garbage)).toBe(0)
  expect(enduranceVerdict(garbage).verdict).toBe('met')
})

it('memory is not flat when its floor rises', () => {
  const leak = endurance([90, 140, 150, 160, 170, 180, 190, 200])
  expect(riseMb(leak)).toBe(40)
  expect(enduranceVerdict(leak)).toMatchObject({ verdict: 'missed' })
})

it('memory that rises by what was said, and by no more, is flat', () => {
  expect(enduranceVerdict(endurance([90, 140, 140, 141, 142, 143, 144, 145])).verdict).toBe('met')
})

it('memory that was looked at three times tells nothing', () => {
  expect(enduranceVerdict(endurance([1, 2, 3]))).toMatchObject({ verdict: 'not measured' })
})
