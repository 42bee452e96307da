import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aCall, aLine, aLiveCall, aRecord } from '../../testing/builders.ts'
import { FakeServer } from '../../testing/fake-server.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

function openCall(record: FakeServer['records'][number]) {
  const server = new FakeServer()
  server.records = [record]
  return openDashboard({ at: `/calls/${record.id}`, server })
}

async function part(name: string) {
  return within(await screen.findByRole('region', { name }))
}

describe('the page of a call', () => {
  it('shows the conversation with the words that nobody heard', async () => {
    openCall(
      aRecord({
        callerName: 'Maria Alvarez',
        transcript: [
          aLine({ turn: 1, speaker: 'caller', text: 'Are you open?' }),
          aLine({ turn: 1, text: 'We are', planned: 'We are open.', interrupted: true }),
        ],
      }),
    )
    expect(await screen.findByRole('heading', { name: 'Maria Alvarez', level: 1 })).toBeDefined()
    const transcript = await part('Transcript')
    const lines = transcript.getAllByRole('listitem').map((line) => line.textContent)
    expect(lines[0]).toMatch(/^Caller.*Are you open\?/)
    expect(lines[1]).toMatch(/^Front desk.*We are \(not heard: +open\.\)/)
  })

  it('shows receipts, and refusals in words', async () => {
    const use = { turn: 1, arguments: {}, at: '2026-03-02T15:00:20.000Z', tookMs: 4.2 }
    openCall(
      aRecord({
        tools: [
          {
            ...use,
            tool: 'schedule-callback',
            receipt: {
              kind: 'callback-scheduled',
              reference: 'task-1',
              summary: 'A callback is planned for tomorrow at 10:00.',
              facts: { when: 'tomorrow at ten' },
            },
            refusal: null,
          },
          {
            ...use,
            tool: 'take-message',
            receipt: null,
            refusal: { reason: 'not-recorded', detail: '' },
          },
        ],
      }),
    )
    const tools = await part('What the agent did')
    expect(tools.getByText('A callback is planned for tomorrow at 10:00.')).toBeDefined()
    expect(tools.getByText('tomorrow at ten')).toBeDefined()
    expect(tools.getByText('Receipt task-1')).toBeDefined()
    expect(tools.getByText('Not done: nothing could be written down at that moment.')).toBeDefined()
  })

  it('shows where the time of each turn went', async () => {
    openCall(
      aRecord({
        latency: [
          {
            turn: 2,
            brainFirstWordMs: 1.4,
            toolsMs: 0,
            durableMs: 2.1,
            firstWordSentMs: 3,
            firstWordHeardMs: null,
            detectionMs: null,
            playbackMs: null,
            fillerHeardMs: null,
          },
        ],
      }),
    )
    const latency = await part('How fast it answered')
    expect(latency.getByRole('heading', { name: 'Turn 2' })).toBeDefined()
    expect(latency.getByText('1.4 ms')).toBeDefined()
    expect(latency.getByText('2.1 ms')).toBeDefined()
    expect(latency.getByText('not measured')).toBeDefined()
    expect(latency.getByText('Typically 3 ms')).toBeDefined()
  })

  it('dials the person at the other end, whoever called', async () => {
    const ours = '+15550100123'
    openCall(aRecord({ direction: 'outbound', from: ours, to: '+15550142201' }))
    const number = await screen.findByRole('link', { name: '(555) 014-2201' })
    expect(number.getAttribute('href')).toBe('tel:+15550142201')
    expect(screen.queryByRole('link', { name: '(555) 010-0123' })).toBeNull()
  })

  it('keeps every event for whoever looks closely', async () => {
    const payload = { turn: 1, text: 'Are you open?', result: { ok: true } }
    const { user } = openCall(
      aRecord({
        events: [{ seq: 1, at: '2026-03-02T15:00:05.000Z', kind: 'caller-said', payload }],
      }),
    )
    await user.click(await screen.findByText('Every event of this call'))
    const events = await part('Every event of this call')
    expect(events.getByText('Caller said')).toBeDefined()
    expect(events.getByText('result · ok')).toBeDefined()
  })

  it('explains what somebody should look at', async () => {
    openCall(aRecord({ flags: ['claim-without-receipt', 'not-recorded'] }))
    expect(
      await screen.findByText('The agent claimed something that no receipt proves'),
    ).toBeDefined()
    expect(screen.getByText('Parts of this call could not be written down')).toBeDefined()
  })
})

