import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createWordsListener, soundOfWords } from '../speech/audible-words.ts'
import { signatureOf } from '../signature.ts'
import { account, answersWords, streamCall } from '../testing/stream-call.ts'
import type { StreamMessage } from '../testing/stream-peer.ts'

const hours = answersWords((words) =>
  words === '' ? 'Pardon?' : 'We open at nine, and we close at five.',
)

/** Loud, and different in each byte. */
function tone(lengthMs: number): Buffer {
  return Buffer.from(Array.from({ length: lengthMs * 8 }, (_, at) => 128 + ((at * 7) % 100)))
}

describe('a media stream', () => {
  it('opens a signed socket, and says what stream it is', async () => {
    await using call = await streamCall()
    await call.streams()
    const [upgrade] = call.server.upgrades
    expect(upgrade?.headers['x-twilio-signature']).toBe(signatureOf({ ...account, url: call.url }))
    expect(call.peer().received.map(({ event }) => event)).toEqual(['connected', 'start'])
    expect(call.carrier.violations).toEqual([])
  })

  it('is signed for the public address without its query, and reached at the local one', async () => {
    await using call = await streamCall({
      publicUrl: 'https://phone.example.com',
      url: 'wss://phone.example.com/twilio/media?token=abc',
    })
    await call.streams()
    const [upgrade] = call.server.upgrades
    const url = 'wss://phone.example.com/twilio/media'
    expect(upgrade?.url).toBe('/twilio/media')
    expect(upgrade?.headers).toMatchObject({
      host: 'phone.example.com',
      'x-twilio-signature': signatureOf({ ...account, url }),
    })
    expect(call.carrier.violations).toMatchObject([{ kind: 'bad-attribute-value' }])
  })

  it('is signed with a slash at its end where Twilio is said to', async () => {
    await using call = await streamCall({ quirks: { slashAfterSignedStreamUrl: true } })
    await call.streams()
    const [upgrade] = call.server.upgrades
    expect(upgrade?.url).toBe('/twilio/media')
    const signature = signatureOf({ ...account, url: `${call.url}/` })
    expect(upgrade?.headers['x-twilio-signature']).toBe(signature)
  })

  it('carries silence fifty times a second while nobody speaks', async () => {
    await using call = await streamCall()
    await call.streams()
    await call.carrier.advance(60_000)
    const frames = call.peer().ofEvent('media')
    expect(frames).toHaveLength(3000)
    expect(frames.map(({ sequenceNumber }) => Number(sequenceNumber))).toEqual(upFrom(2, 3000))
    expect(frames.map(({ media }) => Number(media?.chunk))).toEqual(upFrom(1, 3000))
    expect(frames.map(({ media }) => Number(media?.timestamp))).toEqual(upFrom(1, 3000, 20))
    expect(call.peer().sound()).toEqual(Buffer.alloc(480_000, 0xff))
  })

  it('rests in silence: while a test waits for the server no time passes', async () => {
    await using call = await streamCall({ patienceMs: 200 })
    await call.streams()
    const before = call.carrier.clock.monotonicMs()
    await expect(call.caller.hears('anything')).rejects.toThrow('Nothing was heard')
    expect(call.carrier.clock.monotonicMs()).toBe(before)
  })
})

