-- Calls that we ended ourselves after a fault, and of whose end the carrier has not told: it is asked about them.
create index idx_conversations_untold on conversations (started_at)
  where ended_by = 'fault' and settled_at is null;
