import { expect, it } from 'vitest'
import { stepsOf } from './verbs.mjs'

it('checks format, lint and types before it runs the tests', () => {
  expect(stepsOf('check', [])?.map(({ title }) => title)).toEqual([
    'Format…',
    'Lint…',
    'Types (tsconfig.json)…',
    'Types (scripts/tsconfig.json)…',
    'Types (web/tsconfig.json)…',
    'Tests…',
  ])
  expect(stepsOf('check', ['--without-tests'])?.at(-1)?.title).toBe('Types (web/tsconfig.json)…')
})

it('passes arguments on to the test runner, and never tests in production mode', () => {
  const [step] = stepsOf('test', ['src/lib', '--coverage']) ?? []
  expect(step?.program.slice(1)).toEqual(['run', 'src/lib', '--coverage'])
  expect(step?.env).toEqual({ NODE_ENV: 'test' })
})

it('measures with what was typed, and builds nothing for it', () => {
  const steps = stepsOf('bench', ['--quick'])
  expect(steps).toEqual([{ program: ['bench/main.ts', '--quick'], own: true }])
})

it('lets the doctor look without building anything, and passes on what it is asked to mend', () => {
  const steps = stepsOf('doctor', ['--fix'])
  expect(steps).toEqual([{ program: ['src/commands/doctor.ts', '--fix'], own: true }])
})
