import { describe } from 'vitest'
import { lastGoodAgentsContract } from '../contracts/last-good-agents.contract.ts'
import { createMemoryLastGoodAgents } from './last-good-agents.ts'

describe('the last good agents in memory', () => {
  lastGoodAgentsContract(() => Promise.resolve(createMemoryLastGoodAgents()))
})
