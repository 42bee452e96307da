create table scheduled_tasks (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid references customers (id) on delete set null,
  task_type text not null,
  scheduled_for timestamptz not null,
  status text not null default 'pending' check (status in ('pending', 'completed')),
  payload jsonb not null default '{}',
  completed_at timestamptz,
  result jsonb,
  created_at timestamptz not null default now(),
  conversation_id uuid references conversations (id) on delete set null,
  -- What the task means; the same meaning makes one task only.
  effect_key text unique
);

create index idx_scheduled_tasks_status on scheduled_tasks (status, scheduled_for);
create index idx_scheduled_tasks_customer on scheduled_tasks (customer_id);
create index idx_scheduled_tasks_conversation on scheduled_tasks (conversation_id);

create table call_analytics (
  id uuid primary key default gen_random_uuid(),
  date date not null unique,
  total_calls integer not null default 0,
  successful_resolutions integer not null default 0,
  escalations integer not null default 0,
  avg_duration_seconds numeric(10, 2) not null default 0,
  avg_sentiment numeric(3, 2),
  unique_callers integer not null default 0,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now()
);

-- One question each, so that each is answered from the index that suits it.
create view live_metrics with (security_invoker = true) as
select
  (select count(*)::integer from conversations
    where started_at > now() - interval '1 hour') as calls_last_hour,
  (select count(*)::integer from conversations
    where status = 'active') as active_calls,
  (select avg(duration_seconds)::double precision from conversations
    where started_at > now() - interval '24 hours') as avg_call_duration,
  (select count(*)::integer from conversations
    where started_at >= date_trunc('day', now()) and escalated) as escalations_today;
