import { createServer } from 'node:http'
import Anthropic from '@anthropic-ai/sdk'
import { WebSocketServer, type RawData } from 'ws'

// What everything is compared with: the least that holds a conversation over a model's SDK. It checks no
// signature, keeps no record and asks for no reports. `node bare-server.ts PORT MODEL_URL`.
const [, , port = '', baseURL = ''] = process.argv
const model = new Anthropic({ apiKey: 'none', authToken: null, baseURL, maxRetries: 0 })
const twiml = `<Response><Connect><ConversationRelay url="ws://127.0.0.1:${port}/twilio/relay"/></Connect></Response>`
const http = createServer((request, response) => {
  request.resume()
  response.writeHead(200, { 'content-type': 'text/xml' }).end(twiml)
})
http.listen(Number(port), '127.0.0.1')

new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  const messages: Anthropic.MessageParam[] = []
  let answer: AbortController | undefined
  const say = (token: string, last: boolean) =>
    socket.send(JSON.stringify({ type: 'text', token, last }))

  async function answerTo(content: string, { signal }: AbortController): Promise<void> {
    messages.push({ role: 'user', content })
    const asked = { model: 'fake-model', max_tokens: 300, system: 'Be brief.', messages } as const
    let said = ''
    for await (const event of await model.messages.create({ ...asked, stream: true }, { signal })) {
      if (signal.aborted) break
      if (event.type !== 'content_block_delta' || event.delta.type !== 'text_delta') continue
      said += event.delta.text
      say(event.delta.text, false)
    }
    messages.push({ role: 'assistant', content: said })
    if (!signal.aborted) say('', true)
  }

  socket.on('message', (data: RawData) => {
    // What the carrier sends, and a Buffer, as `ws` gives it unless it is told otherwise.
    const message = JSON.parse((data as Buffer).toString()) as {
      type: string
      voicePrompt?: string
    }
    if (message.type === 'interrupt' || message.type === 'prompt') answer?.abort()
    if (message.type !== 'prompt') return
    answer = new AbortController()
    answerTo(message.voicePrompt ?? '', answer).catch(() => undefined)
  })
  socket.on('close', () => answer?.abort())
})
