-- What was approved, which never changes and may be large, apart from what changes with every step: a
-- row is written whole, and read along to its last column.

create table batch_plans (
  batch_id text primary key references batches (id) on delete cascade,
  frozen_markdown text not null,
  variables text not null,
  strategy text not null,
  recipes text not null,
  compiled text not null
);

insert into batch_plans (batch_id, frozen_markdown, variables, strategy, recipes, compiled)
  select id, frozen_markdown, variables, strategy, recipes, compiled from batches;

alter table batches drop column frozen_markdown;
alter table batches drop column variables;
alter table batches drop column strategy;
alter table batches drop column recipes;
alter table batches drop column compiled;

-- The orders in which batches and sessions are listed, whole, so that nothing has to be sorted.
drop index batches_by_team;
create index batches_by_team on batches (team_id, created_at, id);
drop index sessions_by_batch;
create index sessions_by_batch on sessions (batch_id, recheck, position, id);
