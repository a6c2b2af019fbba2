-- When plans are due, who approved them, and whose a batch is. Batches of the command line have no
-- team, and no service shows them.

create table maintenance_schedules (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  tree_id text not null references trees (id) on delete cascade,
  created_by text references users (id) on delete set null,
  updated_by text references users (id) on delete set null,
  status text not null,
  -- False exactly where the status is paused or final.
  is_active integer not null check (is_active in (0, 1)),
  scheduled_start bigint,
  cron_expression text not null default '',
  timezone text not null default 'UTC',
  target_list_id text references target_lists (id) on delete set null,
  -- Selector or labels where no list is named: JSON; empty: none.
  target_selector text not null default '',
  targets text not null default '[]',
  variables_override text not null default '{}',
  overlap text not null default 'skip',
  grace_minutes integer not null default 15,
  -- Empty until somebody edits the schedule's own text or approves it.
  frozen_markdown text not null default '',
  -- The approved record as bytes and its digest; empty while nobody approved.
  approved_record text not null default '',
  digest text not null default '',
  approved_by text not null default '',
  approved_at bigint,
  approval_comment text not null default '',
  next_run_at bigint,
  last_run_at bigint,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index maintenance_schedules_by_team on maintenance_schedules (team_id, created_at);
create index maintenance_schedules_due on maintenance_schedules (next_run_at)
  where is_active = 1;

-- One firing an instant, whoever finds it due.
create table firings (
  schedule_id text not null references maintenance_schedules (id) on delete cascade,
  planned_at bigint not null,
  batch_id text,
  outcome text not null,
  reason text not null default '',
  at bigint not null,
  primary key (schedule_id, planned_at)
);

alter table batches add column team_id text references teams (id) on delete cascade;
alter table batches add column tree_id text references trees (id) on delete set null;
alter table batches add column schedule_id text references maintenance_schedules (id) on delete set null;
alter table batches add column target_list_id text references target_lists (id) on delete set null;
alter table batches add column launched_by text not null default '';
alter table batches add column risk_level text not null default '';
-- Paused by its team's stop switch, and goes on with it.
alter table batches add column stopped integer not null default 0 check (stopped in (0, 1));
alter table batches add column retry_of text references batches (id) on delete set null;
create index batches_by_team on batches (team_id, created_at);
create index batches_by_tree on batches (tree_id, created_at);
create index batches_without_end on batches (lease_until) where ended_at is null;

-- What a person adds to a session while it is walked.
alter table sessions add column assigned_to text not null default '';
alter table sessions add column scratchpad text not null default '';
alter table sessions add column outcome text not null default '';
alter table sessions add column outcome_notes text not null default '';
alter table sessions add column next_steps text not null default '';
create table session_notes (
  id text primary key,
  session_id text not null references sessions (id) on delete cascade,
  stage text not null,
  step integer not null,
  text text not null,
  by_whom text not null,
  at bigint not null
);
create index session_notes_by_session on session_notes (session_id);

create table notifications (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  -- Empty: everybody of the team.
  user_id text references users (id) on delete cascade,
  kind text not null,
  text text not null,
  link text not null,
  created_at bigint not null
);
create index notifications_by_team on notifications (team_id, created_at);
create table notification_reads (
  notification_id text not null references notifications (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  at bigint not null,
  primary key (notification_id, user_id)
);
