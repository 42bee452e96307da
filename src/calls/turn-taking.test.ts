import { describe, expect, it } from 'vitest'
import { createTurnTaking } from './turn-taking.ts'

function floor() {
  const phases: string[] = []
  return { phases, turns: createTurnTaking((phase) => phases.push(phase)) }
}

it('a caller who has finished begins a turn before the words of it are there', () => {
  const turns = createTurnTaking(() => undefined, { lastTurn: 3 })
  turns.houseSpeaks()
  turns.endAfter(4)
  expect(turns.callerFinished()).toBe(5)
  expect([turns.phase, turns.mayEnd()]).toEqual(['thinking', false])
})

describe('who may speak', () => {
  it('counts the turns of the caller and gives each the full attention', () => {
    const { turns } = floor()
    expect(turns.callerSpoke('Hello')).toBe('answer')
    expect(turns.callerSpoke('Are you there?')).toBe('answer')
    expect(turns.turn).toBe(2)
  })

  it('does not answer a breath', () => {
    const { turns } = floor()
    expect(turns.callerSpoke('  ')).toBe('ignore')
    expect(turns.turn).toBe(0)
  })

  it('goes from thinking over speaking back to listening', () => {
    const { turns, phases } = floor()
    turns.callerSpoke('Hello')
    turns.agentBegan(1, 'using-tool')
    turns.agentBegan(1, 'speaking')
    turns.agentFellSilent()
    expect(phases).toEqual(['thinking', 'using-tool', 'speaking', 'listening'])
  })

  it('ignores late news of an answer that the caller has spoken over', () => {
    const { turns, phases } = floor()
    turns.callerSpoke('Hello')
    turns.callerSpoke('No, wait')
    turns.agentBegan(1, 'speaking')
    expect(phases).toEqual(['thinking'])
  })

  it('ends the call after the goodbye, and not when the caller speaks over it', () => {
    const { turns } = floor()
    turns.callerSpoke('Bye')
    turns.endAfter(1)
    expect(turns.mayEnd()).toBe(true)
    turns.callerSpoke('One more thing')
    expect(turns.mayEnd()).toBe(false)
    turns.endAfter(1)
    expect(turns.mayEnd()).toBe(false)
  })

  it('hears nothing once the line has closed', () => {
    const { turns } = floor()
    turns.lineClosed()
    expect(turns.isOver).toBe(true)
    expect(turns.callerSpoke('Hello?')).toBe('ignore')
  })
})
