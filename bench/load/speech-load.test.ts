import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import { createLeanRelay } from '../servers/lean-relay.ts'
import { percentileOf } from '../sound/tally.ts'
import { SpeechLoad, type LoadReport, type SpeechHabits } from './speech-load.ts'

/** More lively than any caller, so that something happens soon. */
const lively: SpeechHabits = {
  manner: { firstSilenceMs: [100, 300], wordsMs: [200, 300], silenceMs: [900, 1_200] },
  pace: { firstSoundMs: 50, betweenPiecesMs: 30, pieces: 10 },
  arrivesWithinMs: 1_500,
}
const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'b'.repeat(32) }

/** What becomes of a message on its way; `pass` may be called later, twice or never. */
type Spoiling = (message: string, pass: (changed?: string) => void) => void

/** The network between the relay and the model, with faults. */
async function openWire(modelUrl: string, spoil: { up?: Spoiling; down?: Spoiling }) {
  const wire = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  wire.on('connection', (near) => {
    const far = new WebSocket(modelUrl)
    const join = (from: WebSocket, to: WebSocket, spoiled: Spoiling = (_, pass) => pass()) =>
      from.on('message', (data: RawData) => {
        const text = (data as Buffer).toString()
        spoiled(text, (changed = text) => to.send(changed))
      })
    const early: (() => void)[] = []
    far.on('open', () => early.splice(0).forEach((send) => send()))
    join(near, far, (text, pass) => {
      const spoiled = () => (spoil.up ? spoil.up(text, pass) : pass())
      if (far.readyState === WebSocket.OPEN) spoiled()
      else early.push(spoiled)
    })
    join(far, near, spoil.down)
    for (const end of [near, far]) end.on('error', () => undefined)
    near.on('close', () => far.close())
    far.on('close', () => near.close())
  })
  await once(wire, 'listening')
  return { wire, url: `ws://127.0.0.1:${(wire.address() as AddressInfo).port}` }
}

/** Callers speak over the lean relay until the model has answered so often. */
async function spoken(
  spoil: { up?: Spoiling; down?: Spoiling } = {},
  { answers = 4, calls = 3, opensAfterMs = 0 } = {},
): Promise<LoadReport> {
  using closing = new DisposableStack()
  const load = closing.use(new SpeechLoad(lively))
  const { url, wire } = await openWire(await load.openModel({ opensAfterMs }), spoil)
  closing.defer(() => wire.close())
  const relay = createLeanRelay(url).listen(0, '127.0.0.1')
  closing.defer(() => relay.close())
  closing.defer(() => load.disperse())
  await once(relay, 'listening')
  const { port } = relay.address() as AddressInfo
  await load.gather({ serverUrl: `http://127.0.0.1:${port}`, account, calls })
  load.begin()
  while (load.answers < answers) await pause(20)
  await pause(600)
  load.end()
  return await load.report()
}

function isFrame(text: string): boolean {
  return text.includes('L0AD')
}

/** Something for each so-many-eth frame. */
function every(nth: number, spoiled: Spoiling): Spoiling {
  let frames = 0
  return (text, pass) => {
    if (isFrame(text) && (frames += 1) % nth === 0) spoiled(text, pass)
    else pass()
  }
}

const clean = { lost: 0, disordered: 0 }

describe.concurrent('speech under load', { timeout: 20_000 }, () => {
  it('finds nothing wrong with a relay that passes everything on, and measures how it interrupts', async () => {
    const report = await spoken({}, { answers: 6 })
    expect(report).toMatchObject({ toModel: clean, toCaller: clean })
    expect(report).toMatchObject({ stalePieces: 0, strangePieces: 0, refused: {}, lostLines: [] })
    expect(report.interruptions.length).toBeGreaterThan(0)
    expect(report.interruptions.filter(({ clearedMs }) => clearedMs === undefined)).toEqual([])
    expect(report.truncations.length).toBeGreaterThan(0)
    expect(report.truncations.filter(({ toldMs }) => toldMs === undefined)).toEqual([])
  })

  it('finds out which frames of the caller were dropped, and of the model’s', async () => {
    const drop = every(10, () => undefined)
    const { toCaller, toModel } = await spoken({ up: drop, down: every(10, () => undefined) })
    expect(toModel.lost).toBeGreaterThanOrEqual(Math.floor(toModel.sent / 10) - 3)
    expect(toModel.lost).toBeLessThan(toModel.sent / 8)
    expect(toCaller.lost).toBeGreaterThan(0)
  })

  it('finds out that frames were put out of order, or doubled', async () => {
    let held: (() => void) | undefined
    const swap: Spoiling = (text, pass) => {
      if (!isFrame(text)) return pass()
      const before = held
      held = before ? undefined : pass
      if (before) {
        pass()
        before()
      }
    }
    const twice = every(5, (_, pass) => {
      pass()
      pass()
    })
    const { toCaller, toModel } = await spoken({ up: swap, down: twice }, { answers: 2, calls: 1 })
    expect(toModel.disordered).toBeGreaterThan(toModel.sent / 4)
    expect(toModel.lost).toBe(0)
    expect(toCaller.disordered).toBeGreaterThan(0)
  })

  it('finds out how long frames were held up', async () => {
    const late: Spoiling = (text, pass) => {
      if (isFrame(text)) setTimeout(() => pass(), 60)
      else pass()
    }
    const { toCaller, toModel } = await spoken({ up: late }, { answers: 2 })
    expect(percentileOf(toModel.took, 0.5)).toBeGreaterThanOrEqual(59)
    expect(percentileOf(toCaller.took, 0.5)).toBeLessThan(59)
  })

  it('finds out that an interruption was not acted upon, and that the model was not told', async () => {
    const deaf: Spoiling = (text, pass) => {
      if (!text.includes('speech_started')) pass()
    }
    const missed = await spoken({ down: deaf }, { answers: 6 })
    expect(missed.interruptions.filter(({ clearedMs }) => clearedMs === undefined)).not.toEqual([])
    const mute: Spoiling = (text, pass) => {
      if (!text.includes('item.truncate')) pass()
    }
    const untold = await spoken({ up: mute }, { answers: 6 })
    expect(untold.truncations.filter(({ toldMs }) => toldMs === undefined)).not.toEqual([])
  })

  it('takes no piece of sound for heard that was cut on its way', async () => {
    const cut: Spoiling = (text, pass) => pass(isFrame(text) ? text.replace(/\/{40}/, '') : text)
    const { strangePieces, toCaller, toModel } = await spoken(
      { up: cut, down: cut },
      { answers: 0 },
    )
    expect(toModel.lost).toBe(toModel.sent)
    expect(strangePieces).toBe(0)
    const half = await spoken({ down: cut }, { answers: 1 })
    expect(half.strangePieces).toBeGreaterThan(0)
    expect(half.toCaller.lost).toBe(half.toCaller.sent)
    expect(toCaller.sent).toBe(0)
  })

  it('counts what is spoken while the model’s socket opens, from the very first frame on', async () => {
    const { toModel } = await spoken({}, { answers: 1, opensAfterMs: 300 })
    expect(toModel).toMatchObject(clean)
    let seen = 0
    const losesBeginning: Spoiling = (text, pass) => {
      if (!isFrame(text) || (seen += 1) > 15) pass()
    }
    const lossy = await spoken({ up: losesBeginning }, { answers: 1 })
    expect(lossy.toModel.lost).toBe(15)
  })
})
