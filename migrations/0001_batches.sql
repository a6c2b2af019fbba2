-- Batches, their sessions, and what is kept of each. Instants are milliseconds since 1970 in UTC.
-- `state` is the engine's own record (core/engine); the columns beside it are for queries.

create table batches (
  id text primary key,
  name text not null,
  created_at bigint not null,
  ended_at bigint,
  frozen_markdown text not null,
  variables text not null,
  strategy text not null,
  recipes text not null,
  digest text not null,
  status text not null,
  state text not null
);

create table sessions (
  id text primary key,
  batch_id text not null references batches (id) on delete cascade,
  position integer not null,
  wave integer not null,
  recheck integer not null check (recheck in (0, 1)),
  target_label text not null,
  target text not null,
  status text not null,
  reason text not null default '',
  state text not null,
  started_at bigint,
  ended_at bigint,
  released integer not null default 0 check (released in (0, 1))
);
create index sessions_by_batch on sessions (batch_id, position);

create table steps (
  session_id text not null references sessions (id) on delete cascade,
  stage text not null,
  step integer not null,
  status text not null,
  tries integer not null,
  gate text not null,
  answered text not null,
  began_at bigint not null,
  ended_at bigint,
  exit_status integer not null,
  message text not null,
  checks text not null,
  primary key (session_id, stage, step)
);

create table events (
  batch_id text not null references batches (id) on delete cascade,
  number bigint not null,
  session_id text not null,
  at bigint not null,
  kind text not null,
  body text not null,
  primary key (batch_id, number)
);

-- `order_id` names one command given to the target; `start` and `length` count the bytes that the
-- command wrote, so that a gap shows what was left out. `text` has known secrets replaced.
create table output (
  order_id text not null,
  start bigint not null,
  length bigint not null,
  session_id text not null references sessions (id) on delete cascade,
  stage text not null,
  step integer not null,
  text blob not null,
  primary key (order_id, start)
);
create index output_by_session on output (session_id);

create table snapshots (
  session_id text not null references sessions (id) on delete cascade,
  moment text not null,
  body text not null,
  primary key (session_id, moment)
);
