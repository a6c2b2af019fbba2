"""How the service reaches a team's servers: credentials, host keys that a person accepts, connection
tests. On real SSH servers and over HTTP alone: `reach_test.py OPENAPI.JSON FETTLE`."""

import pathlib
import subprocess
import sys
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

PLAN = """---
subject: proof
risk_level: low
strategy: parallel
snapshot_dimensions: []
---

# Maintenance: a proof

## Steps

### Step 1: count

```yaml
type: custom_tool
command: "echo once >> $HOME/counted; echo done"
requires_approval: false
```
"""


# Asks as the real one does with -S, and takes one password.
SUDO = """#!/bin/sh
while [ "$1" != -- ]; do
  [ "$1" != -p ] || prompt=$2
  shift
done
shift
printf %s "$prompt" >&2
read -r given
[ "$given" = right ] || exit 1
touch {marker}
exec "$@"
"""


class Reach(unittest.TestCase):
    """The service's own account has no key and knows no host."""

    OPTIONS = ()

    @classmethod
    def setUpClass(cls):
        cls.fleet = cls.enter(SshFleet(2))
        cls.service = cls.serve(*cls.options())
        cls.ann = cls.client()
        made = cls.ann.call("POST", "/api/v1/setup",
                            {"token": cls.service.setup_link().partition("#")[2], "team": "North",
                             "name": "Ann", "email": "ann@example.com", "password": PASSWORD})
        cls.ann.know_session(made.json)
        invited = cls.ann.call("POST", "/api/v1/invitations",
                               {"email": "bo@example.com", "role": "engineer"})
        cls.bo = cls.client()
        cls.bo.know_session(cls.bo.call("POST", "/api/v1/invitations/accept",
                                        {"token": invited.json["url"].partition("#")[2],
                                         "name": "Bo", "password": PASSWORD}).json)
        cls.tree = cls.post(cls.ann, "/trees", {"markdown": PLAN})["id"]

    @classmethod
    def options(cls):
        return cls.OPTIONS

    @classmethod
    def serve(cls, *options):
        return cls.enter(RunningService(FETTLE, *options,
                                        environment={"FETTLE_MASTER_KEY": "0f" * 32}))

    @classmethod
    def enter(cls, manager):
        cls.addClassCleanup(manager.__exit__)
        return manager

    @classmethod
    def client(cls):
        client = Client(cls.service.address, CONTRACT)
        cls.addClassCleanup(client.close)
        return client

    @staticmethod
    def post(client, path, body, status=(200, 201, 202)):
        answer = client.call("POST", f"/api/v1{path}", body)
        assert answer.status in status, f"{path}: {answer.status} {answer.text}"
        return answer.json

    @staticmethod
    def put(client, path, body, status=(200, 201)):
        answer = client.call("PUT", f"/api/v1{path}", body)
        assert answer.status in status, f"{path}: {answer.status} {answer.text}"
        return answer.json

    @staticmethod
    def get(client, path):
        answer = client.call("GET", f"/api/v1{path}")
        assert answer.status == 200, f"{path}: {answer.status} {answer.text}"
        return answer.json

    def add_server(self, name, number=0, **fields):
        return self.post(self.ann, "/servers",
                         {"name": name, "address": "127.0.0.1", "port": self.fleet.ports[number],
                          "user": "root", **fields})["id"]

    def put_key(self, name, path, passphrase=None):
        body = {"kind": "ssh_key", "value": pathlib.Path(path).read_text(encoding="utf-8")}
        if passphrase:
            body["passphrase"] = passphrase
        return self.put(self.ann, f"/secrets/{name}", body)

    def look_at(self, server):
        """What a test that is asked for now has found."""
        asked = self.post(self.bo, f"/servers/{server}/connection-test", None, (202,))
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            found = self.get(self.bo, f"/servers/{server}")["connection_test"]
            if found and found["at"] >= asked["requested_at"]:
                return found
            time.sleep(0.05)
        raise AssertionError("the connection test did not end")

    def accept(self, server, fingerprint, status=(200,)):
        return self.put(self.bo, f"/servers/{server}/host-key", {"fingerprint": fingerprint},
                        status)

    def accept_what_is_seen(self, server):
        self.accept(server, self.look_at(server)["host_key"]["fingerprint"])

    def run_on(self, name):
        """The session once the plan has ended on that target."""
        batch = self.post(self.ann, "/sessions/batch", {"tree_id": self.tree, "text": name})
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            session = self.get(self.ann, f"/batches/{batch['batch_id']}/sessions")["items"][0]
            if session["ended_at"]:
                return self.get(self.ann, f"/sessions/{session['session_id']}"), session["status"]
            time.sleep(0.1)
        self.fail(f"it never ended: {session}")

    def host_fingerprint(self, number):
        said = subprocess.run(["ssh-keygen", "-l", "-f",
                               self.fleet.path / f"host{number}/key.pub"],
                              check=True, capture_output=True, text=True).stdout
        return said.split()[1]


