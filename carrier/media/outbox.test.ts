import { describe, expect, it } from 'vitest'
import { createOutbox, mostBufferedBytes, mostFramesWaiting } from './outbox.ts'

function startOutbox() {
  const sent: string[] = []
  const network = { bufferedBytes: 0, drops: 0 }
  const outbox = createOutbox({
    bufferedBytes: () => network.bufferedBytes,
    onDropping: () => (network.drops += 1),
  })
  const sound = (name: string) => outbox.sound(() => sent.push(name))
  const message = (name: string) => outbox.message(() => sent.push(name))
  return { sent, network, outbox, sound, message }
}

describe('what goes out to a server', () => {
  it('goes at once while the network takes it', () => {
    const { sent, sound, message } = startOutbox()
    sound('1')
    message('mark')
    sound('2')
    expect(sent).toEqual(['1', 'mark', '2'])
  })

  it('waits in its order while the server reads too slowly', () => {
    const { sent, network, outbox, sound, message } = startOutbox()
    network.bufferedBytes = mostBufferedBytes + 1
    sound('1')
    message('mark')
    network.bufferedBytes = 0
    sound('2')
    expect(sent).toEqual([])
    outbox.flush()
    expect(sent).toEqual(['1', 'mark', '2'])
    expect(network.drops).toBe(0)
  })

  it('loses the oldest sound and no message when too much waits, and says so once', () => {
    const { sent, network, outbox, sound, message } = startOutbox()
    network.bufferedBytes = mostBufferedBytes + 1
    message('mark')
    for (let frame = 1; frame <= mostFramesWaiting + 3; frame += 1) sound(String(frame))
    expect(network.drops).toBe(1)
    network.bufferedBytes = 0
    outbox.flush()
    expect(sent).toHaveLength(mostFramesWaiting + 1)
    expect(sent.slice(0, 2)).toEqual(['mark', '4'])
    expect(sent.at(-1)).toBe(String(mostFramesWaiting + 3))
  })

  it('says again that sound is lost when it is lost again', () => {
    const { network, outbox, sound } = startOutbox()
    for (let time = 1; time <= 2; time += 1) {
      network.bufferedBytes = mostBufferedBytes + 1
      for (let frame = 0; frame <= mostFramesWaiting; frame += 1) sound('x')
      network.bufferedBytes = 0
      outbox.flush()
    }
    expect(network.drops).toBe(2)
  })
})
