-- What people do with sessions: the version of what they write there, and steps that an engineer
-- added to one session. `sessions.assigned_to` is the id of a user of the team; empty: nobody.

alter table sessions add column record_version bigint not null default 0;

create table ad_hoc_steps (
  id text primary key,
  session_id text not null references sessions (id) on delete cascade,
  title text not null,
  mark text not null,
  text text not null,
  by_whom text not null,
  at bigint not null
);
create index ad_hoc_steps_by_session on ad_hoc_steps (session_id);

create index batches_by_retry on batches (retry_of) where retry_of is not null;
