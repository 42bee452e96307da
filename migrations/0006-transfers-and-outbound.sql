-- A call can be with a person, or wait for its connection to come back.
alter table conversations drop constraint conversations_phase_check;
alter table conversations add constraint conversations_phase_check check (phase in (
  'ringing', 'listening', 'thinking', 'using-tool', 'speaking', 'ending', 'transferring', 'reconnecting'
));

-- How long the call took by the carrier's word, where it has said so; ours gives way to it.
alter table conversations add column settled_seconds integer;

-- Oldest first: which calls should have ended long ago.
create index idx_conversations_active_started on conversations (started_at, id) where status = 'active';

-- Who takes the calls that the agent hands over, and whom it may call. Empty: the usual.
alter table agent_configs add column team jsonb not null default '{}';
alter table agent_configs add column outbound jsonb not null default '{}';

-- Agents that may do what all agents could may do what has come since; a list that the owner chose stays.
-- Row level security binds the tables' owner too, who has no policy.
alter table agent_configs no force row level security;
update agent_configs
set allowed_tools = '{take-message,schedule-callback,save-contact-details,transfer-call,stop-calls,end-call}'
where allowed_tools = '{take-message,schedule-callback,save-contact-details,end-call}';
alter table agent_configs force row level security;
