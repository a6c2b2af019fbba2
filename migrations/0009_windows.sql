-- When work may start, how many hosts may be out at once, and why something did not run at a past
-- moment.

-- Whom a rule is for: `team` (the value is empty), `site` or `role` (a name), `schedule` or `server`
-- (an id).
create table maintenance_windows (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  name text not null,
  scope_kind text not null,
  scope_value text not null,
  -- Opens when it fires on the local clock, and closes so many minutes of that clock later.
  cron_expression text not null,
  timezone text not null,
  length_minutes integer not null,
  -- Of the calendar that it was imported from; empty: a person made it.
  uid text not null default '',
  version bigint not null,
  created_by text references users (id) on delete set null,
  created_at bigint not null,
  updated_at bigint not null
);
create index maintenance_windows_by_team on maintenance_windows (team_id, name);

create table freezes (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  name text not null,
  reason text not null,
  scope_kind text not null,
  scope_value text not null,
  begins_at bigint not null,
  ends_at bigint not null,
  uid text not null default '',
  version bigint not null,
  created_by text references users (id) on delete set null,
  created_at bigint not null,
  updated_at bigint not null
);
create index freezes_by_team on freezes (team_id, begins_at);

create table disruption_budgets (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  name text not null,
  -- JSON (core/fleet/selector.hpp).
  selector text not null,
  -- One of the two.
  max_hosts integer,
  max_percent integer,
  -- Counts admissions: whoever counts hosts writes here first, and so waits for whoever does already.
  turn bigint not null default 0,
  version bigint not null,
  created_by text references users (id) on delete set null,
  created_at bigint not null,
  updated_at bigint not null
);
create index disruption_budgets_by_team on disruption_budgets (team_id, name);

-- Hosts whose session has ended after a changing step and did not succeed. Those of sessions under
-- way are in host_sessions.
create table hosts_out (
  host text primary key,
  team_id text not null references teams (id) on delete cascade,
  session_id text not null references sessions (id) on delete cascade,
  since bigint not null
);
create index hosts_out_by_team on hosts_out (team_id);

-- Who let a batch start against windows and freezes; null: nobody.
alter table batches add column override_reason text not null default '';
alter table batches add column override_by text not null default '';
alter table batches add column override_at bigint;

-- Grows with each change of windows, freezes, budgets and what is out: those who wait ask again.
alter table teams add column rules_version bigint not null default 0;

-- Reasons that no longer hold: waits of sessions, and what waited for a person.
create table past_reasons (
  batch_id text not null references batches (id) on delete cascade,
  session_id text not null,
  kind text not null,
  text text not null,
  since bigint not null,
  until bigint not null
);
create index past_reasons_by_batch on past_reasons (batch_id, since);

-- A session may wait for several windows at once.
create table all_waits (
  session_id text not null references sessions (id) on delete cascade,
  kind text not null,
  text text not null,
  since bigint not null,
  primary key (session_id, kind, text)
);
insert into all_waits (session_id, kind, text, since)
  select session_id, kind, text, since from waits;
drop table waits;
alter table all_waits rename to waits;
