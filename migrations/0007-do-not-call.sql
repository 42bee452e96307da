-- Numbers that are not called any more, because somebody there asked for it.
create table do_not_call (
  phone_number text primary key
    constraint do_not_call_phone_number_is_e164 check (phone_number ~ '^\+[1-9][0-9]{1,14}$'),
  -- The call in which they asked.
  conversation_id uuid references conversations (id) on delete set null,
  created_at timestamptz not null default now()
);

create index idx_do_not_call_conversation on do_not_call (conversation_id);

alter table do_not_call enable row level security;
alter table do_not_call force row level security;
revoke all on do_not_call from public, anon, authenticated, service_role;

grant select, insert, update, delete on do_not_call to service_role;
create policy do_not_call_service_role on do_not_call for all to service_role
  using (true) with check (true);

-- For the server the list only grows.
grant select, insert on do_not_call to legacyai_server;
create policy do_not_call_server on do_not_call for all to legacyai_server
  using (true) with check (true);

grant select on do_not_call to authenticated;
create policy do_not_call_team_reads on do_not_call for select to authenticated using (true);
