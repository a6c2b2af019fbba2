"""Schedules: 100,000 active ones in one database.

All but 1,000 are due in the year 2100. Those are made due at one second while the service runs; they
count as created when the last of their batches can be read in the database.
"""

import time

from .idle import watch
from .plan import five_steps
from .setting import DATABASES, YEAR_2100, Setting, new_id, numbers

SCHEDULES = 100_000
DUE = 1_000
IDLE_SECONDS = 20
AHEAD = 4  # seconds until they are due
PATIENCE = 120
COLUMNS = ("team_id, tree_id, created_by, updated_by, status, is_active, cron_expression, timezone, "
           "targets, variables_override, overlap, grace_minutes, frozen_markdown, approved_record, "
           "digest, approved_by, approved_at, version, created_at, updated_at")


def fill(setting):
    api = setting.api()
    tree = api.call("POST", "/trees", {"markdown": five_steps("rolling")})["id"]
    made = api.call("POST", "/schedules", {
        "plan_id": tree, "cron_expression": "0 3 1 1 *", "timezone": "Europe/Berlin",
        "targets": [{"label": "by-hand"}]})
    assert made["status"] == "approved", made
    setting.run(f"insert into maintenance_schedules (id, next_run_at, {COLUMNS}) "
                f"{numbers(SCHEDULES - 1)}"
                f"select {new_id('b000', 'n.i')}, {YEAR_2100}, {COLUMNS} "
                f"from maintenance_schedules, n where id = '{made['id']}';")


def fire(setting):
    """Seconds from the planned instant until all are there."""
    due = int(time.time()) + AHEAD
    setting.run(f"update maintenance_schedules set next_run_at = {due * 1000} where id <= "
                f"{new_id('b000', str(DUE))} and id > {new_id('b000', '0')};")
    latest = time.monotonic() + PATIENCE
    while int(setting.ask("select count(*) from batches where schedule_id is not null")) < DUE:
        if time.monotonic() > latest:
            raise SystemExit("the schedules did not fire:\n" + setting.service.log()[-2000:])
        time.sleep(0.02)
    return time.time() - due


def measure(build, table):
    for database in DATABASES:
        with Setting(build, database) as setting:
            fill(setting)
            setting.stop()
            began = time.monotonic()
            setting.serve()
            table.at_most(f"{database}: until the service listens", time.monotonic() - began, 3, " s")
            time.sleep(AHEAD)
            percent, _ = watch(setting.service.process.pid, IDLE_SECONDS)
            table.at_most(f"{database}: of a processor while nothing is due", percent, 0.1, " %")
            table.at_most(f"{database}: 1,000 due in one second, created", fire(setting), 1, " s")
