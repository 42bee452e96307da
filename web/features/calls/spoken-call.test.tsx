import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aLine, aRecord } from '../../testing/builders.ts'
import { FakeServer } from '../../testing/fake-server.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

function openCall(record: FakeServer['records'][number]) {
  const server = new FakeServer()
  server.records = [record]
  return openDashboard({ at: `/calls/${record.id}`, server })
}

async function part(name: string) {
  return within(await screen.findByRole('region', { name }))
}

describe('the page of a call in which a model listened and spoke', () => {
  it('adds up the wait of a spoken turn, and tells a filler apart', async () => {
    openCall(
      aRecord({
        channel: 'media',
        latency: [
          {
            turn: 3,
            detectionMs: 520,
            brainFirstWordMs: 1_450,
            toolsMs: 1_000,
            durableMs: 4,
            firstWordSentMs: 1_453,
            playbackMs: 27,
            firstWordHeardMs: 2_000,
            fillerHeardMs: 1_100,
          },
        ],
      }),
    )
    const latency = await part('How fast it answered')
    const shares = latency.getAllByRole('term').map((term) => {
      return `${term.textContent}: ${term.nextElementSibling?.textContent ?? ''}`
    })
    expect(shares).toEqual([
      'Noticing the end: 520 ms',
      'Model: 450 ms',
      'Tools: 1000 ms',
      'This server: 3 ms',
      'Until audible: 27 ms',
      'Written down: 4 ms',
    ])
    expect(latency.getByText('2000 ms')).toBeDefined()
    expect(latency.getByText('A word to bridge the wait was heard after 1100 ms.')).toBeDefined()
    expect(screen.getByText('Speech')).toBeDefined()
  })

  it('marks what the caller said and nobody understood', async () => {
    openCall(
      aRecord({
        transcript: [
          aLine({ turn: 1, speaker: 'caller', text: '', isUnheard: true }),
          aLine({ turn: 1, text: 'Could you say that again?' }),
        ],
      }),
    )
    const lines = (await part('Transcript')).getAllByRole('listitem')
    expect(lines[0]?.textContent).toContain('Not understood')
    expect(lines[0]?.textContent).toContain('Its words could not be made out.')
    expect(lines).toHaveLength(2)
  })
})
