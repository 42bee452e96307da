// oxlint-disable-next-line import/no-unassigned-import -- it must run before the schemas are made
import './no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Phone } from '../features/live/phone.ts'
import { SoundMode } from '../features/live/sound/sound-mode.ts'
import { VoiceMode } from '../features/live/voice/voice-mode.ts'
import { createApi } from '../lib/api.ts'
import { findBrowserSpeech } from '../lib/browser-speech.ts'
import { LiveConnection } from '../lib/live-connection.ts'
import { findBrowserSound } from '../lib/sound/find-browser-sound.ts'
import { createDashboard } from './dashboard.tsx'

const after = (waitMs: number, run: () => void) => {
  const timer = setTimeout(run, waitMs)
  return () => clearTimeout(timer)
}
const now = () => new Date()
const openSocket = (path: string) => () =>
  new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`)
const onUnreadable = () => console.warn('A frame that is not of the contract was dropped.')

const live = new LiveConnection({
  openSocket: openSocket('/live'),
  after,
  random: () => Math.random(),
  onUnreadable,
})
const phone = new Phone({ openSocket: openSocket('/softphone'), after, now, onUnreadable })
const voice = new VoiceMode({ phone, speech: findBrowserSpeech(), after })
const sound = new SoundMode({ phone, sound: findBrowserSound(), after })
const api = createApi({ fetch: (input, init) => fetch(input, init) })
const Dashboard = createDashboard({ services: { api, live, now }, phone, voice, sound })

const root = document.querySelector('#root')
if (!root) throw new Error('The page has no #root element.')
createRoot(root).render(
  <StrictMode>
    <Dashboard />
  </StrictMode>,
)
