import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aLiveCall } from '../../../testing/builders.ts'
import { FakeSpeech } from '../../../testing/fake-speech.ts'
import { openDashboard } from '../../../testing/open-dashboard.tsx'

const { callSid } = aLiveCall()
const answered = { type: 'call-status', callSid, status: 'in-progress' }
const begins = { type: 'agent-speaking', on: true }
const ends = { type: 'agent-speaking', on: false }

/** The words of one utterance as the line tells them, one by one. */
function hears(sentence: string) {
  const words = sentence.split(' ')
  return words.map((text, index) => ({
    type: 'heard',
    text,
    spokenText: words.slice(0, index + 1).join(' '),
  }))
}

/** A call in which the person has chosen to speak. */
async function spokenCall(speech = new FakeSpeech()) {
  localStorage.setItem('voice', 'on')
  const dashboard = openDashboard({ speech })
  await dashboard.user.click(await screen.findByRole('button', { name: 'Call' }))
  dashboard.ring(answered)
  return {
    ...dashboard,
    phone: dashboard.phones.latest,
    bar: () => within(screen.getByRole('region', { name: 'Voice' })),
    /** The person and the air do something. */
    lets: (happen: () => void) => act(happen),
  }
}

function voiceSwitch(): HTMLElement {
  return screen.getByRole('switch', { name: 'Speak with your voice' })
}

function isListening(speech: FakeSpeech): boolean {
  return speech.openSession !== undefined
}

