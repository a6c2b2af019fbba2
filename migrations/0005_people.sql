-- Teams, the people of each and how they sign in. Every row of the product belongs to one team.
-- Tokens, session cookies and links are stored as SHA-256 of what their holder has.

create table teams (
  id text primary key,
  name text not null unique,
  -- Approval that each risk needs, where the team is stricter than the rule: JSON.
  policy text not null default '{}',
  -- The stop switch: empty where the team may work.
  stopped_reason text not null default '',
  stopped_by text not null default '',
  stopped_at bigint,
  version bigint not null default 1,
  created_at bigint not null
);

create table users (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  email text not null unique,
  name text not null,
  role text not null,
  is_administrator integer not null default 0 check (is_administrator in (0, 1)),
  is_active integer not null default 1 check (is_active in (0, 1)),
  password_hash text not null default '',
  -- Sealed (security/secret_box.hpp); empty: no second factor. One that waits for its first code, and
  -- the last counter that was used.
  totp_secret text not null default '',
  totp_pending text not null default '',
  totp_counter bigint not null default 0,
  -- What the identity provider calls the person; empty: signs in with a password.
  subject text not null default '',
  settings text not null default '{}',
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  last_sign_in_at bigint
);
create index users_by_team on users (team_id);

-- Failures to sign in, of an account or an address (`account:ann@example.com`, `address:192.0.2.7`),
-- of accounts that there are not too.
create table sign_in_failures (
  key text primary key,
  failures integer not null,
  last_at bigint not null,
  retry_at bigint not null
);
create index sign_in_failures_by_time on sign_in_failures (last_at);

create table user_sessions (
  id text primary key,
  hash text not null unique,
  user_id text not null references users (id) on delete cascade,
  address text not null,
  agent text not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create index user_sessions_by_user on user_sessions (user_id);

create table api_tokens (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  -- Who made it; a token ends with its maker.
  user_id text not null references users (id) on delete cascade,
  name text not null,
  hash text not null unique,
  scopes text not null,
  created_at bigint not null,
  expires_at bigint not null,
  last_used_at bigint
);
create index api_tokens_by_team on api_tokens (team_id);

-- Links that work once: set-up, invitation, a new password.
create table links (
  id text primary key,
  hash text not null unique,
  kind text not null,
  team_id text references teams (id) on delete cascade,
  user_id text references users (id) on delete cascade,
  email text not null default '',
  role text not null default '',
  created_by text references users (id) on delete set null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index links_by_team on links (team_id);

-- Write-only values, each under a data key of its own (security/secret_box.hpp).
create table secrets (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  name text not null,
  kind text not null,
  description text not null default '',
  sealed text not null,
  key_id text not null,
  version bigint not null default 1,
  created_by text references users (id) on delete set null,
  created_at bigint not null,
  updated_at bigint not null,
  unique (team_id, name)
);

-- Append-only; each row's hash covers the one before it. Kept when its team or author goes.
create table audit_log (
  sequence bigint primary key,
  team_id text not null,
  at bigint not null,
  actor text not null,
  -- Of `actor`, to find its rows by.
  actor_id text not null,
  address text not null,
  action text not null,
  subject text not null,
  difference text not null,
  hash text not null
);
create index audit_log_by_team on audit_log (team_id, sequence);
insert into counters (name, value) values ('audit', 0);

-- Answers to launches that may be asked for again with the same key.
create table idempotency_keys (
  team_id text not null references teams (id) on delete cascade,
  key text not null,
  operation text not null,
  request_hash text not null,
  answer text not null,
  created_at bigint not null,
  primary key (team_id, key)
);

-- What happened in a team beside its batches; numbered with `events` in one sequence.
create table team_events (
  sequence bigint primary key,
  team_id text not null references teams (id) on delete cascade,
  at bigint not null,
  topic text not null,
  kind text not null,
  subject text not null,
  body text not null
);
create index team_events_by_team on team_events (team_id, sequence);
