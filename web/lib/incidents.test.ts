import { describe, expect, it } from 'vitest'
import type { CallEvent } from '../../src/contract/index.ts'
import { incidentsOf } from './incidents.ts'

/** Events of a call, each so many seconds after its beginning. */
function events(...told: readonly (readonly [number, string, object?])[]): readonly CallEvent[] {
  return told.map(([second, kind, payload = {}], index) => ({
    seq: index + 1,
    at: new Date(Date.UTC(2026, 2, 2, 15, 0, second)).toISOString(),
    kind,
    payload: { ...payload },
  }))
}

function words(told: readonly CallEvent[], isOver = true) {
  return incidentsOf(told, { isOver }).map((incident) => incident.words)
}

const opened = [0, 'line-opened', { channel: 'relay' }] as const

describe('what got in the way of a call', () => {
  it('is nothing in most', () => {
    expect(words(events(opened, [2, 'agent-heard'], [60, 'ended']))).toEqual([])
  })

  it('is a connection that broke: how long the caller was alone', () => {
    const lost = events(opened, [20, 'line-lost', { reason: '39001' }], [23, 'line-opened'])
    expect(incidentsOf(lost, { isOver: true })).toEqual([
      {
        seq: 2,
        at: '2026-03-02T15:00:20.000Z',
        about: 'line',
        words: 'The connection broke, and the agent was back after 3 s.',
        detail: '39001',
        isMended: true,
      },
    ])
  })

  it('is one thing, however many events it consists of', () => {
    const lost = [20, 'line-lost', { reason: '39001' }] as const
    const takenUp = [21, 'taken-up', { epoch: 2, reason: 'its process is gone' }] as const
    expect(words(events(opened, lost, takenUp, [22, 'line-opened']))).toEqual([
      'The connection broke, and the agent was back after 2 s. ' +
        'Another server process went on with the call.',
    ])
  })

  it('is a server that was stopped, and gave the call away', () => {
    const handedOn = [20, 'handed-on', { turn: 3 }] as const
    const takenUp = [20, 'taken-up', { epoch: 2, reason: 'its process stopped' }] as const
    expect(words(events(opened, handedOn, takenUp, [20, 'line-opened']))).toEqual([
      'The server was being stopped, and another one went on with the call.',
    ])
  })

  it('does not tell a time where nobody could write down when it began', () => {
    const killed = events(opened, [9, 'caller-said'], [30, 'taken-up'], [31, 'line-opened'])
    expect(words(killed)).toEqual([
      'The server stopped in the middle of the call, and a new one went on with it.',
    ])
  })

  it('is told each time', () => {
    const twice = events(
      opened,
      [20, 'line-lost'],
      [22, 'line-opened'],
      [50, 'line-lost'],
      [115, 'line-opened'],
    )
    expect(words(twice)).toEqual([
      'The connection broke, and the agent was back after 2 s.',
      'The connection broke, and the agent was back after 1:05.',
    ])
  })

  it('is being mended during a call, and was in vain after it', () => {
    const lost = events(opened, [20, 'line-lost'])
    expect(words(lost, false)).toEqual(['The connection broke, and it is being mended.'])
    expect(words(lost)).toEqual(['The connection broke, and the caller did not come back.'])
  })

  it.each([
    ['too-slow', 'Claude did not answer in time; OpenAI went on.'],
    ['stalled', 'Claude stopped in the middle of an answer; OpenAI went on.'],
    ['refused', 'Claude declined to answer; OpenAI went on.'],
    ['resting', 'Claude was resting after a failure; OpenAI went on.'],
    ['unheard-of', 'Claude could not answer; OpenAI went on.'],
  ])('is a brain that another one went on for: %s', (reason, told) => {
    const payload = { turn: 1, from: 'claude', to: 'openai', reason, detail: '' }
    expect(words(events([1, 'brain-switched', payload]))).toEqual([told])
  })

  it('is a database that was away', () => {
    const mode = (name: string) => ({ mode: name, reason: 'it does not answer' })
    const away = events(
      [1, 'mode-changed', mode('kept-locally')],
      [9, 'mode-changed', mode('recorded')],
    )
    expect(words(away)).toEqual([
      'The database was away. The call was kept on this machine.',
      'The call is written to the database again, with everything that was kept until then.',
    ])
  })

  it('leaves out what cannot be read', () => {
    expect(words(events([1, 'brain-switched', {}], [2, 'mode-changed', { mode: 7 }]))).toEqual([])
  })
})
