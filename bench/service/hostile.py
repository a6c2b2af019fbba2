"""Hostile: what a client of good will notices while another one means no good.

It asks for a list, a batch and a session in turn, a hundred times a second on four kept connections;
its time counts from the instant at which it wanted to ask. The other one works for a while before it
is measured.
"""

import json
import pathlib
import subprocess
import sys
import time

from .attack import KINDS
from .plan import five_steps
from .setting import Setting

RATE = 100
CONNECTIONS = 4
WARM_UP = 5
SECONDS = {"random bytes": 60}
USUALLY = 15
P99_MS = 100


def honest(setting, targets, seconds):
    client = setting.program("http_load", *setting.host_and_port(), CONNECTIONS, seconds, RATE)
    said = client.communicate("\n".join([f"Bearer {setting.token}", *targets]) + "\n")[0]
    return json.loads(said)


def measure(build, table):
    with Setting(build) as setting:
        api = setting.api()
        tree = api.call("POST", "/trees", {"markdown": five_steps("rolling")})["id"]
        batch = api.call("POST", "/sessions/batch", {
            "tree_id": tree, "text": "by-hand", "manual_confirmed": True})["batch_id"]
        session = api.call("GET", f"/batches/{batch}/sessions")["items"][0]["session_id"]
        targets = [f"/api/v1{path}" for path in
                   ("/batches?limit=50", f"/batches/{batch}", f"/sessions/{session}")]
        alone = honest(setting, targets, USUALLY)
        table.note("alone: median and p99",
                   f"{alone['p50_us'] / 1000:.1f} and {alone['p99_us'] / 1000:.1f} ms")
        for kind in KINDS:
            attack = subprocess.Popen(
                [sys.executable, pathlib.Path(__file__).with_name("attack.py"), kind,
                 *setting.host_and_port()], stderr=subprocess.DEVNULL)
            time.sleep(WARM_UP)
            seen = honest(setting, targets, SECONDS.get(kind, USUALLY))
            was_there = attack.poll() is None
            attack.kill()
            attack.wait()
            if not was_there:
                raise SystemExit(f"{kind}: the hostile client gave up")
            table.at_most(f"{kind}: failed requests of {seen['requests']}", seen["failed"], 0)
            table.at_most(f"{kind}: p99 (median {seen['p50_us'] / 1000:.1f})",
                          seen["p99_us"] / 1000, P99_MS, " ms")