describe('choosing to speak', () => {
  it('is told first who may process the words, and is remembered', async () => {
    const { user } = openDashboard()
    await user.click(await screen.findByRole('switch', { name: 'Speak with your voice' }))
    const dialog = screen.getByRole('dialog', { name: 'Speak instead of typing?' })
    expect(dialog.textContent).toContain('its maker may process what you say')
    expect(dialog.textContent).toContain('What you type never goes there')
    expect(localStorage.getItem('voice')).toBeNull()
    await user.click(within(dialog).getByRole('button', { name: 'Speak' }))
    expect(voiceSwitch().getAttribute('aria-checked')).toBe('true')
    expect(localStorage.getItem('voice')).toBe('on')
  })

  it('is not chosen by whoever would rather type', async () => {
    const { user, speech, ring } = openDashboard()
    await user.click(await screen.findByRole('switch', { name: 'Speak with your voice' }))
    await user.click(screen.getByRole('button', { name: 'Keep typing' }))
    expect(voiceSwitch().getAttribute('aria-checked')).toBe('false')
    await user.click(screen.getByRole('button', { name: 'Call' }))
    ring(answered)
    expect(speech.sessions).toEqual([])
    expect(localStorage.getItem('voice')).toBeNull()
  })

  it('is not asked about again', async () => {
    localStorage.setItem('voice', 'off')
    const { user } = openDashboard()
    await user.click(await screen.findByRole('switch', { name: 'Speak with your voice' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(localStorage.getItem('voice')).toBe('on')
  })

  it('can be done in the middle of a call, and undone', async () => {
    localStorage.setItem('voice', 'off')
    const { user, speech, ring } = openDashboard()
    await user.click(await screen.findByRole('button', { name: 'Call' }))
    ring(answered)
    await user.click(screen.getByRole('button', { name: 'Speak with your voice' }))
    expect(isListening(speech)).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Speak with your voice' }))
    expect(isListening(speech)).toBe(false)
    expect(screen.queryByRole('region', { name: 'Voice' })).toBeNull()
  })

  it('begins by itself in the next call of somebody who chose it', async () => {
    const { speech, bar } = await spokenCall()
    expect(isListening(speech)).toBe(true)
    expect(speech.openSession?.lang).toMatch(/^en/)
    expect(bar().getByText('Opening the microphone')).toBeDefined()
  })
})

describe('speaking to the agent', () => {
  it('shows that it listens, what it hears, and sends what it understood', async () => {
    const { speech, phone, bar, lets } = await spokenCall()
    lets(() => speech.openSession?.opens())
    expect(bar().getByText('Speak now.')).toBeDefined()
    lets(() => speech.openSession?.hears('when are'))
    expect(bar().getByText('Hearing you')).toBeDefined()
    expect(bar().getByText('when are')).toBeDefined()
    lets(() => speech.openSession?.understands('when are you open'))
    expect(phone.sent).toContainEqual({ type: 'say', text: 'when are you open' })
    expect(screen.getByText('when are you open')).toBeDefined()
  })

  it('listens on after each utterance', async () => {
    const { speech, lets, elapse } = await spokenCall()
    lets(() => speech.openSession?.understands('hello'))
    elapse(200)
    expect(isListening(speech)).toBe(true)
    expect(speech.sessions).toHaveLength(2)
  })

  it('says when nothing was heard, and listens on', async () => {
    const { speech, bar, lets, elapse } = await spokenCall()
    lets(() => speech.openSession?.ends('no-speech'))
    expect(bar().getByText(/^Nothing was heard yet/)).toBeDefined()
    elapse(200)
    expect(isListening(speech)).toBe(true)
  })

  it('sends nothing when nothing was understood', async () => {
    const { speech, phone, lets } = await spokenCall()
    lets(() => speech.openSession?.understands('  '))
    expect(phone.sent).toEqual([{ type: 'dial' }])
  })

  it('leaves typing as it was', async () => {
    const { user, phone } = await spokenCall()
    await user.type(screen.getByRole('textbox', { name: 'What the caller says' }), 'Hello{Enter}')
    expect(phone.sent).toContainEqual({ type: 'say', text: 'Hello' })
  })

  it.each([
    ['not-allowed', 'The microphone was refused'],
    ['audio-capture', 'No microphone was found'],
    ['network', 'Your browser’s speech recognition cannot be reached'],
    ['service-not-allowed', 'Your browser’s speech recognition is switched off'],
    ['language-not-supported', 'Your browser’s speech recognition is switched off'],
    ['something-new', 'Your browser’s speech recognition stopped'],
  ])('tells in words what %s means, and tries again when asked', async (error, words) => {
    const { speech, bar, lets, user } = await spokenCall()
    lets(() => speech.openSession?.ends(error))
    expect(bar().getByText(words)).toBeDefined()
    expect(isListening(speech)).toBe(false)
    await user.click(bar().getByRole('button', { name: 'Try again' }))
    expect(isListening(speech)).toBe(true)
    expect(bar().queryByText(words)).toBeNull()
  })

  it('says which address the microphone needs', async () => {
    const { speech, bar, lets } = await spokenCall(new FakeSpeech({ isSecure: false }))
    lets(() => speech.openSession?.ends('not-allowed'))
    expect(bar().getByText('The microphone needs a secure address')).toBeDefined()
  })

  it('says which browsers can listen where this one cannot, and still speaks', async () => {
    const { speech, bar, ring } = await spokenCall(new FakeSpeech({ canListen: false }))
    expect(bar().getByText('This browser cannot listen')).toBeDefined()
    expect(bar().getByText(/^Chrome, Edge and Safari can/)).toBeDefined()
    expect(bar().queryByRole('button', { name: 'Try again' })).toBeNull()
    ring(begins, ...hears('Hello there.'))
    expect(speech.spoken?.words).toBe('Hello there.')
  })

  it('gives up on a recogniser that ends again and again without a word', async () => {
    const { speech, bar, lets, elapse } = await spokenCall()
    for (let times = 0; times < 6; times += 1) {
      lets(() => speech.openSession?.ends())
      elapse(200)
    }
    expect(bar().getByText('Your browser’s speech recognition stopped')).toBeDefined()
    expect(isListening(speech)).toBe(false)
  })
})

describe('the agent’s voice', () => {
  it('reads each sentence as soon as it is whole, with a voice of the page’s language', async () => {
    const speech = new FakeSpeech()
    speech.synthesis?.voices.push(aVoice('Anna', 'de-DE'), aVoice('Emma', 'en_GB'))
    const { ring, lets } = await spokenCall(speech)
    ring(begins, ...hears('Good morning! We are open from 9 a.m. to five. And'))
    expect(speech.synthesis?.said).toEqual(['Good morning!'])
    expect(speech.spoken?.voice?.name).toBe('Emma')
    lets(() => speech.synthesis?.finishes())
    expect(speech.spoken?.words).toBe('We are open from 9 a.m. to five.')
    ring(ends)
    lets(() => speech.synthesis?.finishes())
    expect(speech.spoken?.words).toBe('And')
  })

  it('closes the microphone while it speaks, and opens it when it has spoken', async () => {
    const { speech, bar, ring, lets } = await spokenCall()
    ring(begins)
    expect(isListening(speech)).toBe(false)
    expect(bar().getByText('The agent is speaking')).toBeDefined()
    ring(...hears('How can I help?'), ends)
    expect(isListening(speech)).toBe(false)
    lets(() => speech.synthesis?.finishes())
    expect(isListening(speech)).toBe(true)
  })

  it('still understands words that were begun before it spoke', async () => {
    const { speech, phone, ring, lets } = await spokenCall()
    const session = speech.openSession
    lets(() => session?.hears('I would'))
    ring(begins)
    expect(session?.wasAborted).toBe(false)
    lets(() => session?.understands('I would like'))
    expect(phone.sent).toContainEqual({ type: 'say', text: 'I would like' })
  })

  it('stops at once when the agent is interrupted, and drops the rest', async () => {
    const { speech, ring } = await spokenCall()
    ring(begins, ...hears('We are open. We'), { type: 'interrupted' })
    expect(speech.spoken).toBeUndefined()
    ring(...hears('Yes?'), ends)
    expect(speech.synthesis?.said).toEqual(['We are open.', 'Yes?'])
  })

  it('stops when something is typed', async () => {
    const { speech, ring, user } = await spokenCall()
    ring(begins, ...hears('We are open.'), ends)
    await user.type(screen.getByRole('textbox', { name: 'What the caller says' }), 'Stop{Enter}')
    expect(speech.spoken).toBeUndefined()
  })

  it('stops by a button, and listens for what interrupts the agent', async () => {
    const { speech, phone, bar, ring, lets, user } = await spokenCall()
    ring(begins, ...hears('We are open. We'))
    await user.click(bar().getByRole('button', { name: 'Interrupt' }))
    expect(speech.spoken).toBeUndefined()
    ring({ type: 'heard', text: 'close.', spokenText: 'We are open. We close.' })
    expect(speech.synthesis?.said).toEqual(['We are open.'])
    expect(isListening(speech)).toBe(true)
    lets(() => speech.openSession?.understands('wait'))
    expect(phone.sent).toContainEqual({ type: 'say', text: 'wait' })
  })

  it('stops by Escape, which hangs up only when nothing is spoken', async () => {
    const { speech, ring, user, phone } = await spokenCall()
    ring(begins, ...hears('We are open.'), ends)
    await user.keyboard('{Escape}')
    expect(speech.spoken).toBeUndefined()
    expect(screen.queryByText('Press Escape once more to hang up.')).toBeNull()
    await user.keyboard('{Escape}{Escape}')
    expect(phone.sent).toContainEqual({ type: 'hang-up' })
  })

  it('stops when the caller hangs up, and so does the microphone', async () => {
    const { speech, ring, user } = await spokenCall()
    ring(begins, ...hears('We are open.'), ends)
    await user.click(screen.getByRole('button', { name: 'Hang up' }))
    expect(speech.spoken).toBeUndefined()
    expect(isListening(speech)).toBe(false)
  })

  it('says a goodbye to its end when the agent hangs up', async () => {
    const { speech, ring } = await spokenCall()
    ring(begins, ...hears('Goodbye.'), ends, { ...answered, status: 'completed' })
    expect(speech.spoken?.words).toBe('Goodbye.')
    expect(isListening(speech)).toBe(false)
  })

  it('and the microphone stop when another page is looked at', async () => {
    const { speech, ring, user, lets } = await spokenCall()
    ring(begins, ...hears('We are open.'), ends)
    await user.click(screen.getByRole('link', { name: 'Tasks' }))
    await screen.findByRole('heading', { name: 'Tasks' })
    expect(speech.spoken).toBeUndefined()
    expect(isListening(speech)).toBe(false)
    await user.click(screen.getByRole('link', { name: 'Talk' }))
    await screen.findByRole('button', { name: 'Hang up' })
    lets(() => speech.openSession?.opens())
    expect(isListening(speech)).toBe(true)
  })

  it('is given up when it makes no sound, so that the talk goes on', async () => {
    const { speech, bar, ring, lets } = await spokenCall()
    ring(begins, ...hears('We are open.'), ends)
    lets(() => speech.synthesis?.fails())
    expect(bar().getByText(/This browser has no voice/)).toBeDefined()
    expect(isListening(speech)).toBe(true)
  })

  it('does not keep the microphone closed when it never tells that it has ended', async () => {
    const { speech, ring, elapse } = await spokenCall()
    ring(begins, ...hears('We are open.'), ends)
    elapse(60_000)
    expect(isListening(speech)).toBe(true)
  })
})

describe('the microphone', () => {
  it('is closed and opened by a button', async () => {
    const { speech, bar, user } = await spokenCall()
    await user.click(bar().getByRole('button', { name: 'Mute' }))
    expect(isListening(speech)).toBe(false)
    expect(bar().getByText('Your microphone is off')).toBeDefined()
    await user.click(bar().getByRole('button', { name: 'Unmute' }))
    expect(isListening(speech)).toBe(true)
  })

  it('is closed and opened by a key that the list of keys tells', async () => {
    const { speech, user } = await spokenCall()
    await user.keyboard('m')
    expect(isListening(speech)).toBe(false)
    await user.keyboard('m')
    expect(isListening(speech)).toBe(true)
    await user.keyboard('?')
    expect(screen.getByText('With your voice: microphone off and on')).toBeDefined()
  })

  it('forgets what was half said when it is closed', async () => {
    const { speech, user, lets } = await spokenCall()
    const session = speech.openSession
    lets(() => session?.hears('between you and me'))
    await user.keyboard('m')
    expect(session?.wasAborted).toBe(true)
  })

  it('stays closed while the agent speaks and afterwards', async () => {
    const { speech, bar, user, ring, lets } = await spokenCall()
    await user.keyboard('m')
    ring(begins, ...hears('We are open.'), ends)
    lets(() => speech.synthesis?.finishes())
    expect(bar().getByText('Your microphone is off')).toBeDefined()
    expect(isListening(speech)).toBe(false)
  })
})

function aVoice(name: string, lang: string) {
  return { name, lang, default: false, localService: true }
}