describe('what a caller says on a media stream', () => {
  it('arrives as sound at its real pace, and is answered', async () => {
    await using call = await streamCall({ script: hours })
    await call.caller.says('When do you open?')
    expect(createWordsListener().hear(call.peer().sound())).toBe('When do you open?')
    await call.caller.hears('close at five')
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe('We open at nine, and we close at five.')
    expect(call.carrier.violations).toEqual([])
    expect(call.warnings()).toEqual([])
  })

  it('is kept while the stream is being connected', async () => {
    await using call = await streamCall({ script: hours })
    const { call: leg } = call.carrier.engine.placeCall({ from: '+12025550199' })
    leg.subscribe((event) => {
      if (event.type !== 'status' || event.state.status !== 'in-progress') return
      queueMicrotask(() => {
        leg.listener?.says('Hours?')
        leg.listener?.presses('12')
      })
    })
    await call.streams()
    await call.carrier.advance(2000)
    const peer = call.peers.find(({ received }) => received.some(({ event }) => event === 'dtmf'))
    expect(createWordsListener().hear(peer?.sound() ?? Buffer.alloc(0))).toBe('Hours?')
    expect(peer?.ofEvent('dtmf').map(({ dtmf }) => dtmf?.digit)).toEqual(['1', '2'])
  })

  it('does not wait for the agent to finish, and interrupts it', async () => {
    await using call = await streamCall({ script: hours })
    await call.caller.says('Hours?')
    await call.caller.interruptsAfter('We open at nine', 'Thanks, that is all')
    // Half of a word, heard while the server took notice, counts as none.
    expect(call.caller.heardSoFar()).toBe('We open at nine,')
    await call.caller.hears('We open')
  })

  it('stops the agent at the same word when the server asks another before it stops', async () => {
    await using model = await startEcho()
    await using call = await streamCall({
      script(message, peer) {
        if (message.event === 'start')
          peer.play(soundOfWords('We open at nine, and close at five.'))
        if (message.media === undefined || message.media.payload.startsWith('/////')) return
        model.send('sound', () => model.send('voice', () => peer.clear()))
      },
    })
    await call.caller.hears('nine')
    const heardBefore = call.caller.soundSoFar().length
    await call.caller.interrupts('Stop')
    // One frame of the caller's voice, and the server knew.
    expect(call.caller.soundSoFar()).toHaveLength(heardBefore + 160)
  })

  it('interrupts nobody where the server does not mind', async () => {
    await using call = await streamCall({ script: whenStarted('Please wait a moment, all of it.') })
    await call.caller.hears('Please')
    await expect(call.caller.interrupts('Hey')).rejects.toThrow('interrupted nobody')
    expect(call.caller.heardSoFar()).toBe('Please wait a moment, all of it.')
  })

  it('may be a cough: it is loud, and it is no word', async () => {
    await using call = await streamCall({ script: hours })
    await call.streams()
    await call.caller.coughs()
    await call.caller.hears('Pardon')
    expect(createWordsListener().hear(call.peer().sound())).toBe('')
  })

  it('may be the sound of a phone, byte for byte', async () => {
    await using call = await streamCall()
    await call.streams()
    const sound = tone(100)
    call.caller.speaks(sound)
    await call.carrier.advance(120)
    expect(call.peer().sound().subarray(0, sound.length)).toEqual(sound)
    expect(call.peer().sound().subarray(sound.length)).toEqual(Buffer.alloc(160, 0xff))
  })

  it('are keys, 200 ms apart', async () => {
    await using call = await streamCall()
    await call.streams()
    await call.caller.presses('1#')
    const { received } = call.peer()
    const keys = received.filter(({ event }) => event === 'dtmf')
    expect(keys).toEqual([
      {
        event: 'dtmf',
        streamSid: received[1]?.streamSid,
        sequenceNumber: '2',
        dtmf: { track: 'inbound_track', digit: '1' },
      },
      {
        event: 'dtmf',
        streamSid: received[1]?.streamSid,
        sequenceNumber: '12',
        dtmf: { track: 'inbound_track', digit: '#' },
      },
    ])
  })

  it('is told with the time at which it was said', async () => {
    await using call = await streamCall()
    await call.streams()
    const said: { atMs: number; bytes: number }[] = []
    const [leg] = call.carrier.engine.calls()
    leg?.subscribe((event) => {
      if (event.type === 'said') said.push({ atMs: event.atMs, bytes: event.sound.length })
    })
    const startMs = call.carrier.clock.monotonicMs()
    await call.caller.says('No')
    expect(said).toEqual(upFrom(0, 6).map((n) => ({ atMs: startMs + n * 20, bytes: 160 })))
  })
})

