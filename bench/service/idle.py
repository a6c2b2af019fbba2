"""Idle: what a service costs that nobody uses.

One team, nothing to do and nobody connected, for a minute.
"""

import os
import re
import time

from .setting import Setting, cpu_seconds

SETTLES = 15
SECONDS = 60


def status(process, name):
    with open(f"/proc/{process}/status", encoding="ascii") as file:
        return int(re.search(rf"^{name}:\s*(\d+)", file.read(), re.MULTILINE)[1])


def wakes(process):
    return sum(status(f"{process}/task/{thread}", "voluntary_ctxt_switches")
               for thread in os.listdir(f"/proc/{process}/task"))


def watch(process, seconds):
    """Percent of a processor, and how often a thread woke a second."""
    began, spent, woken = time.monotonic(), cpu_seconds(process), wakes(process)
    time.sleep(seconds)
    length = time.monotonic() - began
    return ((cpu_seconds(process) - spent) / length * 100, (wakes(process) - woken) / length)


def measure(build, table):
    with Setting(build) as setting:
        process = setting.service.process.pid
        time.sleep(SETTLES)
        percent, woken = watch(process, SECONDS)
        table.at_most("resident memory", status(process, "VmRSS") / 1024, 60, " MB")
        table.at_most("of a processor", percent, 0.1, " %")
        table.note("wakes of its threads a second", f"{woken:.1f}")
