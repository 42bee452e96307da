import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aLiveCall } from '../../../testing/builders.ts'
import { FakeServer } from '../../../testing/fake-server.ts'
import { aSound, FakeSound } from '../../../testing/fake-sound.ts'
import { FakeSpeech } from '../../../testing/fake-speech.ts'
import { openDashboard } from '../../../testing/open-dashboard.tsx'

const { callSid } = aLiveCall()
const answered = { type: 'call-status', callSid, status: 'in-progress' }
const bySound = { type: 'line', kind: 'sound' }
const byWords = { type: 'line', kind: 'words' }
const voice = aSound(0x80)
const other = aSound(0x40)

/** A call of somebody who has agreed to be heard, or has not been asked yet. */
async function voiceCall({
  air = new FakeSound(),
  hasAgreed = true,
  speech = new FakeSpeech(),
} = {}) {
  if (hasAgreed) localStorage.setItem('microphone', 'agreed')
  const dashboard = openDashboard({ air, speech })
  await dashboard.user.click(await screen.findByRole('button', { name: 'Call' }))
  dashboard.ring(answered, bySound)
  const phone = dashboard.phones.latest
  return {
    ...dashboard,
    phone,
    bar: () => within(screen.getByRole('region', { name: 'Your voice' })),
    /** The person, the air or the browser does something. */
    lets: (happen: () => void) => act(happen),
    spoken: () => phone.sent.filter((request) => (request as { type: string }).type === 'sound'),
  }
}

/** The same, with an open microphone. */
async function openVoiceCall(air = new FakeSound()) {
  const call = await voiceCall({ air })
  await call.bar().findByText('Your microphone is on')
  return call
}

describe('before a call by voice', () => {
  it('a person is told that it takes a microphone and money, and is offered no typing', async () => {
    const server = new FakeServer()
    server.talksIn = 'sound'
    openDashboard({ server })
    await screen.findByText(/asked for your microphone\. The speech model is paid for/)
    expect(screen.queryByRole('switch', { name: 'Speak with your voice' })).toBeNull()
    expect(screen.getByText(/and say what a caller would/)).toBeDefined()
  })

  it('the agent first tells who answers: typing is not said to interrupt it, but may answer a question', async () => {
    const server = new FakeServer()
    server.talksIn = 'sound'
    const { user, ring } = openDashboard({ server })
    await screen.findByText(/asked for your microphone/)
    await user.click(screen.getByRole('button', { name: 'Call' }))
    ring(answered, { type: 'agent-speaking', callSid, on: true })
    expect(screen.getByText('Your microphone is wanted afterwards.')).toBeDefined()
    expect(screen.getByText(/wanted when you have heard who answers/)).toBeDefined()
    expect(screen.getByRole('textbox', { name: 'What the caller says' })).toBeDefined()
    ring(bySound, byWords)
    expect(screen.getByText(/Typing while the agent speaks interrupts it/)).toBeDefined()
  })

  it('the answer to what was asked before is not on its way for ever', async () => {
    const server = new FakeServer()
    server.talksIn = 'sound'
    const { user, ring } = openDashboard({ server })
    await user.click(await screen.findByRole('button', { name: 'Call' }))
    ring(answered)
    const field = screen.getByRole('textbox', { name: 'What the caller says' })
    await user.type(field, 'Yes{Enter}')
    expect(screen.getByText('Sending')).toBeDefined()
    ring(bySound)
    expect(screen.queryByText('Sending')).toBeNull()
  })

  it('a call that begins on another channel is typed to as ever', async () => {
    const server = new FakeServer()
    server.talksIn = 'sound'
    const { user, ring, tell } = openDashboard({ server })
    await user.click(await screen.findByRole('button', { name: 'Call' }))
    ring(answered)
    tell({ type: 'status_update', callSid, call: aLiveCall({ channel: 'relay' }) })
    expect(await screen.findByText(/Typing while the agent speaks interrupts it/)).toBeDefined()
  })
})

