-- Every table is closed to everyone, its owner included, and then opened to those who are named here.
-- Supabase grants new tables to its roles by default, hence the `revoke`.
do $$
declare
  closed text;
begin
  foreach closed in array array[
    'customers', 'agent_configs', 'conversations', 'call_events', 'messages', 'scheduled_tasks',
    'call_analytics', 'team_members', 'sign_in_links', 'sessions', 'api_keys'
  ] loop
    execute format('alter table %I enable row level security', closed);
    execute format('alter table %I force row level security', closed);
    execute format('revoke all on %I from public, anon, authenticated, service_role', closed);
    execute format('grant select, insert, update, delete on %I to service_role, legacyai_server', closed);
    execute format(
      'create policy %I on %I for all to service_role using (true) with check (true)',
      closed || '_service_role', closed);
    execute format(
      'create policy %I on %I for all to legacyai_server using (true) with check (true)',
      closed || '_server', closed);
  end loop;
end
$$;

-- The journal only grows.
revoke update, delete on call_events from legacyai_server;

-- A team member with a token of their own reads the calls, and keeps the customers.
grant select on conversations, messages to authenticated;
grant select, insert, update, delete on customers to authenticated;

create policy conversations_team_reads on conversations for select to authenticated using (true);
create policy messages_team_reads on messages for select to authenticated using (true);
create policy customers_team_reads on customers for select to authenticated using (true);
create policy customers_team_adds on customers for insert to authenticated with check (true);
create policy customers_team_changes on customers for update to authenticated
  using (true) with check (true);
create policy customers_team_removes on customers for delete to authenticated using (true);

revoke all on live_metrics from public, anon, authenticated, service_role;
grant select on live_metrics to authenticated, service_role, legacyai_server;
