create function touch_updated_at() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at = now();
  return new;
end
$$;

revoke execute on function touch_updated_at() from public;

create table customers (
  id uuid primary key default gen_random_uuid(),
  -- The constraint makes the index of its name.
  phone_number text not null constraint idx_customers_phone unique
    constraint customers_phone_number_is_e164 check (phone_number ~ '^\+[1-9][0-9]{1,14}$'),
  email text,
  name text,
  company text,
  tags text[] not null default '{}',
  lead_score integer not null default 0,
  lifetime_value numeric(10, 2) not null default 0,
  preferences jsonb not null default '{}',
  notes text,
  last_call_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index idx_customers_last_contact on customers (coalesce(last_call_at, created_at) desc, id desc);

create trigger customers_touch_updated_at before update on customers
  for each row execute function touch_updated_at();

create table agent_configs (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  type text not null default 'voice',
  system_prompt text not null default '',
  voice_settings jsonb not null default '{}',
  escalation_rules jsonb not null default '{}',
  active boolean not null default true,
  greeting text not null default '',
  business jsonb not null default '{}',
  questions jsonb not null default '[]',
  allowed_tools text[] not null default '{}',
  -- Which dialled numbers this agent answers; none: those that no other agent does.
  phone_numbers text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create trigger agent_configs_touch_updated_at before update on agent_configs
  for each row execute function touch_updated_at();

create table conversations (
  id uuid primary key default gen_random_uuid(),
  call_sid text not null unique,
  -- The other party, whoever called whom, as the carrier names it.
  phone_number text not null,
  customer_id uuid references customers (id) on delete set null,
  agent_type text not null default 'voice',
  status text not null default 'active'
    check (status in ('active', 'completed', 'failed', 'busy', 'no-answer', 'canceled')),
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  duration_seconds integer,
  transcript jsonb not null default '[]',
  sentiment_score numeric(3, 2),
  escalated boolean not null default false,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  account_sid text,
  direction text not null default 'inbound' check (direction in ('inbound', 'outbound')),
  channel text not null default 'relay' check (channel in ('relay', 'media', 'gather')),
  from_number text not null default '',
  to_number text not null default '',
  agent_id uuid references agent_configs (id),
  epoch integer not null default 1,
  -- The newest entry of the journal that is written down.
  last_seq integer not null default 0,
  phase text
    check (phase in ('ringing', 'listening', 'thinking', 'using-tool', 'speaking', 'ending')),
  outcome text,
  flags text[] not null default '{}',
  ended_by text,
  -- When the carrier said what became of the call; its word on duration is final.
  settled_at timestamptz
);

create index idx_conversations_phone on conversations (phone_number);
create index idx_conversations_status on conversations (status);
create index idx_conversations_started on conversations (started_at desc, id desc);
create index idx_conversations_status_started on conversations (status, started_at desc, id desc);
create index idx_conversations_customer on conversations (customer_id);

create trigger conversations_touch_updated_at before update on conversations
  for each row execute function touch_updated_at();

create table call_events (
  call_id uuid not null references conversations (id) on delete cascade,
  seq integer not null check (seq > 0),
  epoch integer not null,
  at timestamptz not null,
  kind text not null,
  payload jsonb not null,
  primary key (call_id, seq)
);

create table messages (
  id uuid primary key default gen_random_uuid(),
  conversation_id uuid not null references conversations (id) on delete cascade,
  role text not null check (role in ('user', 'assistant', 'system')),
  content text not null,
  timestamp timestamptz not null default now(),
  metadata jsonb not null default '{}',
  -- The journal entry that it was made of.
  seq integer,
  unique (conversation_id, seq)
);

create index idx_messages_conversation on messages (conversation_id);