class Credentials(Reach):
    def test_host_key_is_accepted_then_the_key_of_the_server_opens_it(self):
        key = self.put_key("OWN_KEY", self.fleet.key)
        self.assertTrue(key["fingerprint"].startswith("ssh-ed25519 SHA256:"))
        server = self.add_server("own", credential_id=key["id"])
        first = self.look_at(server)
        self.assertEqual(first["host_key"]["trust"], "unknown")
        self.assertEqual(first["host_key"]["fingerprint"], self.host_fingerprint(0))
        self.assertFalse(first["logged_in"])
        self.accept(server, "SHA256:another", (412,))
        accepted = self.accept(server, first["host_key"]["fingerprint"])
        self.assertEqual(accepted["host_keys"], [first["host_key"]["public_key"]])
        second = self.look_at(server)
        self.assertEqual((second["host_key"]["trust"], second["logged_in"], second["has_shell"],
                          second["problem"]), ("known", True, True, ""))
        facts = self.get(self.ann, f"/servers/{server}")["facts"]
        self.assertTrue(facts["kernel"].startswith("Linux "), facts)
        self.assertEqual(facts["last_seen"], second["at"])
        self.assertTrue(facts["os_family"])
        self.assertEqual(self.run_on("own")[1], "completed")

    def test_key_with_a_passphrase_opens_servers_of_its_role(self):
        locked = self.fleet.path / "locked"
        subprocess.run(["cp", self.fleet.key, locked], check=True)
        subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", "open sesame", "-f", locked],
                       check=True)
        text = locked.read_text(encoding="utf-8")
        for passphrase in (None, "wrong"):
            refused = self.ann.call("PUT", "/api/v1/secrets/LOCKED_KEY",
                                    {"kind": "ssh_key", "value": text, "passphrase": passphrase})
            self.assertEqual(refused.status, 422, refused.text)
        self.put_key("LOCKED_KEY", locked, "open sesame")
        self.put(self.ann, "/credential-defaults", {"items": [
            {"purpose": "login", "role": "Database", "secret": "LOCKED_KEY"}]})
        server = self.add_server("db", role="database")
        other = self.add_server("without", role="web")
        for one in (server, other):
            self.accept_what_is_seen(one)
        self.assertTrue(self.look_at(server)["logged_in"])
        self.assertFalse(self.look_at(other)["logged_in"])
        refused = self.ann.call("DELETE", "/api/v1/secrets/LOCKED_KEY")
        self.assertEqual(refused.status, 409)
        self.put(self.ann, "/credential-defaults", {"items": []})
        self.assertEqual(self.ann.call("DELETE", "/api/v1/secrets/LOCKED_KEY").status, 204)

    def test_changed_host_key_is_refused_with_both_fingerprints(self):
        key = self.put_key("STRICT_KEY", self.fleet.key)
        server = self.add_server("strict", credential_id=key["id"])
        self.accept_what_is_seen(server)
        moved = self.ann.call("PATCH", f"/api/v1/servers/{server}", {"port": self.fleet.ports[1]})
        self.assertEqual(moved.status, 200)
        self.accept(server, self.host_fingerprint(0), (412,))
        session, status = self.run_on("strict")
        self.assertEqual(status, "failed")
        for number in (0, 1):
            self.assertIn(self.host_fingerprint(number), str(session))
        seen = self.look_at(server)
        self.assertEqual(seen["host_key"]["trust"], "changed")
        self.assertFalse(seen["logged_in"])
        self.accept(server, self.host_fingerprint(1))
        self.assertEqual(self.run_on("strict")[1], "completed")
        log = self.ann.call("GET", "/api/v1/audit?limit=200").text
        self.assertIn("server.host_key_accepted", log)

    def test_rotated_key_holds_from_the_next_connection_on(self):
        stranger = self.fleet.path / "stranger"
        self.fleet.make_key(stranger)
        key = self.put_key("ROTATED", stranger)
        server = self.add_server("rotated", credential_id=key["id"])
        self.accept_what_is_seen(server)
        refused = self.look_at(server)
        self.assertFalse(refused["logged_in"])
        self.assertIn("ROTATED", refused["problem"])
        self.put_key("ROTATED", self.fleet.key)
        self.assertTrue(self.look_at(server)["logged_in"])

    def test_sudo_password_is_given_to_a_sudo_that_asks(self):
        tools = self.fleet.path / "tools"
        tools.mkdir()
        sudo = tools / "sudo"
        sudo.write_text(SUDO.format(marker=self.fleet.path / "as_root"), encoding="utf-8")
        sudo.chmod(0o755)
        self.fleet.start(2, f"ForceCommand PATH={tools}:$PATH; eval \"$SSH_ORIGINAL_COMMAND\"")
        key = self.put_key("FOR_SUDO", self.fleet.key)
        password = self.put(self.ann, "/secrets/SUDO", {"kind": "become_password",
                                                        "value": "wrong"})
        server = self.add_server("sudo", 2, credential_id=key["id"], become=True,
                                 become_credential_id=password["id"])
        self.accept_what_is_seen(server)
        session, status = self.run_on("sudo")
        self.assertEqual(status, "failed")
        self.assertIn("did not take the password", str(session))
        self.put(self.ann, "/secrets/SUDO", {"kind": "become_password", "value": "right"})
        self.assertEqual(self.run_on("sudo")[1], "completed")
        self.assertTrue((self.fleet.path / "as_root").exists())

    def test_only_an_owner_chooses_what_opens_servers(self):
        for method, path, body in (
                ("PUT", "/secrets/BOS", {"kind": "password", "value": "x"}),
                ("PUT", "/credential-defaults", {"items": []})):
            self.assertEqual(self.bo.call(method, f"/api/v1{path}", body).status, 403)

    def test_step_is_given_no_credential(self):
        self.put_key("FOR_SERVERS", self.fleet.key)
        plan = PLAN.replace("requires_approval: false", "requires_approval: false\nsecrets: "
                            "[FOR_SERVERS]")
        tree = self.post(self.ann, "/trees", {"markdown": plan})["id"]
        server = self.add_server("prying", credential_id=self.put_key("P", self.fleet.key)["id"])
        self.accept_what_is_seen(server)
        batch = self.post(self.ann, "/sessions/batch", {"tree_id": tree, "text": "prying"})
        latest = time.monotonic() + PATIENCE
        while "FOR_SERVERS opens servers" not in self.service.log():
            self.assertLess(time.monotonic(), latest, self.service.log())
            time.sleep(0.1)
        self.assertNotIn("PRIVATE KEY", self.ann.call(
            "GET", f"/api/v1/batches/{batch['batch_id']}/sessions").text)

    def test_server_that_nothing_answers_for_is_told_so(self):
        server = self.add_server("silent", port=1)
        found = self.look_at(server)
        self.assertIsNone(found["host_key"])
        self.assertTrue(found["problem"])

    def test_no_value_is_in_the_log_or_the_database(self):
        self.put_key("HIDDEN", self.fleet.key)
        body = self.fleet.key.read_bytes().splitlines()[1]
        self.assertNotIn(body, (self.service.path / "log").read_bytes())
        for file in self.service.path.glob("fettle.db*"):
            self.assertNotIn(body, file.read_bytes())


