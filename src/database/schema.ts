import {
  boolean,
  date,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/*
 * The tables as TypeScript knows them. The migrations decide; a test compares the two column by column.
 */

const instant = (name: string) => timestamp(name, { withTimezone: true })
const madeAt = () => instant('created_at').notNull().defaultNow()
const changedAt = () => instant('updated_at').notNull().defaultNow()
const id = () => uuid('id').primaryKey().defaultRandom()

export const customers = pgTable('customers', {
  id: id(),
  phoneNumber: text('phone_number').notNull(),
  email: text('email'),
  name: text('name'),
  company: text('company'),
  tags: text('tags').array().notNull().default([]),
  leadScore: integer('lead_score').notNull().default(0),
  lifetimeValue: numeric('lifetime_value', { precision: 10, scale: 2 }).notNull().default('0'),
  preferences: jsonb('preferences').notNull().default({}),
  notes: text('notes'),
  lastCallAt: instant('last_call_at'),
  createdAt: madeAt(),
  updatedAt: changedAt(),
})

export const agentConfigs = pgTable('agent_configs', {
  id: id(),
  name: text('name').notNull(),
  type: text('type').notNull().default('voice'),
  systemPrompt: text('system_prompt').notNull().default(''),
  voiceSettings: jsonb('voice_settings').notNull().default({}),
  escalationRules: jsonb('escalation_rules').notNull().default({}),
  active: boolean('active').notNull().default(true),
  greeting: text('greeting').notNull().default(''),
  business: jsonb('business').notNull().default({}),
  questions: jsonb('questions').notNull().default([]),
  allowedTools: text('allowed_tools').array().notNull().default([]),
  phoneNumbers: text('phone_numbers').array().notNull().default([]),
  team: jsonb('team').notNull().default({}),
  outbound: jsonb('outbound').notNull().default({}),
  createdAt: madeAt(),
  updatedAt: changedAt(),
})

export const conversations = pgTable('conversations', {
  id: id(),
  callSid: text('call_sid').notNull(),
  phoneNumber: text('phone_number').notNull(),
  customerId: uuid('customer_id'),
  agentType: text('agent_type').notNull().default('voice'),
  status: text('status').notNull().default('active'),
  startedAt: instant('started_at').notNull().defaultNow(),
  endedAt: instant('ended_at'),
  durationSeconds: integer('duration_seconds'),
  transcript: jsonb('transcript').notNull().default([]),
  sentimentScore: numeric('sentiment_score', { precision: 3, scale: 2 }),
  escalated: boolean('escalated').notNull().default(false),
  metadata: jsonb('metadata').notNull().default({}),
  createdAt: madeAt(),
  updatedAt: changedAt(),
  accountSid: text('account_sid'),
  direction: text('direction').notNull().default('inbound'),
  channel: text('channel').notNull().default('relay'),
  fromNumber: text('from_number').notNull().default(''),
  toNumber: text('to_number').notNull().default(''),
  agentId: uuid('agent_id'),
  epoch: integer('epoch').notNull().default(1),
  lastSeq: integer('last_seq').notNull().default(0),
  phase: text('phase'),
  outcome: text('outcome'),
  flags: text('flags').array().notNull().default([]),
  endedBy: text('ended_by'),
  settledAt: instant('settled_at'),
  settledSeconds: integer('settled_seconds'),
})

export const callEvents = pgTable(
  'call_events',
  {
    callId: uuid('call_id').notNull(),
    seq: integer('seq').notNull(),
    epoch: integer('epoch').notNull(),
    at: instant('at').notNull(),
    kind: text('kind').notNull(),
    payload: jsonb('payload').notNull(),
  },
  (table) => [primaryKey({ columns: [table.callId, table.seq] })],
)

export const messages = pgTable('messages', {
  id: id(),
  conversationId: uuid('conversation_id').notNull(),
  role: text('role').notNull(),
  content: text('content').notNull(),
  timestamp: instant('timestamp').notNull().defaultNow(),
  metadata: jsonb('metadata').notNull().default({}),
  seq: integer('seq'),
})

export const scheduledTasks = pgTable('scheduled_tasks', {
  id: id(),
  customerId: uuid('customer_id'),
  taskType: text('task_type').notNull(),
  scheduledFor: instant('scheduled_for').notNull(),
  status: text('status').notNull().default('pending'),
  payload: jsonb('payload').notNull().default({}),
  completedAt: instant('completed_at'),
  result: jsonb('result'),
  createdAt: madeAt(),
  conversationId: uuid('conversation_id'),
  effectKey: text('effect_key'),
})

export const doNotCall = pgTable('do_not_call', {
  phoneNumber: text('phone_number').primaryKey(),
  conversationId: uuid('conversation_id'),
  createdAt: madeAt(),
})

export const serverInstances = pgTable('server_instances', {
  id: uuid('id').primaryKey(),
  seenAt: instant('seen_at').notNull().defaultNow(),
})

export const callAnalytics = pgTable('call_analytics', {
  id: id(),
  date: date('date').notNull(),
  totalCalls: integer('total_calls').notNull().default(0),
  successfulResolutions: integer('successful_resolutions').notNull().default(0),
  escalations: integer('escalations').notNull().default(0),
  avgDurationSeconds: numeric('avg_duration_seconds', { precision: 10, scale: 2 })
    .notNull()
    .default('0'),
  avgSentiment: numeric('avg_sentiment', { precision: 3, scale: 2 }),
  uniqueCallers: integer('unique_callers').notNull().default(0),
  metadata: jsonb('metadata').notNull().default({}),
  createdAt: madeAt(),
})

export const teamMembers = pgTable('team_members', {
  id: id(),
  email: text('email').notNull(),
  name: text('name'),
  role: text('role').notNull().default('member'),
  createdAt: madeAt(),
})

export const signInLinks = pgTable('sign_in_links', {
  tokenHash: text('token_hash').primaryKey(),
  email: text('email').notNull(),
  createdAt: madeAt(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

export const sessions = pgTable('sessions', {
  tokenHash: text('token_hash').primaryKey(),
  memberId: uuid('member_id').notNull(),
  createdAt: madeAt(),
  lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
  expiresAt: instant('expires_at').notNull(),
})

export const apiKeys = pgTable('api_keys', {
  id: id(),
  name: text('name').notNull(),
  keyHash: text('key_hash').notNull(),
  prefix: text('prefix').notNull(),
  createdAt: madeAt(),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
})