describe('how a call went, for whoever looks closely', () => {
  it('tells what got in the way, and shows nothing of the kind where nothing did', async () => {
    const at = '2026-03-02T15:00:20.000Z'
    const switched = { turn: 1, from: 'openai', to: 'receptionist', reason: 'error', detail: '503' }
    openCall(aRecord({ events: [{ seq: 3, at, kind: 'brain-switched', payload: switched }] }))
    const incidents = await part('What got in the way')
    expect(incidents.getByText('OpenAI failed; the receptionist went on.')).toBeDefined()
    expect(incidents.getByText('503')).toBeDefined()
    cleanup()
    openCall(aRecord())
    await part('Transcript')
    expect(screen.queryByText('What got in the way')).toBeNull()
  })

  it('tells that the caller was asked to confirm, which is no failure', async () => {
    const use = { turn: 1, arguments: {}, at: '2026-03-02T15:00:20.000Z', tookMs: 1 }
    const refusal = { reason: 'unconfirmed', detail: 'A callback tomorrow at ten, is that right?' }
    openCall(aRecord({ tools: [{ ...use, tool: 'schedule-callback', receipt: null, refusal }] }))
    const tools = await part('What the agent did')
    const words = `Asked the caller to confirm: ${refusal.detail}`
    expect(tools.getByText(words)).toBeDefined()
    expect(tools.queryByText(/Not done/)).toBeNull()
  })

  it('tells which brain answered a turn, and what its models read and wrote for that', async () => {
    const at = '2026-03-02T15:00:20.000Z'
    const tokens = {
      inputTokens: 200,
      cacheReadTokens: 1100,
      cacheWriteTokens: 0,
      outputTokens: 38,
    }
    const used = { turn: 2, brain: 'claude', model: 'claude-haiku', ...tokens }
    const planned = { turn: 2, text: 'Yes.', brain: 'claude' }
    const untold = { detectionMs: null, playbackMs: null, fillerHeardMs: null }
    const times = { brainFirstWordMs: 400, toolsMs: 0, durableMs: 2, ...untold }
    openCall(
      aRecord({
        latency: [{ turn: 2, ...times, firstWordSentMs: 402, firstWordHeardMs: null }],
        events: [
          { seq: 1, at, kind: 'brain-used', payload: used },
          { seq: 2, at, kind: 'brain-used', payload: { ...used, cacheReadTokens: 0 } },
          { seq: 3, at, kind: 'agent-planned', payload: planned },
        ],
      }),
    )
    const latency = await part('How fast it answered')
    expect(
      latency.getByText(
        'Claude · claude-haiku · 1,500 tokens read (1,100 from the cache), 76 written',
      ),
    ).toBeDefined()
  })
})

describe('the page of a call that goes on', () => {
  it('follows it, and fetches its receipts at the end', async () => {
    const live = aLiveCall()
    const { tell, server } = openCall(aRecord(live))
    expect(await screen.findByText('Nothing was said yet.')).toBeDefined()
    const { callSid } = live
    tell({ type: 'transcript', callSid, final: false, line: aLine({ text: 'We are open' }) })
    expect(await screen.findByText('We are open')).toBeDefined()
    server.records = [aRecord({ transcript: [aLine({ text: 'We are open until five.' })] })]
    tell({ type: 'status_update', callSid, call: aCall() })
    expect(await screen.findByText('We are open until five.')).toBeDefined()
    await waitFor(() => expect(screen.getByText('Completed')).toBeDefined())
  })

  it('does not stay behind when the end was told before it could be read', async () => {
    const live = aLiveCall()
    const { tell, server } = openCall(aRecord(live))
    await screen.findByText('Nothing was said yet.')
    tell({ type: 'status_update', callSid: live.callSid, call: aCall() })
    const readings = () => server.requests.filter((one) => one.startsWith('GET /api/calls/')).length
    const before = readings()
    await waitFor(() => expect(readings()).toBeGreaterThan(before + 1))
    server.records = [aRecord({ transcript: [aLine({ text: 'Goodbye.' })] })]
    expect(await screen.findByText('Goodbye.')).toBeDefined()
  })

  it('calls whoever was called by no caller’s name', async () => {
    openCall(
      aRecord({
        direction: 'outbound',
        transcript: [aLine({ turn: 1, speaker: 'caller', text: 'Who is this?' })],
      }),
    )
    const lines = (await part('Transcript')).getAllByRole('listitem')
    expect(lines.map((line) => line.textContent)).toEqual([
      expect.stringMatching(/^Called person.*Who is this\?/),
    ])
  })
})

