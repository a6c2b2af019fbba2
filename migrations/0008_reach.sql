-- How servers are reached: which secret opens which server, and what a look at one found.

-- Of a key: its type and fingerprint, to be told apart by.
alter table secrets add column fingerprint text not null default '';

alter table servers add column become_credential_id text references secrets (id) on delete set null;
-- The last connection test: JSON, with the host key that was shown; empty: there was none.
alter table servers add column connection_test text not null default '';

-- For servers that name no credential of their own.
create table credential_defaults (
  team_id text not null references teams (id) on delete cascade,
  -- `login` or `become`.
  purpose text not null check (purpose in ('login', 'become')),
  -- In lower case; empty: any server whose role has none.
  role text not null,
  secret_id text not null references secrets (id) on delete cascade,
  primary key (team_id, purpose, role)
);
create index credential_defaults_by_secret on credential_defaults (secret_id);
create index servers_by_credential on servers (credential_id);
create index servers_by_become_credential on servers (become_credential_id);
