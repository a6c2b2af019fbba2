"""Answers: lists and details with 100,000 sessions stored, beside the same bytes from bare Beast.

A thousand batches of a hundred sessions with their steps. Each kind is asked for on 16 kept
connections, as fast as it is answered: the service, then a bare Beast program with the answers that
the service gave, in turn, medians of three. The database's own time is that of the kind's main
queries through the C interface, prepared once.
"""

import json
import statistics
import subprocess

from .plan import five_steps
from .setting import Setting, cpu_seconds, new_id, numbers

BATCHES = 1_000
SESSIONS = 100
CONNECTIONS = 16
SECONDS = 3
ROUNDS = 3
ASKED_FOR = 200  # different ones of each kind
GOAL = 1 / 3
P99_MS = 100


def fill(setting):
    """One batch that ran, and copies of it, each older than the one before."""
    api = setting.api()
    server = api.call("POST", "/servers", {"name": "first", "address": "192.0.2.1"})["id"]
    setting.copy_server(server, SESSIONS)
    tree = api.call("POST", "/trees", {"markdown": five_steps()})["id"]
    setting.stop()
    setting.serve("simulated_service")
    labels = "\n".join(f"host{number}" for number in range(1, SESSIONS + 1))
    batch = setting.api().call("POST", "/sessions/batch", {"tree_id": tree, "text": labels})["batch_id"]
    while not setting.service.process.stdout.readline().startswith("ended "):
        pass
    setting.stop()
    copy(setting, batch)
    setting.serve()


def copy(setting, batch):
    every = numbers(BATCHES - 1)
    batch_id, session_id = new_id("8000", "n.i"), new_id("9000", "(n.i * 1000 + s.position)")
    columns = ("name, digest, status, state, format, version, team_id, tree_id, launched_by, risk_level, reason, total, waiting, "
               "completed, failed, interrupted, cancelled, skipped")
    setting.run(f"insert into batches (id, created_at, ended_at, {columns}) {every}"
                f"select {batch_id}, created_at - n.i * 60000, ended_at - n.i * 60000, {columns} "
                f"from batches, n where id = '{batch}';")
    columns = "frozen_markdown, variables, strategy, recipes, compiled"
    setting.run(f"insert into batch_plans (batch_id, {columns}) {every}select {batch_id}, {columns} "
                f"from batch_plans, n where batch_id = '{batch}';")
    columns = ("position, wave, recheck, target_label, target, status, reason, state, started_at, "
               "ended_at, version, server_id, manual, stage, step, step_status, failure, issues")
    setting.run(f"insert into sessions (id, batch_id, {columns}) {every}"
                f"select {session_id}, {batch_id}, {columns} from sessions s, n "
                f"where batch_id = '{batch}';")
    columns = ("t.stage, t.step, t.status, t.tries, t.gate, t.answered, t.began_at, t.ended_at, "
               "t.exit_status, t.message, t.checks")
    setting.run(f"insert into steps (session_id, {columns.replace('t.', '')}) {every}"
                f"select {session_id}, {columns} from sessions s, steps t, n "
                f"where s.batch_id = '{batch}' and t.session_id = s.id;")
    setting.run("analyze;")


def ids(group, step):
    """Of copies, evenly spread."""
    return [f"01900000-0000-7000-{group}-{number * step:012}" for number in range(1, ASKED_FOR + 1)]


