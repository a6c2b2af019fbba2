-- What a schedule's firing asks for, so that it costs the same however many there are: those whose run
-- is under way, and the runs of one.

create index maintenance_schedules_running on maintenance_schedules (id) where status = 'running';
create index batches_by_schedule on batches (schedule_id) where schedule_id is not null;
