-- Webhooks that launch a plan, or an approved schedule, on a program's word.

create table triggers (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  name text not null,
  -- `name` in lower case.
  name_key text not null,
  -- One of these two: a plan on targets of its own, or a schedule with what was approved for it.
  tree_id text references trees (id) on delete cascade,
  schedule_id text references maintenance_schedules (id) on delete cascade,
  target_list_id text references target_lists (id) on delete set null,
  -- Labels where no list is named: JSON.
  targets text not null default '[]',
  manual_confirmed integer not null default 0 check (manual_confirmed in (0, 1)),
  -- Values that each launch gets, and the names that a call may give values for: JSON.
  variables_override text not null default '{}',
  allowed_variables text not null default '[]',
  -- The signing key, sealed (security/secret_box.hpp).
  sealed text not null,
  -- Who made it or its present key: it works while they may launch.
  owner_id text not null references users (id) on delete cascade,
  -- Launches within that minute since 1970.
  minute bigint not null default 0,
  count_in_minute integer not null default 0,
  last_fired_at bigint,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  unique (team_id, name_key)
);
