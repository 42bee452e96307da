import {
  createFakeRealtimeServer,
  type FakeRealtimeServer,
} from '../../bench/fakes/realtime/fake-realtime-server.ts'
import type { FakeRealtimeOptions } from '../../bench/fakes/realtime/fake-options.ts'
import type { CarrierSettings } from '../../carrier/carrier.ts'
import type { Agent, SpeechSettings, VoiceSettings } from '../../src/agents/agent.ts'
import { usualSpeech } from '../../src/agents/default-agent.ts'
import type { AppOverrides } from '../../src/app.ts'
import { createOpenaiRealtimeSpeechBrain } from '../../src/brains/openai-realtime-speech-brain.ts'
import type { Stores } from '../../src/stores/stores.ts'
import { openOffice, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

/** An office whose agent listens and speaks by itself, with the model's server in the test's hand. */
export interface SpeakingOffice extends Office {
  readonly model: FakeRealtimeServer
  readonly clock: ReturnType<typeof oneClock>['clock']
}

export interface SpeakingOfficeSetting {
  readonly model?: FakeRealtimeOptions
  readonly speech?: Partial<SpeechSettings>
  readonly agent?: Partial<Agent>
  readonly overrides?: AppOverrides
  readonly carrier?: Partial<CarrierSettings>
  /** After so long a session with the model is replaced, instead of 55 minutes. */
  readonly ageingAfterMs?: number
}

/** Server, carrier and model on one clock: what takes a minute takes no time. */
export async function openSpeakingOffice({
  model: options = {},
  speech = {},
  agent = {},
  overrides = {},
  carrier = {},
  ageingAfterMs,
}: SpeakingOfficeSetting = {}): Promise<SpeakingOffice> {
  const { clock, stores, localJournal } = oneClock({
    stores: (all) => whoseAgentSpeaks(all, { speech, agent }),
  })
  const model = await createFakeRealtimeServer({ clock, ...options })
  clock.settleWith(() => model.settled())
  const config = { apiKey: undefined, model: 'gpt-realtime-2.1', url: model.url }
  const ageing = ageingAfterMs === undefined ? {} : { ageingAfterMs }
  const office = await openOffice(
    {
      clock,
      stores,
      localJournal,
      speech: createOpenaiRealtimeSpeechBrain({ config, clock, ...ageing }),
      ...overrides,
    },
    { clock, ...carrier },
    undefined,
    { OPENAI_REALTIME_URL: model.url, DEFAULT_CHANNEL: 'media' },
  )
  return {
    ...office,
    model,
    clock,
    async [Symbol.asyncDispose]() {
      await office[Symbol.asyncDispose]()
      await model.close()
    },
  }
}

function whoseAgentSpeaks(
  stores: Stores,
  { speech, agent: changes }: Required<Pick<SpeakingOfficeSetting, 'speech' | 'agent'>>,
): Stores {
  return {
    ...stores,
    agents: {
      ...stores.agents,
      async forNumber(number) {
        const agent = await stores.agents.forNumber(number)
        const spoken = { ...usualSpeech, ...speech }
        const voice: VoiceSettings = { ...agent.voice, channel: 'media', speech: spoken }
        return { ...agent, ...changes, voice }
      },
    },
  }
}
