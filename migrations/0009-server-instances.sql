-- The processes that take calls of this installation now. One that stops hands its calls on when there is
-- another; one that has not been seen for a while is gone.
create table server_instances (
  id uuid primary key,
  seen_at timestamptz not null default now()
);

alter table server_instances enable row level security;
alter table server_instances force row level security;
revoke all on server_instances from public, anon, authenticated, service_role;

grant select, insert, update, delete on server_instances to service_role, legacyai_server;
create policy server_instances_service_role on server_instances for all to service_role
  using (true) with check (true);
create policy server_instances_server on server_instances for all to legacyai_server
  using (true) with check (true);
