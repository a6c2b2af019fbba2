-- What a service's processes say to each other, and what is removed in time.

-- Somebody's word to a batch that another process carries out: that one hears it, in the
-- transaction that stores what follows of it, or refuses it. One that nobody has heard until
-- `until` by the database's clock counts for nothing.
create table batch_words (
  id text primary key,
  batch_id text not null references batches (id) on delete cascade,
  -- Empty: to the batch itself.
  session_id text not null,
  word text not null,
  -- Of the state that the speaker saw; none: whatever it is.
  version bigint,
  until bigint not null,
  heard integer not null default 0 check (heard in (0, 1)),
  refused_code text not null default '',
  refused_message text not null default ''
);
create index batch_words_waiting on batch_words (batch_id) where heard = 0 and refused_code = '';

-- When the output and snapshots of a batch were removed; again after it was reopened and ended anew.
alter table batches add column output_removed_at bigint;
create index batches_with_output on batches (ended_at)
  where ended_at is not null and output_removed_at is null;
