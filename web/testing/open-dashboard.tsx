import { createMemoryHistory } from '@tanstack/react-router'
import { act, cleanup, configure, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach } from 'vitest'
import { createDashboard } from '../app/dashboard.tsx'
import { Phone } from '../features/live/phone.ts'
import { SoundMode } from '../features/live/sound/sound-mode.ts'
import { VoiceMode } from '../features/live/voice/voice-mode.ts'
import { createApi } from '../lib/api.ts'
import { LiveConnection } from '../lib/live-connection.ts'
import { fillBrowserGaps } from './browser-gaps.ts'
import { FakeExchange } from './fake-exchange.ts'
import { FakePhones } from './fake-phone-line.ts'
import { FakeServer } from './fake-server.ts'
import { FakeSocket } from './fake-socket.ts'
import { FakeSound } from './fake-sound.ts'
import { FakeSpeech } from './fake-speech.ts'
import { FakeTimers } from './fake-timers.ts'

/** Opens the whole dashboard at an address, in front of fakes of everything outside. */
export function openDashboard({
  at = '/',
  server = new FakeServer(),
  speech = new FakeSpeech(),
  air = new FakeSound(),
}: Opening = {}) {
  const live = new FakeExchange(() => new FakeSocket())
  const phones = new FakePhones()
  const timers = new FakeTimers()
  const history = createMemoryHistory({ initialEntries: [at] })
  const { after } = timers
  const services = {
    api: createApi({ fetch: server.fetch }),
    live: new LiveConnection({ openSocket: live.openSocket, after, random, onUnreadable }),
    now,
  }
  const phone = new Phone({ openSocket: phones.openSocket, after, now, onUnreadable })
  const voice = new VoiceMode({ phone, speech, after })
  const sound = new SoundMode({ phone, sound: air, after })
  const Dashboard = createDashboard({ services, phone, voice, sound, history, retryDelayMs: 1 })
  render(<Dashboard />)

  return {
    server,
    live,
    phones,
    speech,
    air,
    user: userEvent.setup(),
    address: () => history.location.href,
    elapse: (ms: number) => act(() => timers.elapse(ms)),
    /** The live socket is there and tells this. */
    tell: (...events: readonly object[]) =>
      act(() => {
        if (live.latest.readyState === 0) live.latest.opens()
        for (const event of events) live.latest.receives(event)
      }),
    /** The phone line is there and tells this. */
    ring: (...events: readonly object[]) =>
      act(() => {
        if (phones.latest.readyState === 0) phones.latest.opens()
        for (const event of events) phones.latest.receives(event)
      }),
  }
}

const now = () => new Date('2026-03-02T15:30:00.000Z')
const random = () => 0.5
const onUnreadable = () => undefined

interface Opening {
  readonly at?: string
  readonly server?: FakeServer
  readonly speech?: FakeSpeech
  readonly air?: FakeSound
}

fillBrowserGaps()
// A page's code is fetched when it is first shown, which takes a busy machine its time.
configure({ asyncUtilTimeout: 5000 })
afterEach(() => {
  cleanup()
  document.documentElement.removeAttribute('data-theme')
  localStorage.clear()
})
