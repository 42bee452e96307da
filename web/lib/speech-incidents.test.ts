import { describe, expect, it } from 'vitest'
import type { CallEvent } from '../../src/contract/index.ts'
import { incidentsOf } from './incidents.ts'

/** Events of a call, each so many seconds after its beginning. */
function events(...told: readonly (readonly [number, string, object])[]): readonly CallEvent[] {
  return told.map(([second, kind, payload], index) => ({
    seq: index + 1,
    at: new Date(Date.UTC(2026, 2, 2, 15, 0, second)).toISOString(),
    kind,
    payload: { ...payload },
  }))
}

function words(told: readonly CallEvent[], isOver = true) {
  return incidentsOf(told, { isOver }).map((incident) => incident.words)
}

const brain = 'openai-realtime'
const opened = (second: number, why: string) => [second, 'speech-opened', { brain, why }] as const
const lost = (second: number, reason: string) =>
  [second, 'speech-lost', { brain, reason, detail: 'code 1006' }] as const
const changed = (second: number, reason: string, to = 'relay') =>
  [second, 'channel-changed', { from: 'media', to, reason }] as const

describe('what got in the way of a speech model', () => {
  it('is nothing where its session lasts as long as the call', () => {
    expect(words(events(opened(0, 'began')))).toEqual([])
  })

  it('is a session that was lost, and when the next one was there', () => {
    expect(
      incidentsOf(events(opened(0, 'began'), lost(20, 'broken'), opened(22, 'lost')), {
        isOver: true,
      }),
    ).toMatchObject([
      {
        about: 'brain',
        words: 'The connection to the speech model broke, and a new session was there after 2 s.',
        detail: 'code 1006',
        isMended: true,
      },
    ])
  })

  it('is one loss, however often another session was tried, and how the call went on', () => {
    const told = events(
      opened(0, 'began'),
      lost(20, 'broken'),
      lost(22, 'never-ready'),
      changed(22, 'speech-lost'),
    )
    expect(words(told)).toEqual([
      'The connection to the speech model broke, and the call went over to the text channel.',
    ])
  })

  it('is a loss that is being mended, or that ended the call', () => {
    const told = events(opened(0, 'began'), lost(20, 'expired'))
    expect(words(told, false)).toEqual([
      'The session with the speech model ran out, and it is being mended.',
    ])
    expect(words(told)).toEqual(['The session with the speech model ran out, and the call ended.'])
  })

  it('is no trouble that a session was renewed before its time was over', () => {
    expect(incidentsOf(events(opened(0, 'began'), opened(50, 'aged')), { isOver: false })).toEqual([
      expect.objectContaining({
        words: 'The session with the speech model had become old, and a new one took its place.',
        isMended: true,
      }),
    ])
  })

  it('is a connection that did not hold, and the simpler channel after it', () => {
    expect(words(events(changed(30, 'line-unsteady', 'gather')))).toEqual([
      'The connection did not hold, and the call went over to speaking turn by turn.',
    ])
  })

  it('is a server without a speech model that went on with the call', () => {
    expect(words(events(changed(30, 'speech-lost')))).toEqual([
      'No speech model was there, and the call went over to the text channel.',
    ])
  })
})