describe('a call by voice', () => {
  it('opens the microphone, without echo and noise, and gives the line what it hears', async () => {
    const { air, lets, spoken } = await openVoiceCall()
    expect(air.wishes).toMatchObject([
      { audio: { echoCancellation: true, noiseSuppression: true } },
    ])
    lets(() => air.speaks(voice.bytes))
    lets(() => air.speaks(other.bytes))
    expect(spoken()).toEqual([
      { type: 'sound', sound: voice.base64 },
      { type: 'sound', sound: other.base64 },
    ])
  })

  it('plays what the line gives, and falls silent when the agent is interrupted', async () => {
    const { air, ring } = await openVoiceCall()
    ring({ type: 'sound', sound: voice.base64 }, { type: 'sound', sound: other.base64 })
    expect(air.audio.played).toEqual([voice.base64, other.base64])
    ring({ type: 'interrupted' })
    expect(air.audio.played.at(-1)).toBe('clear')
  })

  it('leaves out what is no sound', async () => {
    const { air, ring } = await openVoiceCall()
    ring({ type: 'sound', sound: '?' }, { type: 'sound', sound: voice.base64 })
    expect(air.audio.played).toEqual([voice.base64])
  })

  it('has keys, and nowhere to type', async () => {
    const { user, phone, bar } = await openVoiceCall()
    expect(screen.queryByRole('textbox', { name: 'What the caller says' })).toBeNull()
    expect(screen.getAllByRole('button', { name: 'Keypad' })).toHaveLength(1)
    await user.click(bar().getByRole('button', { name: 'Keypad' }))
    await user.click(bar().getByRole('button', { name: '5' }))
    expect(phone.sent).toContainEqual({ type: 'press', digits: '5' })
  })

  it('shows how loud the caller is', async () => {
    const { air, lets } = await openVoiceCall()
    const width = () => screen.getByTestId('level').firstElementChild?.getAttribute('style')
    lets(() => air.speaks(voice.bytes, 0.5))
    expect(width()).toBe('transform: scaleX(1);')
    lets(() => air.speaks(voice.bytes, 0))
    expect(width()).toBe('transform: scaleX(0.85);')
  })

  it('takes no word back that was typed before, when something is wrong with the sound', async () => {
    const { ring, user } = await openVoiceCall()
    ring(byWords)
    await user.type(screen.getByRole('textbox', { name: 'What the caller says' }), 'Hello{Enter}')
    ring(bySound, { type: 'error', message: 'That is more sound than anybody can have spoken.' })
    expect(screen.getByText('Hello')).toBeDefined()
    expect(screen.getByText('That is more sound than anybody can have spoken.')).toBeDefined()
  })

  it('goes on by words when the line does, and gives the microphone back', async () => {
    const { air, ring, lets, spoken } = await openVoiceCall()
    ring(byWords)
    expect(air.openTrack).toBeUndefined()
    expect(air.audio.state).toBe('closed')
    expect(screen.getByRole('textbox', { name: 'What the caller says' })).toBeDefined()
    expect(screen.queryByRole('region', { name: 'Your voice' })).toBeNull()
    lets(() => air.speaks())
    expect(spoken()).toEqual([])
  })

  it.each([
    ['the caller hangs up', { type: 'hang-up' }],
    ['the agent hangs up', { ...answered, status: 'completed' }],
  ])('gives the microphone back when %s', async (_, end) => {
    const { air, ring, user } = await openVoiceCall()
    if (end.type === 'hang-up') await user.click(screen.getByRole('button', { name: 'Hang up' }))
    else ring(end)
    expect(air.openTrack).toBeUndefined()
    expect(air.audio.state).toBe('closed')
  })

  it('goes on while another page is looked at, which shows that the microphone is in use', async () => {
    const { air, user, lets, spoken } = await openVoiceCall()
    await user.click(screen.getByRole('link', { name: 'Tasks' }))
    await screen.findByRole('heading', { name: 'Tasks' })
    expect(screen.getByLabelText('Your microphone is in use')).toBeDefined()
    lets(() => air.speaks(voice.bytes))
    expect(spoken()).toHaveLength(1)
  })

  it('sends nothing into a connection that is away or cannot take it', async () => {
    const { air, phones, lets, spoken } = await openVoiceCall()
    phones.latest.bufferedAmount = 100_000
    lets(() => air.speaks())
    phones.latest.bufferedAmount = 0
    lets(() => phones.latest.drops())
    lets(() => air.speaks())
    expect(spoken()).toEqual([])
  })

  it('lets the words before it be read aloud, and does not listen for words itself', async () => {
    localStorage.setItem('voice', 'on')
    const { speech, user, ring } = await openVoiceCall()
    expect(speech.openSession).toBeUndefined()
    ring({ type: 'heard', text: 'Hello.', spokenText: 'Hello.' })
    expect(speech.synthesis?.said).toEqual([])
    await user.keyboard('m')
    ring(byWords, { type: 'heard', text: 'Hello.', spokenText: 'Hello.' })
    expect(speech.synthesis?.said).toEqual(['Hello.'])
  })
})

