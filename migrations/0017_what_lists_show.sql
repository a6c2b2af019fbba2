-- What lists show of sessions and batches, and what browsers are told of them, beside the records that
-- hold it: nothing has to read `state` and `target` for each row. NULL where a version before these
-- columns wrote the row last; then the records say it.

alter table sessions add column manual integer check (manual in (0, 1));
alter table sessions add column stage text;
alter table sessions add column step integer;
alter table sessions add column step_status text;
alter table sessions add column failure text;
alter table sessions add column issues integer;

alter table batches add column reason text;
alter table batches add column total integer;
alter table batches add column waiting integer;
alter table batches add column completed integer;
alter table batches add column failed integer;
alter table batches add column interrupted integer;
alter table batches add column cancelled integer;
alter table batches add column skipped integer;
