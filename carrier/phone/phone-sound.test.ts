import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { Call, CallListener } from '../call.ts'
import { createCarrier } from '../carrier.ts'
import { realClock } from '../clock.ts'
import { createWordsListener, soundOfWords } from '../speech/audible-words.ts'
import { createSteppedClock } from '../stepped-clock.ts'
import { connectPhone } from '../testing/bare-phone.ts'
import { openPhoneLine, phoneAccount } from '../testing/phone-line.ts'
import { startStandInServer, twiml } from '../testing/stand-in-server.ts'
import { answersWords } from '../testing/stream-call.ts'
import { streamPeers } from '../testing/stream-peer.ts'
import type { StreamScript } from '../testing/stream-peer.ts'
import { PhoneClient } from './phone-client.ts'
import { createSpokenWords } from './spoken-words.ts'

type Phone = Awaited<ReturnType<typeof connectPhone>>

const voice = Buffer.alloc(160, 0x80).toString('base64')
const sound = { type: 'sound', sound: voice }

/** A phone in a call, on a clock that stands still. */
async function phoneInCall() {
  const clock = createSteppedClock()
  const line = await openPhoneLine({ clock, speed: 1 })
  const phone = await connectPhone(line.url)
  const resumption = await phone.resumption()
  phone.send({ n: 1, type: 'dial' })
  await phone.next('call-status', ({ status }) => status === 'ringing')
  const [call] = line.engine.calls()
  if (call === undefined) throw new Error('There is no call.')
  await expect
    .poll(async () => {
      await clock.advance(20)
      return call.listener
    })
    .toBeDefined()
  return {
    clock,
    line,
    phone,
    call,
    resumption,
    async [Symbol.asyncDispose]() {
      phone.socket.terminate()
      await line[Symbol.asyncDispose]()
    },
  }
}

/** The same, where the server listens to sound. */
async function spokenCall() {
  const call = await phoneInCall()
  const spoken = listenToSound(call.call)
  expect(await call.phone.next('line')).toEqual({ type: 'line', kind: 'sound' })
  return { ...call, spoken }
}

function listenToSound(call: Call): Buffer[] {
  const spoken: Buffer[] = []
  const { listener } = call
  if (listener === undefined) throw new Error('Nobody listens.')
  const ear: CallListener = {
    isOpen: () => true,
    isDeaf: () => false,
    isHearing: () => false,
    says: () => ({ heard: false, reason: 'These words should never come here.' }),
    presses: () => ({ heard: true }),
    coughs: () => ({ heard: true }),
    delivered: () => Promise.resolve(),
    sendRawFrame: () => ({ heard: true }),
    dropConnection: () => ({ heard: true }),
    speaks(given) {
      spoken.push(given)
      return { heard: true }
    },
  }
  call.listener = ear
  call.publish({ type: 'line', kind: 'sound' })
  return spoken
}

/** All that the phone has sent was read. */
async function isRead({ send, next }: Phone): Promise<void> {
  send({ type: 'decline' })
  await next('error', ({ message }) => message === 'Nobody is calling now.')
}

describe('a phone on a line of sound', () => {
  it('gives what its microphone hears, and hears what is played', async () => {
    await using call = await spokenCall()
    const tone = Buffer.from(Array.from({ length: 320 }, (_, at) => at & 255))
    call.phone.send({ type: 'sound', sound: tone.toString('base64') })
    await isRead(call.phone)
    expect(Buffer.concat(call.spoken)).toEqual(tone)

    call.call.publish({ type: 'sound', sound: tone.subarray(0, 160), atMs: 0 })
    call.call.publish({ type: 'sound', sound: tone.subarray(160), atMs: 20 })
    const heard = [await call.phone.next('sound'), await call.phone.next('sound')]
    const pieces = heard.map((event) => Buffer.from(event.sound, 'base64'))
    expect(Buffer.concat(pieces)).toEqual(tone)
  })

  it('is asked to speak where it sends words', async () => {
    await using call = await spokenCall()
    call.phone.send({ n: 2, type: 'say', text: 'Hello?' })
    expect(await call.phone.next('error')).toMatchObject({
      message: 'This call is by voice: please speak.',
    })
  })

  it('is told when the line becomes one of words, and what was on its way is no error', async () => {
    await using call = await spokenCall()
    call.call.publish({ type: 'line', kind: 'words' })
    expect(await call.phone.next('line')).toEqual({ type: 'line', kind: 'words' })
    call.phone.send(sound)
    await isRead(call.phone)
    expect(call.phone.events.filter(({ type }) => type === 'error')).toEqual([])
    expect(call.spoken).toEqual([])
    call.phone.send({ type: 'hang-up' })
    await call.phone.next('call-status', ({ reason }) => reason === 'caller-hung-up')
    call.phone.send(sound)
    await isRead(call.phone)
    expect(call.phone.events.filter(({ type }) => type === 'error')).toEqual([])
  })

  it('gets no sound of the time when it was away, and every other thing', async () => {
    await using call = await spokenCall()
    const closed = once(call.phone.socket, 'close')
    call.phone.socket.terminate()
    await closed
    await expect.poll(() => call.line.logged).toContainEqual(expect.stringContaining('come back'))
    call.call.publish({ type: 'sound', sound: Buffer.alloc(160, 0x10), atMs: 0 })
    call.call.publish({ type: 'interrupted' })
    call.call.publish({ type: 'line', kind: 'words' })
    using back = await connectPhone(call.line.url)
    back.send(call.resumption())
    await back.next('resumed')
    await back.next('interrupted')
    expect(await back.next('line')).toEqual({ type: 'line', kind: 'words' })
    expect(back.events.filter(({ type }) => type === 'sound')).toEqual([])
    call.call.publish({ type: 'sound', sound: Buffer.alloc(160, 0x20), atMs: 20 })
    const { sound: heard } = await back.next('sound')
    expect(Buffer.from(heard, 'base64')).toEqual(Buffer.alloc(160, 0x20))
  })
})

