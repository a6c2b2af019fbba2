-- Flows (the table is called `trees`), servers and target lists of teams.

create table trees (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  tree_type text not null check (tree_type in ('troubleshooting', 'procedural', 'maintenance')),
  name text not null,
  description text not null,
  markdown text not null,
  -- Read from the markdown at each save; the markdown wins. Steps, variables, the front matter with
  -- every default, the warnings: JSON.
  tree_structure text not null,
  intake_form text not null,
  front text not null,
  diagnostics text not null,
  subject text not null,
  risk_level text not null,
  strategy text not null,
  tags text not null,
  step_count integer not null,
  is_builtin integer not null default 0 check (is_builtin in (0, 1)),
  -- The shipped file's name and the hash of its text; empty where a person wrote it.
  builtin_name text not null default '',
  builtin_hash text not null default '',
  version bigint not null,
  created_by text references users (id) on delete set null,
  updated_by text references users (id) on delete set null,
  archived_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create index trees_by_team on trees (team_id, tree_type, updated_at);
create unique index trees_builtin on trees (team_id, builtin_name) where builtin_name <> '';

create table tree_versions (
  tree_id text not null references trees (id) on delete cascade,
  version bigint not null,
  markdown text not null,
  created_by text references users (id) on delete set null,
  created_at bigint not null,
  primary key (tree_id, version)
);

create table recipes (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  slug text not null,
  text text not null,
  -- Read from the text at each save, which wins: its parts and warnings as JSON.
  name text not null,
  document text not null,
  diagnostics text not null,
  is_builtin integer not null default 0 check (is_builtin in (0, 1)),
  -- The hash of the shipped text; empty where a person wrote it.
  builtin_hash text not null default '',
  version bigint not null,
  created_by text references users (id) on delete set null,
  updated_by text references users (id) on delete set null,
  created_at bigint not null,
  updated_at bigint not null,
  unique (team_id, slug)
);

create table servers (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  name text not null,
  -- `name` in lower case: labels match it whatever their case.
  name_key text not null,
  address text not null,
  port integer not null check (port between 0 and 65535),
  user_name text not null,
  transport text not null,
  credential_id text references secrets (id) on delete set null,
  proxy_jump text not null,
  become integer not null check (become in (0, 1)),
  become_user text not null,
  become_method text not null,
  mode text not null,
  role text not null,
  site text not null,
  os_family text not null,
  tags text not null,
  variables text not null,
  notes text not null,
  -- Public keys that a person accepted, one a line as in known_hosts without the name.
  host_keys text not null,
  facts text not null default '{}',
  -- Where the row came from, and whether it has gone from there.
  origin text not null default '',
  vanished_at bigint,
  version bigint not null,
  created_by text references users (id) on delete set null,
  created_at bigint not null,
  updated_at bigint not null,
  unique (team_id, name_key)
);

create table server_modes (
  server_id text not null references servers (id) on delete cascade,
  at bigint not null,
  mode text not null,
  by_whom text not null,
  reason text not null,
  primary key (server_id, at)
);

create table target_lists (
  id text primary key,
  team_id text not null references teams (id) on delete cascade,
  created_by text references users (id) on delete set null,
  name text not null,
  description text not null,
  -- [{"label": ..., "notes": ..., "vanished_at": ...}]
  targets text not null,
  target_count integer not null,
  version bigint not null,
  last_used_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create index target_lists_by_team on target_lists (team_id, name);
