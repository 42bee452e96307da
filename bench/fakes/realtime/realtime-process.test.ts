import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { MindItem } from './mind.ts'
import { smallMind } from './small-mind.ts'
import { connectTo, phoneSession } from './testing/plain-client.ts'

const file = new URL('realtime-process.ts', import.meta.url).pathname

describe('the stand-in as a process', () => {
  it('prints the address at which it is a model that listens and speaks', async () => {
    const program = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
    const gone = once(program, 'exit')
    try {
      const [line] = (await once(program.stdout, 'data')) as [Buffer]
      const [, url = ''] = line.toString().trim().split('=')
      expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/v1\/realtime$/)
      const client = await connectTo(url)
      client.send({ type: 'session.update', session: phoneSession })
      await client.event('session.updated')
      client.says('When do you open?')
      await client.event('input_audio_buffer.committed')
      client.send({ type: 'response.create' })
      expect(await client.event('response.done')).toMatchObject({
        response: { output: [{ content: [{ transcript: 'You said: When do you open?' }] }] },
      })
    } finally {
      program.kill()
      await gone
    }
  })
})

describe('the small mind', () => {
  const request = {
    session: 0,
    response: 0,
    isOutOfBand: false,
    instructions: '',
    ownInstructions: undefined,
    tools: [],
    metadata: undefined,
    signal: AbortSignal.abort(),
  }
  const caller = (text: string): MindItem => ({ by: 'caller', id: '1', text, isSpoken: true })
  const result: MindItem = { by: 'tool-result', id: '2', callId: 'c', output: '{}' }

  it.each([
    ['greets', [], 'Hello, how can I help you?'],
    ['repeats', [caller('Bread')], 'You said: Bread'],
    [
      'says so when it understood nothing',
      [caller('')],
      'I heard your voice, but I only understand words as sound.',
    ],
    ['says goodbye', [caller('Okay, bye')], 'Goodbye, and thank you for calling.'],
    [
      'tells that a tool is done',
      [caller('Bread'), result],
      'That is done. Is there anything else?',
    ],
  ])('%s', (_, items, says) => {
    expect(smallMind({ ...request, items })).toEqual({ says })
  })

  it('has something to say out of band', () => {
    expect(smallMind({ ...request, isOutOfBand: true, items: [] })).toEqual({
      says: 'One moment, please.',
    })
  })
})