class SystemSsh(Reach):
    """A configuration that asks for what only the system's ssh does."""

    @classmethod
    def options(cls):
        config = cls.fleet.path / "config"
        config.write_text("Ciphers aes128-ctr\n", encoding="utf-8")
        return ("--ssh-config", str(config))

    def test_key_is_given_to_it_and_written_nowhere(self):
        locked = self.fleet.path / "locked"
        subprocess.run(["cp", self.fleet.key, locked], check=True)
        subprocess.run(["ssh-keygen", "-q", "-p", "-P", "", "-N", "sesame", "-f", locked],
                       check=True)
        for name, path, phrase in (("PLAIN", self.fleet.key, None), ("LOCKED", locked, "sesame")):
            key = self.put_key(name, path, phrase)
            public = (self.fleet.path / "host0/key.pub").read_text(encoding="utf-8")
            self.add_server(name.lower(), credential_id=key["id"],
                            host_keys=[" ".join(public.split()[:2])])
            session, status = self.run_on(name.lower())
            self.assertEqual(status, "completed", session)

    def test_changed_host_key_is_refused(self):
        key = self.put_key("CHANGED", self.fleet.key)
        public = (self.fleet.path / "host1/key.pub").read_text(encoding="utf-8")
        self.add_server("changed", credential_id=key["id"],
                        host_keys=[" ".join(public.split()[:2])])
        session, status = self.run_on("changed")
        self.assertEqual(status, "failed")
        self.assertIn("Host key verification failed", str(session))

    def test_connection_test_starts_no_program(self):
        server = self.add_server("untested")
        self.assertIn("only the system's ssh does", self.look_at(server)["problem"])


