"""Watched: a run of 10,000 simulated targets x 5 steps, alone and while 100 people watch it.

Each of them follows what a page of the dashboard follows and reads the batch anew as often as one
does. Alone and watched in turn, medians; the watchers' own processor time is in what they slow down.
"""

import json
import statistics
import time

from .plan import five_steps
from .setting import Setting, cpu_seconds
from .streams import end, follow, make_tokens

TARGETS = 10_000
WATCHERS = 100
READ_AGAIN = 0.7  # seconds, as dashboard/src/pages/run/use_run.ts
ROUNDS = 3
LONGEST = 600
TOPICS = "batches,sessions,prompts,notifications,schedules,servers&coalesce=true"


def launch(api, tree, listed):
    return api.call("POST", "/sessions/batch", {"tree_id": tree, "target_list_id": listed})["batch_id"]


def wait_for_end(setting, batch):
    while line := setting.service.process.stdout.readline():
        if line.startswith("ended " + batch):
            return
        if not line.startswith("ended "):
            raise SystemExit(line)
    raise SystemExit("the service ended:\n" + setting.service.log()[-2000:])


def run_alone(setting, tree, listed):
    began = time.monotonic()
    wait_for_end(setting, launch(setting.api(), tree, listed))
    return time.monotonic() - began


def run_watched(setting, tree, listed, tokens):
    client = follow(setting, WATCHERS, TOPICS, tokens)
    began = time.monotonic()
    batch = launch(setting.api(), tree, listed)
    readers = setting.program("http_load", *setting.host_and_port(), WATCHERS, LONGEST,
                              WATCHERS / READ_AGAIN)
    readers.stdin.write(f"Bearer {setting.token}\n/api/v1/batches/{batch}\n")
    readers.stdin.close()
    wait_for_end(setting, batch)
    took = time.monotonic() - began
    readers.kill()
    readers.wait()
    readers.stdout.close()
    return took, end(client)


def measure(build, table):
    with Setting(build) as setting:
        api = setting.api()
        server = api.call("POST", "/servers", {"name": "first", "address": "192.0.2.1"})["id"]
        setting.copy_server(server, TARGETS)
        listed = api.call("POST", "/target-lists", {
            "name": "All", "text": "\n".join(f"host{n}" for n in range(1, TARGETS + 1))})["id"]
        tree = api.call("POST", "/trees", {"markdown": five_steps()})["id"]
        tokens = make_tokens(setting)
        setting.stop()
        setting.serve("simulated_service")
        process = setting.service.process.pid
        alone, watched, spent = [], [], [cpu_seconds(process)]
        for _ in range(ROUNDS):
            alone.append(run_alone(setting, tree, listed))
            spent.append(cpu_seconds(process))
            took, seen = run_watched(setting, tree, listed, tokens)
            watched.append(took)
            spent.append(cpu_seconds(process))
        table.note("alone, median", f"{statistics.median(alone):.2f} s")
        table.note("watched, median", f"{statistics.median(watched):.2f} s")
        table.at_most("watched, of alone", statistics.median(watched) / statistics.median(alone), 1.3)
        table.note("the service's processor, the last alone and watched",
                   f"{spent[-2] - spent[-3]:.1f} and {spent[-1] - spent[-2]:.1f} s")
        table.note("what the last hundred saw", json.dumps(seen))
