import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aCall, aLine, aLiveCall } from '../../testing/builders.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

const { callSid } = aLiveCall()

function status(phase: 'listening' | 'thinking' | 'speaking' | 'using-tool') {
  return { type: 'status_update', callSid, call: aLiveCall({ phase }) }
}

function words(text: string, { final = true, ...about }: Partial<Words> = {}) {
  return { type: 'transcript', callSid, final, line: aLine({ text, ...about }) }
}

type Words = Parameters<typeof aLine>[0] & { final: boolean }

function phoneSays(state: string) {
  return { type: 'call-status', callSid, status: state }
}

/** A call that the agent has answered. */
async function answeredCall() {
  const dashboard = openDashboard()
  await dashboard.user.click(await screen.findByRole('button', { name: 'Call' }))
  dashboard.ring(phoneSays('ringing'), phoneSays('in-progress'))
  dashboard.tell(status('listening'))
  const field = await screen.findByRole('textbox', { name: 'What the caller says' })
  return { ...dashboard, field, activity: () => activitySign().textContent }
}

function activitySign(): HTMLElement {
  return screen.getByRole('status', { name: 'What the agent is doing' })
}

describe('placing a call', () => {
  it('dials, rings, and is ready for the first words', async () => {
    const { user, phones, ring } = openDashboard()
    await user.click(await screen.findByRole('button', { name: 'Call' }))
    ring(phoneSays('ringing'))
    expect(phones.latest.sent).toEqual([{ type: 'dial' }])
    expect(activitySign().textContent).toContain('Ringing')
    ring(phoneSays('in-progress'))
    const field = screen.getByRole('textbox', { name: 'What the caller says' })
    expect(document.activeElement).toBe(field)
  })

  it('asks the live socket for the words and the state of that call', async () => {
    const { live } = await answeredCall()
    await waitFor(() => {
      expect(live.latest.sent).toContainEqual({ type: 'live_transcript', callSid })
    })
    expect(live.latest.sent).toContainEqual({ type: 'call_status', callSid })
  })

  it('calls from the number that was given', async () => {
    const { user, phones, ring } = openDashboard()
    await user.type(await screen.findByRole('textbox', { name: 'Calling from' }), '+1 555 010 0199')
    await user.click(screen.getByRole('button', { name: 'Call' }))
    ring()
    expect(phones.latest.sent).toEqual([{ type: 'dial', from: '+15550100199' }])
  })

  it('does not dial from what is no number', async () => {
    const { user, phones } = openDashboard()
    await user.type(await screen.findByRole('textbox', { name: 'Calling from' }), 'Maria')
    await user.click(screen.getByRole('button', { name: 'Call' }))
    expect((await screen.findByRole('alert')).textContent).toContain('country code')
    expect(phones.sockets).toEqual([])
  })

  it('says in words why the line did not work, and can try again', async () => {
    const { user, ring } = openDashboard()
    await user.click(await screen.findByRole('button', { name: 'Call' }))
    ring({ type: 'error', message: 'The local carrier cannot be reached' })
    expect(screen.getByRole('alert').textContent).toContain('The local carrier cannot be reached')
    expect(screen.getByRole('button', { name: 'Call' })).toBeDefined()
  })

  it('gives up when nobody answers in time', async () => {
    const { user, elapse, ring } = openDashboard()
    await user.click(await screen.findByRole('button', { name: 'Call' }))
    ring(phoneSays('ringing'))
    elapse(30_000)
    expect(screen.getByRole('heading', { name: /Nobody answered in time/ })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Call again' }))
    elapse(30_000)
    expect(screen.queryByRole('heading', { name: /Nobody answered in time/ })).toBeNull()
  })
})

describe('talking', () => {
  it('says what was typed with Enter and shows it at once', async () => {
    const { user, phones, field } = await answeredCall()
    await user.type(field, 'When are you open?{Enter}')
    expect(phones.latest.sent).toContainEqual({ type: 'say', text: 'When are you open?' })
    const transcript = screen.getByRole('log', { name: 'Live transcript' })
    expect(within(transcript).getByText('Sending')).toBeDefined()
    expect(within(transcript).getByText('When are you open?')).toBeDefined()
  })

  it('shows the words of the caller once, also when the server has written them down', async () => {
    const { user, field, tell } = await answeredCall()
    await user.type(field, 'When are you open?{Enter}')
    tell(words('When are you open?', { speaker: 'caller' }))
    expect(screen.getAllByText('When are you open?')).toHaveLength(1)
    expect(screen.queryByText('Sending')).toBeNull()
  })

  it('says nothing for an empty line', async () => {
    const { user, phones, field } = await answeredCall()
    await user.type(field, '   {Enter}')
    expect(phones.latest.sent).toEqual([{ type: 'dial' }])
  })

  it('shows the words of the agent as they are heard', async () => {
    const { tell } = await answeredCall()
    tell(words('We are open', { final: false }))
    expect(screen.getByText('We are open')).toBeDefined()
    tell(words('We are open until five.', { final: true }))
    expect(screen.queryByText('We are open')).toBeNull()
    expect(screen.getByText('We are open until five.')).toBeDefined()
  })

  it('shows each word as soon as the phone hears it, before the server tells of it', async () => {
    const { ring, tell } = await answeredCall()
    ring({ type: 'heard', text: 'We', spokenText: 'We' })
    expect(screen.getByText('We')).toBeDefined()
    tell(words('We', { final: false }))
    ring({ type: 'heard', text: 'are', spokenText: 'We are' })
    expect(screen.getByText('We are')).toBeDefined()
    tell(words('We are open.', { final: true }))
    expect(screen.getByText('We are open.')).toBeDefined()
    expect(screen.queryByText('We are')).toBeNull()
  })

  it('shows what the server tells where the phone heard something else', async () => {
    const { ring, tell } = await answeredCall()
    tell(words('One moment. That is', { final: false }))
    ring({ type: 'heard', text: 'is', spokenText: 'That is' })
    expect(screen.getByText('One moment. That is')).toBeDefined()
    expect(screen.queryByText('That is')).toBeNull()
  })

  it('tells why words were not heard, and does not pretend that they were', async () => {
    const { user, field, ring } = await answeredCall()
    await user.type(field, 'Hello?{Enter}')
    ring({ type: 'error', message: 'The agent cannot be interrupted now.' })
    expect(screen.getByText('The agent cannot be interrupted now.')).toBeDefined()
    expect(screen.queryByText('Sending')).toBeNull()
    await user.type(field, 'Hello again{Enter}')
    expect(screen.queryByText('The agent cannot be interrupted now.')).toBeNull()
  })

  it('shows what the agent is doing', async () => {
    const { tell, activity } = await answeredCall()
    expect(activity()).toContain('Listening')
    tell(status('thinking'))
    expect(activity()).toContain('Thinking')
    tell(status('speaking'))
    expect(activity()).toContain('Speaking')
    tell(status('using-tool'), {
      type: 'tool',
      callSid,
      tool: 'take-message',
      state: 'running',
      summary: '',
    })
    expect(activity()).toContain('Using a toolTake message')
  })

  it('greys the words that an interruption left unheard', async () => {
    const { tell } = await answeredCall()
    tell(
      words('We are open', {
        interrupted: true,
        planned: 'We are open until five on all weekdays.',
      }),
    )
    expect(screen.getByText('until five on all weekdays.')).toBeDefined()
    expect(screen.getByText(/Not said to the end/)).toBeDefined()
  })

  it('shows each tool with its receipt', async () => {
    const { tell } = await answeredCall()
    const tool = { type: 'tool', callSid, tool: 'take-message' }
    tell({ ...tool, state: 'running', summary: '' })
    const tools = screen.getByRole('region', { name: 'What the agent did' })
    expect(within(tools).getByText('Under way')).toBeDefined()
    tell({ ...tool, state: 'done', summary: 'A message was taken from Maria.' })
    expect(within(tools).queryByText('Under way')).toBeNull()
    expect(within(tools).getByText('A message was taken from Maria.')).toBeDefined()
  })

  it('drops frames that are no messages of the contract', async () => {
    const { live, phones, activity } = await answeredCall()
    live.latest.receivesFrame('{"type":"status_update"}')
    live.latest.receivesFrame(new ArrayBuffer(8))
    phones.latest.receivesFrame('no JSON')
    expect(activity()).toContain('Listening')
  })

  it('goes on while another page is looked at, with a way back', async () => {
    const { user, tell } = await answeredCall()
    tell(words('We are open until five.'))
    await user.click(screen.getByRole('link', { name: 'Tasks' }))
    await user.click(await screen.findByRole('link', { name: /On a call/ }))
    expect(await screen.findByRole('button', { name: 'Hang up' })).toBeDefined()
  })
})

describe('the end of a call', () => {
  it('comes by the button, and leads to the page of the call', async () => {
    const { user, phones, tell } = await answeredCall()
    const line = phones.latest
    await user.click(screen.getByRole('button', { name: 'Hang up' }))
    expect(line.sent.at(-1)).toEqual({ type: 'hang-up' })
    expect(screen.getByRole('heading', { name: 'You hung up' })).toBeDefined()
    tell({ type: 'status_update', callSid, call: aCall({ outcome: 'message-taken' }) })
    expect(screen.getByText(/A message was taken/)).toBeDefined()
    const link = screen.getByRole('link', { name: 'See this call' })
    expect(link.getAttribute('href')).toBe(`/calls/${aCall().id}`)
  })

  it('comes by Escape pressed twice, and not by once', async () => {
    const { user } = await answeredCall()
    await user.keyboard('{Escape}')
    expect(screen.getByText('Press Escape once more to hang up.')).toBeDefined()
    await user.keyboard('{Escape}')
    expect(screen.getByRole('heading', { name: 'You hung up' })).toBeDefined()
  })

  it('is told when the agent hangs up, with the transcript still there', async () => {
    const { tell, ring, user } = await answeredCall()
    tell(words('Goodbye, Maria.'))
    ring(phoneSays('completed'))
    expect(screen.getByRole('heading', { name: 'The agent ended the call' })).toBeDefined()
    expect(screen.getByText('Goodbye, Maria.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Call again' }))
    expect(screen.getByRole('button', { name: 'Call' })).toBeDefined()
  })

  it.each([
    { ending: { status: 'completed', reason: 'application-error' }, words: 'The call broke off' },
    {
      ending: { status: 'failed', reason: 'carrier-stopped' },
      words: 'The phone line was shut down',
    },
    { ending: { status: 'busy', reason: 'busy' }, words: 'The line was busy' },
  ])('is told in words: $words', async ({ ending, words: told }) => {
    const { ring } = await answeredCall()
    ring({ type: 'call-status', callSid, ...ending })
    expect(screen.getByRole('heading', { name: told })).toBeDefined()
  })
})