describe('what the server plays on a media stream', () => {
  it('is heard bit by bit as it is, in real time', async () => {
    const sound = tone(10_000)
    await using call = await streamCall({
      script: (message, peer) => {
        if (message.event === 'start') for (const at of upFrom(0, 20)) peer.play(pieceOf(sound, at))
      },
    })
    await call.streams()
    await call.carrier.advance(5000)
    expect(call.caller.soundSoFar()).toHaveLength(5000 * 8)
    await call.carrier.advance(5000)
    expect(call.caller.soundSoFar()).toEqual(sound)
  })

  it('is told with the time at which it is heard', async () => {
    await using call = await streamCall()
    await call.streams()
    const heardAt: number[] = []
    const [leg] = call.carrier.engine.calls()
    leg?.subscribe((event) => {
      if (event.type === 'sound') heardAt.push(event.atMs)
    })
    const startMs = call.carrier.clock.monotonicMs()
    call.peer().play(tone(50))
    await call.carrier.advance(100)
    expect(heardAt).toEqual([startMs + 20, startMs + 40, startMs + 60])
  })

  it('is understood to the last word, also one that comes in two pieces', async () => {
    await using call = await streamCall()
    await call.streams()
    const sound = soundOfWords('Good morning')
    call.peer().play(sound.subarray(0, 3200))
    await call.carrier.advance(400)
    call.peer().play(sound.subarray(3200))
    await call.caller.hears('Good morning')
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe('Good morning')
  })

  it('echoes a mark when all before it has sounded, to 20 ms', async () => {
    await using call = await streamCall()
    await call.streams()
    const peer = call.peer()
    peer.mark('at once')
    await call.carrier.advance(0)
    expect(peer.marks()).toEqual(['at once'])
    peer.play(tone(500))
    peer.mark('500')
    peer.play(tone(1000))
    peer.mark('1500')
    // The sound that came now begins to be heard with the next beat, in 20 ms.
    await call.carrier.advance(500)
    expect(peer.marks()).toEqual(['at once'])
    await call.carrier.advance(20)
    expect(peer.marks()).toEqual(['at once', '500'])
    await call.carrier.advance(980)
    expect(peer.marks()).toEqual(['at once', '500'])
    await call.carrier.advance(20)
    expect(peer.marks()).toEqual(['at once', '500', '1500'])
  })

  it('is dropped by a clear, which echoes all marks in order, and only once', async () => {
    await using call = await streamCall()
    await call.streams()
    const peer = call.peer()
    for (const name of ['a', 'b', 'c']) {
      peer.play(tone(1000))
      peer.mark(name)
    }
    await call.carrier.advance(1500)
    expect(peer.marks()).toEqual(['a'])
    peer.clear()
    await call.carrier.advance(5000)
    expect(peer.marks()).toEqual(['a', 'b', 'c'])
    expect(call.caller.soundSoFar()).toHaveLength(1500 * 8)
  })

  it('is not interrupted by a clear when nothing was being played', async () => {
    await using call = await streamCall()
    await call.streams()
    let interruptions = 0
    const [leg] = call.carrier.engine.calls()
    leg?.subscribe(({ type }) => {
      if (type === 'interrupted') interruptions += 1
    })
    call.peer().clear()
    await call.carrier.advance(100)
    expect(interruptions).toBe(0)
  })

  it('can be heard to begin, and to end', async () => {
    await using call = await streamCall({ script: whenStarted('One moment, please.') })
    await call.caller.startsHearing('moment')
    expect(call.caller.heardSoFar()).toBe('')
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe('One moment, please.')
  })
})

describe('a server that is wrong on a media stream', () => {
  it.each([
    ['what is no JSON', '{'],
    ['an unknown event', '{"event":"hangup"}'],
    ['sound before it read what stream it is', '{"event":"media","media":{"payload":""}}'],
    ['a binary frame', Buffer.from([1])],
  ])('by sending %s is noted, and the stream goes on', async (_, frame) => {
    await using call = await streamCall({ script: hours })
    await call.streams()
    call.peer().raw(frame)
    await call.carrier.advance(20)
    expect(call.carrier.violations).toMatchObject([
      { kind: 'invalid-stream-message', message: expect.stringContaining('31924') as string },
    ])
    await call.caller.says('Hours?')
    await call.caller.hears('nine')
  })

  it('by playing a WAV file, or no whole frames, is warned of once', async () => {
    await using call = await streamCall()
    await call.streams()
    call.peer().play(Buffer.concat([Buffer.from('RIFF'), tone(20)]))
    call.peer().play(tone(10))
    await call.carrier.advance(100)
    expect(call.warnings()).toEqual(['sound-with-header', 'sound-not-in-frames'])
    expect(call.carrier.violations).toEqual([])
  })
})

/** Another server of this process, which answers each word by its own. */
async function startEcho() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  server.on('connection', (socket) => socket.on('message', (word) => socket.send(word)))
  // What `listen` on a port gives.
  const { port } = server.address() as AddressInfo
  const socket = new WebSocket(`ws://127.0.0.1:${port}`)
  await once(socket, 'open')
  return {
    send(word: string, onAnswer: () => void) {
      socket.once('message', onAnswer)
      socket.send(word)
    },
    async [Symbol.asyncDispose]() {
      socket.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}

function whenStarted(words: string) {
  return (message: StreamMessage, peer: { play(sound: Buffer): void }) => {
    if (message.event === 'start') peer.play(soundOfWords(words))
  }
}

function pieceOf(sound: Buffer, at: number): Buffer {
  return sound.subarray(at * 4000, (at + 1) * 4000)
}

function upFrom(first: number, count: number, step = 1): number[] {
  return Array.from({ length: count }, (_, at) => (first + at) * step)
}