describe('hanging up from the page of a call', () => {
  async function askToHangUp(server: FakeServer) {
    const live = aLiveCall()
    server.records = [aRecord(live)]
    const dashboard = openDashboard({ at: `/calls/${live.id}`, server })
    await dashboard.user.click(await screen.findByRole('button', { name: 'Hang up' }))
    return { ...dashboard, live, dialog: within(screen.getByRole('dialog')) }
  }

  it('ends the call after one question', async () => {
    const { user, dialog, server, live, tell } = await askToHangUp(new FakeServer())
    await user.click(dialog.getByRole('button', { name: 'Hang up' }))
    expect(server.requests).toContain(`POST /api/calls/${live.id}/hang-up`)
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Hanging up' })
    expect(button.disabled).toBe(true)
    server.records = [aRecord()]
    tell({ type: 'status_update', callSid: live.callSid, call: aCall() })
    await waitFor(() => expect(screen.queryByRole('button', { name: /Hang/ })).toBeNull())
  })

  it('can be thought better of', async () => {
    const { user, dialog, server } = await askToHangUp(new FakeServer())
    await user.click(dialog.getByRole('button', { name: 'Let it go on' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(server.requests.filter((request) => request.startsWith('POST'))).toEqual([])
  })

  it('says when it failed, and can be tried again', async () => {
    const server = new FakeServer()
    server.fails('POST', { status: 502, code: 'carrier-away', message: 'No carrier.' })
    const { user, dialog } = await askToHangUp(server)
    await user.click(dialog.getByRole('button', { name: 'Hang up' }))
    expect((await screen.findByRole('alert')).textContent).toContain('No carrier.')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Hang up' }).disabled).toBe(false)
  })

  it('is not offered when the call is over', async () => {
    openCall(aRecord())
    await screen.findByRole('heading', { level: 1 })
    expect(screen.queryByRole('button', { name: 'Hang up' })).toBeNull()
  })
})

describe('the page of a call without words', () => {
  it.each([
    ['busy', 'The line was busy, so nobody was spoken to.'],
    ['no-answer', 'Nobody answered, so nothing was said.'],
    ['failed', 'The call failed before anything was said.'],
    ['canceled', 'The call was cancelled before anybody answered.'],
  ] as const)('says what %s means', async (status, words) => {
    openCall(aRecord({ status }))
    expect(await screen.findByText(words)).toBeDefined()
  })
})

describe('the page of a call that was put through', () => {
  const at = '2026-03-02T15:00:30.000Z'
  const started = (seq: number, to: string) => ({
    seq,
    at,
    kind: 'transfer-started',
    payload: { to, attempt: seq },
  })
  const ended = (seq: number, to: string, outcome: string, talkedSeconds = 0) => ({
    seq,
    at,
    kind: 'transfer-ended',
    payload: { to, attempt: seq, outcome, talkedSeconds },
  })
  const [dana, kim] = ['+15550100001', '+15550100002']

  it('tells whose phones rang, and what came of each', async () => {
    openCall(
      aRecord({
        events: [
          started(1, dana),
          ended(2, dana, 'no-answer'),
          started(3, kim),
          ended(4, kim, 'connected', 65),
          started(5, dana),
        ],
      }),
    )
    const tried = (await part('Put through')).getAllByRole('listitem')
    expect(tried.map((one) => one.textContent)).toEqual([
      expect.stringMatching(/\(555\) 010-0001.*Nobody answered\./),
      expect.stringMatching(/\(555\) 010-0002.*Took the call\. They talked for 1:05\./),
      expect.stringMatching(/\(555\) 010-0001.*The phone rings/),
    ])
  })

  it('still shows what it has no words for, and leaves out what is unreadable', async () => {
    openCall(
      aRecord({
        events: [
          started(1, dana),
          ended(2, dana, 'whispered'),
          { ...started(3, kim), payload: {} },
        ],
      }),
    )
    const tried = (await part('Put through')).getAllByRole('listitem')
    expect(tried.map((one) => one.textContent)).toEqual([expect.stringContaining('whispered')])
  })

  it('explains why nobody could be reached', async () => {
    const refusal = { reason: 'nobody-answered', detail: '' }
    const use = { turn: 1, tool: 'transfer-call', arguments: {}, at, tookMs: 1, receipt: null }
    openCall(aRecord({ tools: [{ ...use, refusal }] }))
    const tools = await part('What the agent did')
    expect(tools.getByText('Not done: nobody took the call.')).toBeDefined()
  })
})

describe('the page of no call', () => {
  it('is kind about an address that leads to no call', async () => {
    openDashboard({ at: '/calls/nowhere' })
    expect(
      await screen.findByRole('heading', { name: 'There is no call at this address' }),
    ).toBeDefined()
    expect(screen.getByRole('link', { name: 'See all calls' })).toBeDefined()
  })

  it('says when a call could not be loaded', async () => {
    const server = new FakeServer()
    server.fails('GET /api/calls/', 'unreachable')
    openDashboard({ at: '/calls/any', server })
    expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer')
  })
})