describe('what gets in the way of a call', () => {
  it('is told as it happens, once', async () => {
    const { tell } = await answeredCall()
    const at = '2026-03-02T15:00:20.000Z'
    const payload = { turn: 1, from: 'claude', to: 'openai', reason: 'too-slow', detail: '' }
    const event = {
      type: 'incident',
      callSid,
      event: { seq: 7, at, kind: 'brain-switched', payload },
    }
    tell(event, event)
    expect(screen.getAllByText('Claude did not answer in time; OpenAI went on.')).toHaveLength(1)
  })

  it('leaves no tool running for ever when the server went away in the middle', async () => {
    const { tell, live } = await answeredCall()
    const tool = { type: 'tool', callSid, tool: 'take-message' }
    tell({ ...tool, state: 'running', summary: '' })
    expect(screen.getByText('Under way')).toBeDefined()
    act(() => live.latest.drops())
    expect(screen.queryByText('Under way')).toBeNull()
  })

  it('is not that the agent asked the caller to confirm', async () => {
    const { tell } = await answeredCall()
    const tool = { type: 'tool', callSid, tool: 'schedule-callback' }
    tell({ ...tool, state: 'asked', summary: 'Tomorrow at ten?' })
    expect(screen.getByText('Asked the caller to confirm: Tomorrow at ten?')).toBeDefined()
    expect(screen.queryByText('(not done)')).toBeNull()
  })
})