describe('sound that a phone should not have sent', () => {
  it.each([
    ['no text', 7],
    ['no base64', '?'.repeat(216)],
    ['base64 that ends within a byte', voice.slice(0, -1)],
    ['less than 20 ms', Buffer.alloc(159).toString('base64')],
    ['more than 100 ms', Buffer.alloc(801).toString('base64')],
    ['nothing', ''],
  ])('is refused in words: %s', async (_, given) => {
    await using call = await spokenCall()
    call.phone.send({ type: 'sound', sound: given })
    expect((await call.phone.next('error')).message).toContain('20 to 100 milliseconds')
    expect(call.spoken).toEqual([])
    const closed = once(call.phone.socket, 'close')
    call.phone.socket.close()
    await closed
    await expect.poll(() => call.line.logged).toEqual(['A phone closed after 1 unusable messages.'])
  })

  it('is refused when it is more than can have been spoken by now, once a second in words', async () => {
    await using call = await spokenCall()
    const second = { type: 'sound', sound: Buffer.alloc(800, 0x80).toString('base64') }
    for (let piece = 0; piece < 50; piece += 1) call.phone.send(second)
    await isRead(call.phone)
    // Two seconds at once, since networks bunch what was spoken.
    expect(call.spoken).toHaveLength(20)
    const refusals = call.phone.events.filter(({ type }) => type === 'error')
    expect(refusals).toMatchObject([
      { message: 'That is more sound than anybody can have spoken by now.' },
    ])

    await call.clock.advance(800)
    call.phone.send(second)
    await isRead(call.phone)
    expect(call.spoken).toHaveLength(21)
  })

  it('is refused, once a second, where words are listened for', async () => {
    await using call = await phoneInCall()
    for (let piece = 0; piece < 3; piece += 1) call.phone.send(sound)
    await isRead(call.phone)
    expect(call.phone.events.filter(({ type }) => type === 'error')).toMatchObject([
      { message: 'Only words are listened for here, no sound.' },
    ])
  })
})

/** A phone that has called a server which does this on a media stream. */
async function streamedCall(script: StreamScript, after = '<Pause length="30"/>') {
  const { peers, accept } = streamPeers(script)
  const server = await startStandInServer({
    relay: accept,
    answers: {
      '/webhooks/voice': () =>
        twiml(
          '<Say>Hi.</Say>',
          `<Connect><Stream url="${server.relayUrl}"/></Connect>`,
          '<Say>One moment.</Say>',
          after,
        ),
    },
  })
  const carrier = createCarrier({
    account: phoneAccount,
    server: { localUrl: server.url, publicUrl: server.url },
    clock: realClock,
    speed: 10,
  })
  const connection = { url: await carrier.listen(), authToken: phoneAccount.authToken }
  return {
    carrier,
    connection,
    phone: await connectPhone(connection.url),
    peer: () => peers.at(-1),
    async [Symbol.asyncDispose]() {
      await carrier[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

describe('a phone on a media stream', () => {
  it('is told that it is to speak, is heard, hears what is played, and goes on with words', async () => {
    await using call = await streamedCall(answersWords((words) => `You said ${words}.`))
    using phone = call.phone
    phone.send({ type: 'dial' })
    await phone.next('heard', ({ text }) => text === 'Hi.')
    expect(await phone.next('line')).toEqual({ type: 'line', kind: 'sound' })
    const said = createSpokenWords(realClock, (piece) =>
      phone.send({ type: 'sound', sound: piece }),
    )
    said.speak('ah')
    await phone.next('heard', ({ spokenText }) => spokenText === 'You said ah.')
    const heard = phone.events.filter((event) => event.type === 'sound')
    const ear = createWordsListener()
    const words = heard.map((event) => ear.hear(Buffer.from(event.sound, 'base64'))).join('')
    expect(words).toBe('You said ah.')
    call.peer()?.close(1000)
    expect(await phone.next('line')).toEqual({ type: 'line', kind: 'words' })
    await phone.next('heard', ({ spokenText }) => spokenText === 'One moment.')
  })

  it('can be played by a script, which speaks and understands words as sound', async () => {
    await using call = await streamedCall((message, peer) => {
      if (message.event === 'start') peer.play(soundOfWords('What is your name?'))
      answers(message, peer)
    })
    const answers = answersWords((words) => `Thank you, ${words}.`)
    const phone = await PhoneClient.connect(call.connection)
    phone.dial()
    await phone.hears('Hi.')
    await phone.hears('your name?')
    await phone.says('Al')
    await phone.hears('Thank you, Al.')
    expect(await phone.hangsUp()).toMatchObject({ reason: 'caller-hung-up' })
    phone.close()
  })
})

it('words that a phone has no voice for are spoken as fast as time goes', async () => {
  const clock = createSteppedClock()
  const pieces: { atMs: number; sound: Buffer }[] = []
  const spoken = createSpokenWords(clock, (piece) => {
    pieces.push({ atMs: clock.monotonicMs(), sound: Buffer.from(piece, 'base64') })
  })
  spoken.speak('When do you open?')
  spoken.speak('?')
  await clock.advance(3000)
  const listener = createWordsListener()
  const heard = pieces.map((piece) => listener.hear(piece.sound)).join('')
  expect(heard).toBe('When do you open??')
  expect(pieces.map(({ atMs }) => atMs)).toEqual(pieces.map((_, index) => index * 40))
  spoken.speak('Never')
  spoken.stop()
  const { length } = pieces
  await clock.advance(1000)
  expect(pieces).toHaveLength(length)
})
