"""Streams: 1,000 clients that follow a team's events, ten changes a second.

Fifty users with twenty streams each. A change is a request of a person; its age is counted from the
instant that the service wrote down for it until a client has read it.
"""

import hashlib
import json
import time

from .setting import Setting, new_id, numbers

STREAMS = 1_000
USERS = 50
PER_SECOND = 10
SECONDS = 20
FAR = 32_503_680_000_000


def make_tokens(setting):
    """A token each of `USERS` users like the first."""
    tokens = [f"fettle_bench{number}" for number in range(1, USERS + 1)]
    columns = "team_id, role, created_at, updated_at"
    setting.run(f"insert into users (id, email, name, {columns}) {numbers(USERS)}"
                f"select {new_id('c000', 'n.i')}, 'user' || n.i || '@example.com', 'User ' || n.i, "
                f"{columns} from users, n where email = 'ann@example.com';")
    for number, token in enumerate(tokens, 1):
        digest = hashlib.sha256(token.encode()).hexdigest()
        setting.run("insert into api_tokens (id, team_id, user_id, name, hash, scopes, created_at, "
                    f"expires_at) select {new_id('d000', str(number))}, team_id, id, 'bench', "
                    f"'{digest}', '[\"read\"]', 0, {FAR} from users where id = "
                    f"{new_id('c000', str(number))};")
    return tokens


def follow(setting, streams, topics, tokens):
    """Streams that have been greeted."""
    client = setting.program("sse_load", *setting.host_and_port(), streams, topics)
    client.stdin.write("\n".join(tokens) + "\n\n")
    client.stdin.flush()
    if client.stdout.readline() != "ready\n":
        raise SystemExit("the streams were refused:\n" + setting.service.log()[-2000:])
    return client


def end(client):
    client.stdin.close()
    seen = json.loads(client.stdout.readline())
    client.wait()
    client.stdout.close()
    return seen


def change(api, server, count):
    """That many changes of it, evenly."""
    began = time.monotonic()
    for number in range(count):
        time.sleep(max(0, began + number / PER_SECOND - time.monotonic()))
        api.call("PATCH", f"/servers/{server}", {"notes": f"change {number}"})


def measure(build, table):
    with Setting(build) as setting:
        api = setting.api()
        server = api.call("POST", "/servers", {"name": "web1", "address": "192.0.2.1"})["id"]
        client = follow(setting, STREAMS, "-", make_tokens(setting))
        change(api, server, PER_SECOND * SECONDS)
        time.sleep(1)
        seen = end(client)
        table.at_least("changes that reached each stream, of 200",
                       seen["changes"] / STREAMS, PER_SECOND * SECONDS)
        table.at_most("streams that were ended or told to read anew",
                      seen["ended"] + seen["resyncs"], 0)
        table.at_most("age of a change at a client, p99", seen["p99_ms"], 250, " ms")
        table.note("age, median and most", f"{seen['p50_ms']} and {seen['max_ms']} ms")