describe('a caller who is put through to a person', () => {
  const heard = (text: string, spokenText = text) => ({ type: 'heard', text, spokenText })
  const putThrough = 'I will put you through to Maria.'
  const transferring = {
    type: 'status_update',
    callSid,
    call: { ...aLiveCall(), phase: 'transferring' },
  }

  async function talkWithMaria() {
    const call = await answeredCall()
    call.tell(words('How can I help you?', { turn: 0 }))
    call.ring(heard('How can I help you?'), heard('I will put'), heard(putThrough))
    call.tell(words(putThrough, { turn: 1 }), transferring)
    call.ring(heard('Hello, Maria here.'))
    await call.user.type(call.field, 'My invoice is wrong{Enter}')
    call.ring(heard('Which one?'))
    const transcript = () => within(screen.getByRole('list', { name: 'Transcript' }))
    const lines = () =>
      transcript()
        .getAllByRole('listitem')
        .map((one) => one.textContent)
    return { ...call, lines }
  }
  const whatWasSaid = [
    expect.stringMatching(/^Front desk.*How can I help you\?$/),
    expect.stringMatching(/^Front desk.*I will put you through to Maria\.$/),
    expect.stringMatching(/^The person on the phone.*Hello, Maria here\.$/),
    expect.stringMatching(/^You.*My invoice is wrong$/),
    expect.stringMatching(/^The person on the phone.*Which one\?$/),
  ]

  it('reads what the person says, which the server does not hear', async () => {
    const { lines } = await talkWithMaria()
    expect(lines()).toEqual(whatWasSaid)
  })

  it('can still read it when the call is over', async () => {
    const { lines, tell, ring } = await talkWithMaria()
    tell({ type: 'status_update', callSid, call: aCall({ outcome: 'transferred' }) })
    ring(phoneSays('completed'))
    await screen.findByRole('button', { name: 'Call again' })
    expect(lines()).toEqual(whatWasSaid)
  })
})

