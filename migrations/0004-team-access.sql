-- Who of the team may sign in, and the proofs of it. Of every secret only its SHA-256 is kept.
create table team_members (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email = lower(email)),
  name text,
  role text not null default 'member' check (role in ('owner', 'member')),
  created_at timestamptz not null default now()
);

create table sign_in_links (
  token_hash text primary key,
  email text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create index idx_sign_in_links_expires on sign_in_links (expires_at);

create table sessions (
  token_hash text primary key,
  member_id uuid not null references team_members (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create index idx_sessions_member on sessions (member_id);
create index idx_sessions_expires on sessions (expires_at);

create table api_keys (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  key_hash text not null unique,
  -- The beginning of the key, by which people tell it from others.
  prefix text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