describe('the microphone of a call by voice', () => {
  it('is opened when the person has been told where its sound goes, and agrees', async () => {
    const { air, bar, user, ring } = await voiceCall({ hasAgreed: false })
    expect(bar().getByText(/^The sound of your microphone goes to this server/)).toBeDefined()
    expect(air.wishes).toEqual([])
    await waitFor(() => expect(air.audios).toHaveLength(1))
    await act(async () => Promise.resolve())
    ring({ type: 'sound', sound: voice.base64 })
    expect(air.audio.played).toEqual([voice.base64])
    await user.click(bar().getByRole('button', { name: 'Use the microphone' }))
    expect(await bar().findByText('Your microphone is on')).toBeDefined()
    expect(localStorage.getItem('microphone')).toBe('agreed')
    expect(air.audios.map(({ state }) => state)).toEqual(['closed', 'running'])
  })

  it('waits for the browser’s question to be answered', async () => {
    const { air, bar, lets } = await voiceCall({ air: new FakeSound({ asksFirst: true }) })
    expect(await bar().findByText('Allow it if your browser asks.')).toBeDefined()
    await waitFor(() => expect(air.wishes).toHaveLength(1))
    lets(() => air.allows())
    expect(await bar().findByText('Your microphone is on')).toBeDefined()
  })

  it('is given back when the call is over before the question is answered', async () => {
    const { air, lets, ring } = await voiceCall({ air: new FakeSound({ asksFirst: true }) })
    await waitFor(() => expect(air.wishes).toHaveLength(1))
    ring({ ...answered, status: 'completed' })
    lets(() => air.allows())
    await waitFor(() => expect(air.tracks.map(({ isStopped }) => isStopped)).toEqual([true]))
  })

  it('is muted and opened again by a button, and hears nothing meanwhile', async () => {
    const { air, bar, user, lets, spoken } = await openVoiceCall()
    await user.click(bar().getByRole('button', { name: 'Mute' }))
    expect(bar().getByText('Your microphone is off')).toBeDefined()
    expect(air.openTrack?.enabled).toBe(false)
    lets(() => air.speaks())
    expect(spoken()).toEqual([])
    await user.click(bar().getByRole('button', { name: 'Unmute' }))
    expect(air.openTrack?.enabled).toBe(true)
    lets(() => air.speaks())
    expect(spoken()).toHaveLength(1)
  })

  it('is muted and opened again by a key', async () => {
    const { bar, user } = await openVoiceCall()
    await user.keyboard('m')
    expect(bar().getByText('Your microphone is off')).toBeDefined()
    await user.keyboard('m')
    expect(bar().getByText('Your microphone is on')).toBeDefined()
  })

  it.each([
    ['NotAllowedError', 'The microphone was refused'],
    ['NotFoundError', 'No microphone was found'],
    ['NotReadableError', 'The microphone cannot be opened'],
    ['SomethingNew', 'The sound of this page does not start'],
  ])('says in words what %s means, and is tried again when asked', async (error, words) => {
    const air = new FakeSound()
    air.fails = error
    const { bar, user, ring } = await voiceCall({ air })
    expect(await bar().findByText(words)).toBeDefined()
    ring({ type: 'sound', sound: voice.base64 })
    expect(air.audio.played).toEqual([voice.base64])
    expect(bar().getByRole('button', { name: 'Keypad' })).toBeDefined()
    await user.click(bar().getByRole('button', { name: 'Try again' }))
    expect(await bar().findByText('Your microphone is on')).toBeDefined()
  })

  it('says that it has gone when it is unplugged', async () => {
    const { air, bar, lets, user } = await openVoiceCall()
    lets(() => air.openTrack?.ends())
    expect(bar().getByText('The microphone has gone')).toBeDefined()
    await user.click(bar().getByRole('button', { name: 'Try again' }))
    expect(await bar().findByText('Your microphone is on')).toBeDefined()
  })

  it.each([
    ['cannot play sound', { canPlay: false }, 'This browser cannot make a call by voice'],
    ['has no microphones', { hasMicrophone: false }, 'This browser cannot make a call by voice'],
    [
      'gives none to this address',
      { hasMicrophone: false, isSecure: false },
      'A call by voice needs a secure address',
    ],
  ])('says what to do where a browser %s', async (_, lacks, words) => {
    const { bar } = await voiceCall({ air: new FakeSound(lacks) })
    expect(await bar().findByText(words)).toBeDefined()
  })

  it('says when nothing comes from it for ten seconds', async () => {
    const { air, bar, lets } = await openVoiceCall()
    lets(() => {
      for (let piece = 0; piece <= 501; piece += 1) air.speaks(voice.bytes, 0)
    })
    expect(bar().getByText('Nothing comes from your microphone')).toBeDefined()
    lets(() => air.speaks(voice.bytes, 0.1))
    expect(bar().getByText('Your microphone is on')).toBeDefined()
  })
})

describe('a browser that pauses the sound of a page', () => {
  it('is asked by a button to play it', async () => {
    const { air, bar, user, elapse } = await openVoiceCall(new FakeSound({ startsAs: 'suspended' }))
    expect(bar().queryByText('You do not hear the agent')).toBeNull()
    elapse(1000)
    expect(bar().getByText('You do not hear the agent')).toBeDefined()
    air.audio.mayResume = true
    await user.click(bar().getByRole('button', { name: 'Turn the sound on' }))
    expect(bar().queryByText('You do not hear the agent')).toBeNull()
  })

  it('is asked again as soon as the page is looked at again', async () => {
    const { air, bar, lets, elapse } = await openVoiceCall()
    elapse(1000)
    lets(() => air.audio.becomes('interrupted'))
    expect(bar().getByText('Your browser has paused the sound of this page.')).toBeDefined()
    lets(() => void document.dispatchEvent(new Event('visibilitychange')))
    expect(bar().queryByText('You do not hear the agent')).toBeNull()
  })
})
