"""Times croniter (Debian's python3-croniter) on what cron_bench measures.

Reads Google Benchmark's JSON on standard input, so that both work on the same expressions and
zones, and prints one line each with nanoseconds a call and the ratio. An iterator is made once
and set to each start, so that only the search for the next firing counts.
"""

import json
import sys
import time
from datetime import datetime, timedelta, timezone

from croniter import croniter
from dateutil import tz

START = datetime(2026, 1, 1, tzinfo=timezone.utc)
STRIDE = timedelta(milliseconds=492_750_000)
INSTANTS = 64
SECONDS_MIN = 0.2


def nanoseconds_a_call(expression, zone_name):
    zone = tz.gettz(zone_name)
    starts = [(START + i * STRIDE).astimezone(zone) for i in range(INSTANTS)]
    iterator = croniter(expression, starts[0], max_years_between_matches=50)
    calls = 0
    begin = time.perf_counter()
    while (elapsed := time.perf_counter() - begin) < SECONDS_MIN:
        for start in starts:
            iterator.set_current(start, force=True)
            iterator.get_next(datetime)
        calls += INSTANTS
    return elapsed / calls * 1e9


def main():
    print(f"{'zone':<15}{'expression':<22}{'fettle ns':>10}{'croniter ns':>13}{'ratio':>8}")
    for row in json.load(sys.stdin)["benchmarks"]:
        zone_name, expression = row["name"].split("|")
        ours = row["cpu_time"]
        peer = nanoseconds_a_call(expression, zone_name)
        print(f"{zone_name:<15}{expression:<22}{ours:>10.0f}{peer:>13.0f}{peer / ours:>8.0f}")


main()
