import { expect, it } from 'vitest'
import { soundOfWords } from '../speech/audible-words.ts'
import { streamCall } from '../testing/stream-call.ts'

const streams = 200
const seconds = 3
const words = 'All two hundred of us are speaking at the same time.'

it('two hundred callers are heard at once, and nothing of what they say or hear is lost', async () => {
  await using call = await streamCall({
    script(message, peer) {
      if (message.event === 'start') peer.play(soundOfWords(words))
    },
  })
  const { engine } = call.carrier
  const legs = Array.from(
    { length: streams - 1 },
    () => engine.placeCall({ from: '+12025550199' }).call,
  )
  const heardBytes = new Map(legs.map((leg) => [leg.sid, 0]))
  for (const leg of legs) {
    leg.subscribe((event) => {
      if (event.type !== 'sound') return
      heardBytes.set(leg.sid, (heardBytes.get(leg.sid) ?? 0) + event.sound.length)
    })
  }
  await call.streams()
  await expect.poll(() => call.peers.length, { timeout: 20_000 }).toBe(streams)
  for (const leg of legs) leg.listener?.says('Me too')
  await call.carrier.advance(seconds * 1000 + 200)

  const said = soundOfWords('Me too')
  const talkers = call.peers.filter((peer) => peer.sound().includes(said))
  expect(talkers).toHaveLength(streams - 1)
  for (const peer of call.peers) {
    const timestamps = peer.ofEvent('media').map(({ media }) => Number(media?.timestamp))
    expect(timestamps.length).toBeGreaterThanOrEqual(seconds * 50)
    expect(timestamps).toEqual(timestamps.map((_, at) => (at + 1) * 20))
  }
  expect([...heardBytes.values()].filter((bytes) => bytes < soundOfWords(words).length)).toEqual([])
  expect(call.warnings()).toEqual([])
  expect(call.carrier.violations).toEqual([])
  for (const leg of legs) leg.end('caller-hung-up')
}, 60_000)
