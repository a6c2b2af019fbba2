"""The command line against a running service with real SSH servers, as people and scripts use it:
`command_line_test.py OPENAPI.JSON FETTLE`."""

import http.server
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from client import Client
from contract import Contract
from running_service import RunningService
from ssh_fleet import SshFleet

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PASSWORD = "correct horse battery"
PATIENCE = 60
HOUR = 3_600_000

FRONT = "---\nsubject: proof\nrisk_level: {risk}\nstrategy: parallel\n{more}---\n\n# Maintenance: {name}\n\n## Steps\n"
STEP = "\n### Step {number}: {title}\n\n```yaml\n{yaml}\n```\n"


def plan(name, *steps, risk="low", more=""):
    text = FRONT.format(name=name, risk=risk, more=more)
    for number, (title, yaml) in enumerate(steps, 1):
        text += STEP.format(number=number, title=title, yaml=yaml)
    return text


def command(text):
    return f"type: custom_tool\nrequires_approval: false\ncommand: |\n  {text}"


GREET = plan("Greet the hosts", ("Look", 'type: validate\nchecks: ["test -d ."]'),
             ("Greet", command("echo hello {{ word }} from $HOME; echo ö")),
             more="variables:\n  word: {default: world}\n")
FAIL = plan("Fail at once", ("Fail", command("echo no luck; exit 3")))
GATE = plan("Ask first", ("Change", "type: custom_tool\ncommand: echo changed"))
COUNT = plan("Count slowly", ("Count", command(
    "i=0; while [ $i -lt 80 ]; do i=$((i+1)); echo line $i; sleep 0.1; done; printf 'no end'")))
RISKY = plan("Risky greeting", ("Greet", command("echo hello")), risk="medium")


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class CuttingRelay:
    """Passes connections on to a port, and cuts off the first answer to a request that begins so."""

    def __init__(self, to, beginning):
        self.to, self.beginning, self.cut = to, beginning, 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.socket.close()

    def accept(self):
        try:
            while True:
                here = self.socket.accept()[0]
                there = socket.create_connection(("127.0.0.1", self.to))
                wanted = threading.Event()
                for ends in ((here, there, self.request, wanted), (there, here, self.answer, wanted)):
                    threading.Thread(target=self.pass_on, args=ends, daemon=True).start()
        except OSError:
            pass  # it is over

    def request(self, data, wanted):
        if data.startswith(self.beginning) and not self.cut:
            wanted.set()
        return data

    def answer(self, data, wanted):
        if not wanted.is_set():
            return data
        self.cut += 1
        return None

    @staticmethod
    def pass_on(source, target, filtered, wanted):
        try:
            while data := source.recv(65536):
                if (data := filtered(data, wanted)) is None:
                    break
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        source.close()  # the other direction closes the other