class OwnPrograms(Reach):
    """A configuration that starts programs on the service's own machine."""

    @classmethod
    def options(cls):
        cls.started = cls.fleet.path / "started"
        config = cls.fleet.path / "config"
        config.write_text(
            f"Host behind\n  ProxyCommand touch {cls.started}\n"
            f"Match originalhost asked exec \"touch {cls.started}\"\n  User nobody\n",
            encoding="utf-8")
        return ("--ssh-config", str(config))

    def test_previews_name_what_is_not_allowed_and_run_none_of_it(self):
        for name, program, setting in (("behind", "ProxyCommand", "--allow-proxy-command yes"),
                                       ("asked", "Match exec", "--allow-match-exec yes")):
            self.post(self.ann, "/servers", {"name": name})
            for path in ("/sessions/batch/preview", "/sessions/batch"):
                refused = self.ann.call("POST", f"/api/v1{path}",
                                        {"tree_id": self.tree, "text": name})
                self.assertEqual(refused.status, 403, refused.text)
                self.assertIn(program, refused.json["detail"])
                self.assertIn(setting, refused.json["detail"])
        self.assertFalse(self.started.exists())


PROXY = """import os, socket, sys, threading
server = socket.create_connection((sys.argv[1], int(sys.argv[2])))
def send():
    while piece := os.read(0, 65536):
        server.sendall(piece)
    server.shutdown(socket.SHUT_WR)
threading.Thread(target=send, daemon=True).start()
while piece := server.recv(65536):
    os.write(1, piece)
"""


class AllowedPrograms(Reach):
    @classmethod
    def options(cls):
        proxy, config = cls.fleet.path / "proxy.py", cls.fleet.path / "config"
        proxy.write_text(PROXY, encoding="utf-8")
        config.write_text(f"Host *\n  ProxyCommand {sys.executable} {proxy} %h %p\n",
                          encoding="utf-8")
        return ("--ssh-config", str(config), "--allow-proxy-command", "yes")

    def test_proxy_command_runs_where_it_is_allowed(self):
        key = self.put_key("BEHIND", self.fleet.key)
        public = (self.fleet.path / "host0/key.pub").read_text(encoding="utf-8")
        self.add_server("proxied", credential_id=key["id"],
                        host_keys=[" ".join(public.split()[:2])])
        session, status = self.run_on("proxied")
        self.assertEqual(status, "completed", session)


if __name__ == "__main__":
    unittest.main(verbosity=2)
