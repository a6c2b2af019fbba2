-- The registered server that a session works on, for that server's own history; empty: none. What was
-- launched before is found by its label, which was the server's name.

alter table sessions add column server_id text not null default '';

update sessions set server_id = coalesce((select v.id from servers v join batches b on b.team_id = v.team_id
  where b.id = sessions.batch_id and v.name_key = lower(sessions.target_label)
  and sessions.target like '%"server_id":"' || v.id || '"%'), '')
where target like '%"server_id":"%';

create index sessions_by_server on sessions (server_id) where server_id <> '';
