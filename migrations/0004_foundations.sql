-- What a service stands on. What the plan's text was understood as when it was approved
-- (core/engine/approved_plan.hpp); empty in records of earlier versions, whose text is read anew.

alter table batches add column compiled text not null default '';

-- Each change of a state counts one more: who answers what they saw earlier is told so.

alter table batches add column version bigint not null default 0;
alter table sessions add column version bigint not null default 0;

-- One process carries a batch out: whoever holds its lease. Every write names the lease's number;
-- a number that is no longer the batch's writes nothing. The end of a lease is an instant of the
-- database's clock.

alter table batches add column lease_owner text not null default '';
alter table batches add column lease_number bigint not null default 0;
alter table batches add column lease_until bigint not null default 0;

-- A host is one batch's at a time: of the sessions of a batch its own rollout says which run side by
-- side. Without a batch it is a command that works there, named by `holder`, until `until` at the
-- latest.

create table host_locks (
  host text primary key,
  batch_id text references batches (id) on delete cascade,
  holder text not null default '',
  since bigint not null,
  until bigint
);

create table host_sessions (
  session_id text primary key references sessions (id) on delete cascade,
  host text not null
);
create index host_sessions_by_host on host_sessions (host);

-- Every reason why a session that may start does not start yet.

create table waits (
  session_id text not null references sessions (id) on delete cascade,
  kind text not null,
  text text not null,
  since bigint not null,
  primary key (session_id, kind)
);

-- What waits for a person: a gate, a gate between rings (its session is empty), a task or a question.

create table prompts (
  batch_id text not null references batches (id) on delete cascade,
  session_id text not null,
  kind text not null,
  stage text not null,
  step integer not null,
  text text not null,
  since bigint not null,
  primary key (batch_id, session_id)
);

-- Messages to people: stored with the state that they tell of, sent afterwards, at least once.

create table outbox (
  id text primary key,
  batch_id text not null references batches (id) on delete cascade,
  session_id text not null,
  text text not null,
  channel text not null,
  severity text not null,
  created_at bigint not null,
  sent_at bigint
);
create index outbox_unsent on outbox (batch_id) where sent_at is null;

-- Events are numbered for the whole database in the order of commits: the row of the counter is
-- held from the number's taking to the commit, so that a reader who has seen one has seen all
-- before it.

create table counters (
  name text primary key,
  value bigint not null
);
insert into counters (name, value) select 'events', count(*) from events;

alter table events add column sequence bigint;
with numbered as (
  select batch_id as batch, number as place,
         row_number() over (order by at, batch_id, number) as sequence
  from events
)
update events set sequence = numbered.sequence from numbered
where events.batch_id = numbered.batch and events.number = numbered.place;
create unique index events_by_sequence on events (sequence);
