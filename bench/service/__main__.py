"""What the service costs, each part beside its peer or its limit, in one run:
`bench/service.sh BUILD_FOLDER [PART...]`, without parts all of them, some ten minutes. Ends with 1
where a goal is missed.

Each part makes a service and a database of its own, and nothing else of the machine is touched. Needs
what the tests need (tools/setup).
"""

import os
import sys

from . import answers, hostile, idle, launches, schedules, streams, watched
from .table import Table

PARTS = {"answers": answers, "launches": launches, "schedules": schedules, "streams": streams,
         "watched": watched, "idle": idle, "hostile": hostile}


def main():
    build = os.path.abspath(sys.argv[1])
    chosen = sys.argv[2:] or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        raise SystemExit(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    fine = True
    for name in chosen:
        print(f"\n{PARTS[name].__doc__.splitlines()[0]}\n", flush=True)
        table = Table()
        PARTS[name].measure(build, table)
        fine = fine and table.is_met
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
