-- People who sign in with the installation's identity provider.

-- Who somebody is there: the issuer and its name for them, never an e-mail address.
create table user_identities (
  issuer text not null,
  subject text not null,
  user_id text not null references users (id) on delete cascade,
  created_at bigint not null,
  primary key (issuer, subject)
);
create index user_identities_by_user on user_identities (user_id);

-- Sign-ins that were finished: SHA-256 of what the browser had, so that none is finished twice.
create table used_sign_ins (
  hash text primary key,
  used_at bigint not null
);
create index used_sign_ins_by_time on used_sign_ins (used_at);

-- Who may sign in with a password though local sign-in is off: those whom `fettle user` has helped.
create table password_exceptions (
  user_id text primary key references users (id) on delete cascade,
  until_at bigint not null
);
