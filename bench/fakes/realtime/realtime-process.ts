import { createFakeRealtimeServer } from './fake-realtime-server.ts'
import { smallMind } from './small-mind.ts'

// The stand-in as a process, for trying things out by hand: `node realtime-process.ts [PORT]`.
const server = await createFakeRealtimeServer({
  port: Number(process.argv[2] ?? 0),
  mind: smallMind,
  pace: { thinksMs: 300 },
})
process.stdout.write(`OPENAI_REALTIME_URL=${server.url}\n`)