class CommandLine(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.fleet = cls.enter(SshFleet(2))
        cls.home = cls.fleet.path / "service"
        (cls.home / ".ssh").mkdir(parents=True, mode=0o700)
        shutil.copy(cls.fleet.key, cls.home / ".ssh/id_ed25519")
        cls.port = free_port()
        cls.service = cls.serve()
        cls.ann = Client(cls.service.address, CONTRACT)
        cls.addClassCleanup(cls.ann.close)
        made = cls.ann.call("POST", "/api/v1/setup",
                            {"token": cls.service.setup_link().partition("#")[2], "team": "North",
                             "name": "Ann", "email": "ann@example.com", "password": PASSWORD})
        cls.ann.know_session(made.json)
        cls.now = made.json["user"]["created_at"]
        cls.token = cls.make_token("read", "write", "run", "approve")
        for number, port in enumerate(cls.fleet.ports, 1):
            cls.post("/servers", {"name": f"web{number}", "address": "127.0.0.1", "port": port,
                                  "user": "root"})
        for text in (GREET, FAIL, GATE, COUNT, RISKY):
            cls.post("/trees", {"markdown": text})
        cls.post("/target-lists", {"name": "Web servers", "targets": [{"label": "web1"},
                                                                      {"label": "web2"}]})

    @classmethod
    def enter(cls, manager):
        cls.addClassCleanup(manager.__exit__)
        return manager

    @classmethod
    def serve(cls):
        return cls.enter(RunningService(
            FETTLE, "--listen", f"127.0.0.1:{cls.port}", "--database",
            f"sqlite:{cls.home}/fettle.db", "--known-hosts", str(cls.fleet.known_hosts),
            environment={"HOME": str(cls.home)}))

    @classmethod
    def post(cls, path, body):
        answer = cls.ann.call("POST", f"/api/v1{path}", body)
        assert answer.status in (200, 201), f"{path}: {answer.status} {answer.text}"
        return answer.json

    @classmethod
    def make_token(cls, *scopes):
        return cls.post("/tokens", {"name": "test", "scopes": list(scopes),
                                    "expires_at": cls.now + HOUR})["token"]

    # --- how the program is called ------------------------------------------------------------

    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FETTLE_")}
        chosen = {"FETTLE_SERVER": self.service.address, "FETTLE_TOKEN": self.token,
                  "HOME": str(self.home), "XDG_STATE_HOME": "", **more}
        return {**kept, **{name: value for name, value in chosen.items() if value is not None}}

    def start(self, *arguments, out=subprocess.PIPE):
        return subprocess.Popen([FETTLE, *arguments], env=self.environment(), text=True,
                                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE)

    def fettle(self, *arguments, status=0, text=None, **more):
        """Output and errors of a call that ends with `status`."""
        ran = subprocess.run([FETTLE, *arguments], env=self.environment(**more), text=True,
                             input=text or "", capture_output=True, timeout=PATIENCE, check=False)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        return ran.stdout, ran.stderr

    def launch(self, flow, *arguments, status=0):
        """The id of the batch that it launched and watched."""
        out, _ = self.fettle("launch", flow, *arguments, "--json", status=status)
        return json.loads(out.splitlines()[0])["batch"]

    def detach(self, flow, *arguments):
        out, _ = self.fettle("launch", flow, *arguments, "--detach", "--json")
        return json.loads(out)["batch"]

    def batches(self):
        return json.loads(self.fettle("batches", "--json")[0])

    # --- launch -------------------------------------------------------------------------------

    def test_a_launch_is_watched_to_its_end(self):
        out, err = self.fettle("launch", "greet the hosts", "--list", "web servers", "--var",
                               "word=there")
        self.assertIn("Launched ", err)
        self.assertIn("Greet the hosts: 2/2 completed\n", out)
        self.assertEqual(len(re.findall(r"hello there from", out)), 2, out)

    def test_a_launch_tells_programs_what_a_run_tells_them(self):
        out, _ = self.fettle("launch", "greet-the-hosts", "-t", "web1,web2", "--json")
        lines = [json.loads(line) for line in out.splitlines()]
        self.assertEqual(lines[0]["event"], "run")
        self.assertEqual(lines[0]["targets"], ["web1", "web2"])
        self.assertEqual(lines[-1]["event"], "summary")
        self.assertEqual(lines[-1]["exit_status"], 0)
        numbers = [line["number"] for line in lines if "number" in line]
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        written = {}
        for line in lines:
            if line["event"] == "output":
                written[line["target"]] = written.get(line["target"], "") + line["text"]
        self.assertEqual(written["web2"], f"hello world from {self.fleet.path}/host1\nö\n")

    def test_a_failure_is_its_exit_status(self):
        out, _ = self.fettle("launch", "fail at once", "-t", "web1", status=1)
        self.assertIn("0/1 completed, 1 failed", out)
        self.assertIn("no luck", out)

    def test_a_launch_whose_answer_is_cut_off_is_launched_once(self):
        before = {row["batch"] for row in self.batches()}
        with CuttingRelay(self.port, b"POST /api/v1/sessions/batch ") as relay:
            out, _ = self.fettle("launch", "greet-the-hosts", "-t", "web1", "--detach", "--json",
                                 FETTLE_SERVER=f"http://127.0.0.1:{relay.port}")
            self.assertEqual(relay.cut, 1)
        batch = json.loads(out)["batch"]
        self.assertEqual({row["batch"] for row in self.batches()} - before, {batch})
        self.fettle("logs", "-f", batch)
        again = self.launch("greet-the-hosts", "--from", batch)
        self.assertNotIn(again, before | {batch})

    def test_a_preview_launches_nothing(self):
        before = len(self.batches())
        out, _ = self.fettle("launch", "ask first", "-t", "web1,web2", "--dry-run")
        self.assertIn("     web1, web2\n", out)
        self.assertIn('  step 1 "Change": type default, 2 targets\n', out)
        self.assertIn("       | echo changed\n", out)
        self.assertEqual(len(self.batches()), before)

    def test_a_launch_takes_a_selector(self):
        either = {"any_of": [{"by": "name", "value": "web1"}, {"by": "name", "value": "web2"}]}
        for selector, shown in (("name=web1", "     web1\n"), ("all", "web1, web2"),
                                (json.dumps(either), "     web1, web2\n")):
            with self.subTest(selector):
                out, _ = self.fettle("launch", "ask first", "--selector", selector, "--dry-run")
                self.assertIn(shown, out)
        out, _ = self.fettle("launch", "greet-the-hosts", "--selector", "name=web2")
        self.assertIn("1/1 completed", out)

    def test_what_a_launch_lacks_is_said(self):
        for arguments, words in (
                (("greet-the-hosts",), "say which targets, one way"),
                (("greet-the-hosts", "-t", "nobody"), "with --by-hand, or correct the names"),
                (("greet", "-t", "web1", "--var", "wrd=x"), "wrd"),
                (("Greet the host z", "-t", "web1"), "did you mean `Greet the hosts`?"),
                (("greet-the-hosts", "-t", "web1", "--selector", "all"), "say which targets, one way"),
                (("greet-the-hosts", "--selector", "web"), "--selector: say BY=VALUE"),
                (("greet-the-hosts", "--selector", "rule=web"), "`rule` is no value of `by`"),
                (("greet-the-hosts", "--selector", "role=none"), "role none chooses no server"),
                (("greet-the-hosts", "--list", "none"), "the team has no target list none")):
            with self.subTest(words):
                self.assertIn(words, self.fettle("launch", *arguments, status=2)[1])

    # --- what waits for a person --------------------------------------------------------------

    def test_gates_are_answered_and_the_launch_goes_on(self):
        out, _ = self.fettle("launch", "ask first", "-t", "web1,web2", status=3)
        self.assertIn("Waiting for a person (2)", out)
        batch = re.search(r"fettle approve (\S+)", out)[1]
        waiting = [one for one in json.loads(self.fettle("approve", "--json")[0])
                   if one["id"].startswith(batch)]
        self.assertEqual({(one["kind"], one["target"]) for one in waiting},
                         {("gate", "web1"), ("gate", "web2")})
        out, err = self.fettle("approve", batch, status=3)
        self.assertIn('step 1 "Change", as on web', out)
        self.assertIn("       | echo changed\n", out)
        self.assertIn("--yes", err)
        self.fettle("approve", batch, "--target", "web2", "--reject", "--comment", "not today",
                    "--yes")
        self.fettle("approve", batch, "--yes", "--comment", "go on")
        self.fettle("logs", "-f", batch)
        shown = json.loads(self.fettle("show", batch, "--json")[0])
        self.assertEqual(shown["counts"]["completed"], 1)
        told = " ".join(answer["answer"] for answer in shown["answers"])
        self.assertIn("go on", told)
        self.assertIn("not today", told)
        self.assertIn("nothing of", self.fettle("approve", batch, status=2)[1])

    def test_a_launch_of_some_risk_is_approved_by_what_was_seen(self):
        out, _ = self.fettle("launch", "risky", "-t", "web1", status=3)
        batch = re.search(r"fettle approve (\S+)", out)[1]
        seen, err = self.fettle("approve", batch, status=3)
        self.assertIn("echo hello", seen)
        digest = re.search(r"Digest (\w+)", seen)[1]
        self.assertIn(digest, err)
        _, err = self.fettle("approve", batch, "--digest", "00ff", status=2)
        self.assertIn("look again", err)
        self.fettle("approve", batch, "--digest", digest, "--comment", "seen")
        self.fettle("logs", "-f", batch)
        self.assertIn("completed", self.fettle("show", batch)[0])

    def test_a_schedule_is_approved_at_a_terminal(self):
        tree = self.ann.call("GET", "/api/v1/trees?q=Risky").json["items"][0]["id"]
        lists = self.ann.call("GET", "/api/v1/target-lists").json["items"]
        made = self.post("/schedules", {"tree_id": tree, "cron_expression": "0 3 1 1 *",
                                        "target_list_id": lists[0]["id"]})
        screen = self.at_a_terminal(["approve", made["id"]], "Approve the schedule? [y/N]", b"y\n")
        self.assertIn("of the list Web servers", screen)
        self.assertIn("Approved", screen)
        after = self.ann.call("GET", f"/api/v1/schedules/{made['id']}").json
        self.assertEqual(after["status"], "approved")

    def test_logs_say_when_it_waits_for_a_person(self):
        batch = self.detach("ask first", "-t", "web1")
        follower = self.start("logs", "-f", batch)
        said = follower.stderr.readline()
        self.assertIn("It waits for a person: fettle approve", said)
        self.fettle("approve", said.split()[-1], "--yes")
        out, _ = follower.communicate(timeout=PATIENCE)
        self.assertEqual(out, '==> web1: step 1 "Change" <==\nchanged\n')

    def test_a_launch_at_a_terminal_asks_there(self):
        screen = self.at_a_terminal(["launch", "ask first", "-t", "web1"], "Approve it? [y/N]",
                                    b"y\n")
        self.assertIn("1/1 completed", screen)
        screen = self.at_a_terminal(["launch", "risky", "-t", "web1"],
                                    "Approve the launch? [y/N]", b"y\n")
        self.assertIn("What runs", screen)
        self.assertIn("1/1 completed", screen)

    def test_a_launch_that_loses_a_server_before_its_approval_is_watched_to_its_end(self):
        lost = self.post("/servers", {"name": "lost", "address": "192.0.2.1"})
        screen = self.at_a_terminal(
            ["launch", "risky", "-t", "lost,web1"], "Approve the launch? [y/N]", b"y\n",
            before=lambda: self.ann.call("DELETE", f"/api/v1/servers/{lost['id']}"))
        self.assertIn("2 targets", screen)
        self.assertIn("1/2 completed, 1 skipped", screen)
        self.assertIn("lost: gone since the approval", screen)

    def at_a_terminal(self, arguments, question, answer, before=lambda: None):
        """What a terminal shows of a call that asks `question`; `before` it is answered."""
        process, terminal = pty.fork()
        if process == 0:
            os.execve(FETTLE, [FETTLE, *arguments], self.environment())
        shown = b""
        answered = False
        try:
            while piece := os.read(terminal, 65536):
                shown += piece
                if not answered and question.encode() in shown:
                    before()
                    os.write(terminal, answer)
                    answered = True
        except OSError:
            pass  # it has ended
        os.waitpid(process, 0)
        os.close(terminal)
        return shown.decode()

    # --- what ran -----------------------------------------------------------------------------

    def test_what_ran_is_told_as_without_a_service(self):
        batch = self.launch("greet-the-hosts", "-t", "web1,web2")
        rows = {row["batch"]: row for row in self.batches()}
        self.assertEqual(rows[batch]["counts"]["completed"], 2)
        self.assertIn(rows[batch]["short_id"], self.fettle("batches")[0])
        shown, _ = self.fettle("show", batch)
        self.assertIn('step 2 "Greet": completed', shown)
        self.assertIn("web1", self.fettle("show", batch, "--report", "markdown")[0])
        self.assertIn("<html", self.fettle("show", batch, "--report", "html")[0])
        self.assertIn("batch,plan,target", self.fettle("show", batch, "--report", "csv")[0])
        self.assertTrue(self.fettle("show", batch, "--report", "ticket")[0])
        sessions = json.loads(self.fettle("sessions", batch, "--json")[0])
        self.assertEqual([one["target_label"] for one in sessions], ["web1", "web2"])
        self.assertRegex(self.fettle("sessions", batch)[0], r"web1  completed")
        self.assertEqual(self.fettle("sessions", batch, "--status", "failed")[0], "")
        self.assertIn("is one of", self.fettle("sessions", batch, "--status", "bad", status=2)[1])

    def test_logs_are_those_of_the_commands(self):
        batch = self.launch("greet-the-hosts", "-t", "web1,web2")
        out, _ = self.fettle("logs", batch, "web2")
        self.assertEqual(out, '==> web2: step 2 "Greet" <==\n'
                              f"hello world from {self.fleet.path}/host1\nö\n")
        line = json.loads(self.fettle("logs", batch, "web1", "--json")[0])
        self.assertEqual((line["target"], line["title"], line["attempt"]), ("web1", "Greet", 1))
        self.assertEqual(line["text"], f"hello world from {self.fleet.path}/host0\nö\n")
        self.assertIn("has no target web3", self.fettle("logs", batch, "web3", status=2)[1])

    def test_logs_follow_a_service_that_is_killed_and_started_again(self):
        batch = self.detach("count slowly", "-t", "web1,web2")
        with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
            follower = self.start("logs", "-f", batch, out=file)
            while os.fstat(file.fileno()).st_size < 200:
                self.assertIsNone(follower.poll())
                time.sleep(0.05)
            type(self).service.process.kill()
            type(self).service.process.wait()
            said = follower.stderr.readline()  # the hosts count on meanwhile
            self.assertIn("does not answer", said)
            type(self).service = self.serve()
            self.assertEqual(follower.wait(timeout=PATIENCE), 0)
            follower.stderr.close()
            file.seek(0)
            out = file.read()
        counted = {"web1": [], "web2": []}
        target = None
        for line in out.splitlines():
            if heading := re.match(r"==> (\S+): ", line):
                target = heading[1]
            elif line:
                counted[target].append(line)
        expected = [f"line {number}" for number in range(1, 81)] + ["no end"]
        self.assertEqual(counted, {"web1": expected, "web2": expected})

    def test_leaving_a_launch_leaves_the_batch_running(self):
        watcher = self.start("launch", "count slowly", "-t", "web1", "--json")
        while '"step_started"' not in watcher.stdout.readline():
            pass
        watcher.send_signal(signal.SIGINT)
        out, _ = watcher.communicate(timeout=PATIENCE)
        self.assertEqual(watcher.returncode, 3)
        summary = json.loads(out.splitlines()[-1])
        self.assertEqual(summary["event"], "summary")
        self.assertIn("logs -f", summary["next"][-1]["command"])
        self.fettle("logs", "-f", summary["batch"])
        self.assertEqual(json.loads(self.fettle("show", summary["batch"], "--json")[0])["status"],
                         "completed")

    # --- import -------------------------------------------------------------------------------

    def test_an_import_shows_the_difference_and_changes_it_only_when_told(self):
        with tempfile.TemporaryDirectory() as folder:
            hosts = pathlib.Path(folder) / "hosts.ini"
            hosts.write_text("[db]\ndb1 ansible_host=192.0.2.7\n", encoding="utf-8")
            out, err = self.fettle("import", "servers", str(hosts), "--origin", "oslo")
            self.assertIn("+ db1\n    address: 192.0.2.7\n", out)
            self.assertIn("--apply", err)
            _, err = self.fettle("import", "servers", str(hosts), "--origin", "oslo", "--apply")
            self.assertIn("Applied.", err)
            again = json.loads(self.fettle("import", "servers", str(hosts), "--origin", "oslo",
                                           "--json")[0])
            self.assertEqual((again["added"], again["unchanged"]), ([], 1))
            hosts.write_text("[db\n", encoding="utf-8")
            self.assertIn(f"{hosts}:1:", self.fettle("import", "servers", str(hosts), status=2)[1])
            unclear = pathlib.Path(folder) / "hosts"
            unclear.write_text("a\n", encoding="utf-8")
            self.assertIn("--format", self.fettle("import", "servers", str(unclear), status=2)[1])
        out, _ = self.fettle("import", "list", "web servers", "-", "--format", "text", "--apply",
                             text="web1\nweb2\nweb9\n")
        self.assertIn("+ web9", out)

    # --- what goes wrong ----------------------------------------------------------------------

    def test_a_service_that_can_not_be_used_is_named_with_the_way_out(self):
        dead = f"http://127.0.0.1:{free_port()}"
        for more, status, words in (
                ({"FETTLE_TOKEN": "fettle_wrong"}, 2, "does not know the token"),
                ({"FETTLE_TOKEN": None}, 2, "there is no token"),
                ({"FETTLE_SERVER": dead}, 3, f"{dead} does not answer"),
                ({"FETTLE_SERVER": "http://fettle.example.com"}, 2, "--allow-plain-http"),
                ({"FETTLE_TOKEN": self.make_token("write")}, 2, "it needs the scope `read`")):
            with self.subTest(words):
                self.assertIn(words, self.fettle("sessions", "last", status=status, **more)[1])
        reader = self.make_token("read")
        self.assertIn("it needs the scope `run`",
                      self.fettle("launch", "greet-the-hosts", "-t", "web1", status=2,
                                  FETTLE_TOKEN=reader)[1])
        self.assertIn("there is no batch ffff", self.fettle("show", "ffff", status=2)[1])
        self.assertIn("name the service", self.fettle("approve", status=2, FETTLE_SERVER=None)[1])
        self.assertIn("--server", self.fettle("logs", "-f", "last", status=2, FETTLE_SERVER=None)[1])

    def test_a_token_comes_from_a_file_too(self):
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.write(self.token + "\n")
            file.flush()
            self.fettle("batches", "--token-file", file.name, FETTLE_TOKEN=None)
            self.fettle("batches", FETTLE_TOKEN=None, FETTLE_TOKEN_FILE=file.name)

    def test_a_database_that_is_named_goes_before_a_service_of_the_environment(self):
        _, err = self.fettle("batches", "--db", "/nonexistent.db", status=2)
        self.assertIn("/nonexistent.db", err)

    def test_tls_is_verified_and_a_private_authority_can_be_named(self):
        with tempfile.TemporaryDirectory() as folder:
            certificate, key = f"{folder}/certificate.pem", f"{folder}/key.pem"
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "1",
                            "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                            "-keyout", key, "-out", certificate], check=True, capture_output=True)
            with RunningService(FETTLE, "--tls-certificate", certificate, "--tls-key",
                                key) as service:
                _, err = self.fettle("batches", status=2, FETTLE_SERVER=service.address)
                self.assertIn("its certificate is not believed", err)
                self.assertIn("--server-ca", err)
                _, err = self.fettle("batches", "--server-ca", certificate, status=2,
                                     FETTLE_SERVER=service.address)
                self.assertIn("does not know the token", err)

    def test_a_large_answer_is_read_and_one_without_measure_is_refused_with_the_way_out(self):
        seen = []

        class Wordy(http.server.BaseHTTPRequestHandler):
            mebibytes = 0

            def do_GET(self):
                seen.append(self.path)
                body = b'{"items":[],"next_cursor":null,"total":0,"pad":"%s"}' % (
                    b"a" * (self.mebibytes << 20))
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    self.wfile.write(body)
                except ConnectionError:
                    pass  # it has read enough

            def log_message(self, *_arguments):
                pass

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Wordy) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}"
            Wordy.mebibytes = 17
            self.fettle("batches", FETTLE_SERVER=address)
            seen.clear()
            Wordy.mebibytes = 65
            _, err = self.fettle("batches", status=2, FETTLE_SERVER=address)
            server.shutdown()
        self.assertIn("larger than 64 MiB", err)
        self.assertIn("see it in the dashboard", err)
        self.assertEqual(len(seen), 1)  # it would be no smaller the next time

    def test_a_redirect_is_not_followed_with_the_token(self):
        seen = []

        class Elsewhere(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                seen.append(self.path)
                self.send_response(301)
                self.send_header("Location", "http://127.0.0.1:1/stolen")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_arguments):
                pass

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            _, err = self.fettle("batches", status=2,
                                 FETTLE_SERVER=f"http://127.0.0.1:{server.server_port}")
            server.shutdown()
        self.assertIn("a token is not sent on", err)
        self.assertEqual(len(seen), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
