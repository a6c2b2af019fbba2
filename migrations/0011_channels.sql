-- Where a team is told of what happens, beside the bell: its channels, and each message on its way to
-- one of them.

create table channels (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  kind text not null,
  name text not null,
  -- `name` in lower case: notify steps name a channel whatever their case.
  name_key text not null,
  -- Address and signing key, sealed (security/secret_box.hpp), and what people see of the address.
  sealed text not null,
  shown_address text not null,
  -- The names of the events that it hears of: a JSON array.
  events text not null,
  is_enabled integer not null check (is_enabled in (0, 1)),
  version bigint not null,
  created_by text references users (id) on delete set null,
  created_at bigint not null,
  updated_at bigint not null,
  unique (team_id, name_key)
);

create table deliveries (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  -- Empty once the channel is gone, and where a notify step named one that there is not.
  channel_id text references channels (id) on delete set null,
  channel_name text not null,
  event text not null,
  severity text not null,
  text text not null,
  -- A path of the dashboard.
  link text not null,
  status text not null check (status in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  -- Of the last attempt, in words.
  result text not null default '',
  next_at bigint not null,
  -- Whoever sends it has it until then, by the database's clock.
  claimed_until bigint not null default 0,
  created_at bigint not null,
  ended_at bigint
);
create index deliveries_by_team on deliveries (team_id, created_at);
create index deliveries_due on deliveries (next_at) where status = 'pending';

-- Which model a team's assistant asks. The key is sealed.

create table assistants (
  team_id text primary key references teams (id) on delete cascade,
  provider text not null,
  base_url text not null,
  model text not null,
  sealed_key text not null,
  version bigint not null,
  updated_by text references users (id) on delete set null,
  updated_at bigint not null
);