describe('words while the agent cannot be interrupted', () => {
  it('gives words back that were not heard, for when the agent has finished', async () => {
    const { user, field, ring } = await answeredCall()
    ring({ type: 'agent-speaking', on: true })
    await user.type(field, 'When do you open?{Enter}')
    ring({ type: 'error', message: 'The agent cannot be interrupted now.' })
    expect(field).toHaveProperty('value', 'When do you open?')
    ring({ type: 'agent-speaking', on: false })
    expect(screen.queryByText('The agent cannot be interrupted now.')).toBeNull()
  })

  it('does not take an error about keys for one about words', async () => {
    const { user, field, ring } = await answeredCall()
    await user.type(field, 'Hello?{Enter}')
    await user.click(screen.getByRole('button', { name: 'Keypad' }))
    await user.click(screen.getByRole('button', { name: '1' }))
    ring({ type: 'error', message: 'The agent cannot be interrupted now.' })
    expect(field).toHaveProperty('value', '')
    expect(screen.getByText('Sending')).toBeDefined()
  })

  it('says where the agent cannot be interrupted, and when it has finished', async () => {
    const { tell, ring, activity } = await answeredCall()
    const call = aLiveCall({ phase: 'listening', channel: 'gather' })
    ring({ type: 'agent-speaking', on: true })
    tell({ type: 'status_update', callSid, call })
    expect(activity()).toMatch(/Speaking.*Wait until it has finished/)
    expect(screen.getByText(/on this channel it cannot be interrupted/)).toBeDefined()
    ring({ type: 'agent-speaking', on: false })
    expect(activity()).toContain('It is your turn')
  })
})
