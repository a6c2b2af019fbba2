"""Launches: 10,000 registered servers by one request.

From the request's first byte to the answer, with full durability; the plan is of risk medium, so that
nothing runs meanwhile. Medians of five.
"""

import statistics
import time

from .plan import five_steps
from .setting import DATABASES, Setting, cpu_seconds

SERVERS = 10_000
ROUNDS = 5
GOALS = {"SQLite": 0.5, "PostgreSQL": 1.0}


def launch(api, tree, listed):
    began = time.monotonic()
    batch = api.call("POST", "/sessions/batch", {"tree_id": tree, "target_list_id": listed})
    took = time.monotonic() - began
    assert batch["counts"]["total"] == SERVERS, batch
    return took


def measure(build, table):
    for database in DATABASES:
        with Setting(build, database) as setting:
            api = setting.api()
            server = api.call("POST", "/servers", {"name": "first", "address": "192.0.2.1",
                                                   "tags": ["web"]})["id"]
            setting.copy_server(server, SERVERS)
            listed = api.call("POST", "/target-lists", {
                "name": "All", "text": "\n".join(f"host{n}" for n in range(1, SERVERS + 1))})["id"]
            tree = api.call("POST", "/trees", {"markdown": five_steps(risk="medium")})["id"]
            process = setting.service.process.pid
            before = cpu_seconds(process)
            times = [launch(api, tree, listed) for _ in range(ROUNDS)]
            spent = (cpu_seconds(process) - before) / ROUNDS
            table.at_most(f"{database}: 10,000 sessions by one launch", statistics.median(times),
                          GOALS[database], " s")
            table.note("of that the service's processor", f"{spent:.2f} s")
