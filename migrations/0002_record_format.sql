-- Of the approved record: what its text means and how its digest is made (core/engine/frozen.hpp).
-- Batches from before this column are of the first format.

alter table batches add column format integer not null default 1;