def kinds():
    """What is asked for, and the database's own part of one."""
    batches, sessions = ids("8000", 4), ids("9000", 4000)
    team = "(select id from teams)"
    batch_columns = ("id, name, tree_id, schedule_id, target_list_id, retry_of, launched_by, "
                     "risk_level, status, digest, created_at, ended_at, reason, total, waiting, "
                     "completed, failed, interrupted, cancelled, skipped, version")
    session_columns = ("id, batch_id, position, wave, recheck, target_label, server_id, manual, "
                       "status, reason, stage, step, step_status, failure, issues, version, "
                       "started_at, ended_at, assigned_to, outcome")
    record = ("select frozen_markdown, variables, strategy, recipes, compiled, digest, state from "
              f"batches join batch_plans on batch_id = id where id = '{batches[0]}'")
    return {
        "list of 50 of 1,000 batches": (
            ["/batches?limit=50"],
            [f"select {batch_columns} from batches where team_id = {team} "
             "order by created_at desc, id desc limit 51",
             f"select count(*) from batches where team_id = {team}"]),
        "list of a batch's 100 sessions": (
            [f"/batches/{one}/sessions" for one in batches],
            [f"select {session_columns} from sessions where batch_id = '{batches[0]}' "
             "order by recheck, position, id"]),
        "detail of a batch": (
            [f"/batches/{one}" for one in batches],
            [f"select {batch_columns} from batches where id = '{batches[0]}' and team_id = {team}",
             record]),
        "detail of a session": (
            [f"/sessions/{one}" for one in sessions],
            [f"select {session_columns} from sessions where id = '{sessions[0]}'",
             record,
             f"select * from steps where session_id = '{sessions[0]}' order by stage, step"])}


def record(setting, targets, file):
    """The answers of the service, for the peer."""
    api = setting.api()
    answers = {}
    for target in targets:
        headers, body = api.ask("GET", target)
        kept = [[name, value] for name, value in headers.items() if name != "Content-Length"]
        answers["/api/v1" + target] = {"headers": kept, "body": body}
    file.write_text(json.dumps(answers), encoding="utf-8")


def load(setting, place, targets, connections=CONNECTIONS, seconds=SECONDS, rate=0):
    client = setting.program("http_load", *place, connections, seconds, rate)
    lines = [f"Bearer {setting.token}", *("/api/v1" + target for target in targets)]
    said = json.loads(client.communicate("\n".join(lines) + "\n")[0])
    if said["failed"]:
        raise SystemExit(f"{said['failed']} of {said['requests']} requests failed: {targets[0]}")
    return said


def timed(setting, place, targets, process):
    """As load, with what the server's process spent on one request."""
    before = cpu_seconds(process)
    said = load(setting, place, targets)
    said["spent_us"] = (cpu_seconds(process) - before) / max(1, said["requests"]) * 1e6
    return said


def database_time(setting, queries):
    """Milliseconds for one of the kind."""
    said = subprocess.run([f"{setting.build}/bin/sqlite_bare", setting.path / "fettle.db"],
                          input="\n".join(queries), text=True, stdout=subprocess.PIPE, check=True)
    return float(said.stdout)


def compare(setting, table, name, targets, queries):
    answers = setting.path / "answers.json"
    record(setting, targets, answers)
    peer = setting.program("beast_bare", 0, answers)
    port = peer.stdout.readline().split()[-1]
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(timed(setting, setting.host_and_port(), targets, setting.service.process.pid))
        bare.append(timed(setting, ["127.0.0.1", port], targets, peer.pid))
    peer.kill()
    peer.communicate()
    rates = [statistics.median(one["per_second"] for one in tool) for tool in (ours, bare)]
    p99 = [statistics.median(one["p99_us"] for one in tool) / 1000 for tool in (ours, bare)]
    table.at_least(f"{name}: requests a second, of bare Beast's", rates[0] / rates[1], GOAL)
    table.note("a second, ours and bare", f"{rates[0]:.0f} and {rates[1]:.0f}")
    spent = [statistics.median(one["spent_us"] for one in tool) for tool in (ours, bare)]
    table.note("processor for one, ours and bare", f"{spent[0]:.0f} and {spent[1]:.0f} us")
    table.note("p99, ours and bare", f"{p99[0]:.1f} and {p99[1]:.1f} ms")
    table.note("one request alone, and the database's own part of it",
               f"{load(setting, setting.host_and_port(), targets, 1, 2)['p50_us'] / 1000:.2f} and "
               f"{database_time(setting, queries):.3f} ms")


def measure(build, table):
    with Setting(build) as setting:
        fill(setting)
        for name, (targets, queries) in kinds().items():
            compare(setting, table, name, targets, queries)
