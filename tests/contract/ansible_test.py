"""Ansible beside the service: off until the administrator allows it, and then another user's. On real
SSH servers and over HTTP alone: `ansible_test.py OPENAPI.JSON FETTLE`."""

import os
import pathlib
import subprocess
import tempfile
import time
import unittest

import reach_test
from reach_test import FETTLE, Reach

reach_test.PATIENCE = 180  # each start of Ansible is a second of processor time, or many beside others

PLAYBOOK = """---
slug: {slug}
version: 1.0.0
risk: low
kind: ansible
control_machine: true
parameters:
  words: {{}}
---

# A playbook

## Playbook

```yaml
- hosts: all
  gather_facts: false
  tasks:
    - raw: echo {{{{ words | quote }}}} by {{{{ lookup('pipe', 'id -un') }}}} >> {proof}
```
"""

PLAN = """---
subject: proof
risk_level: low
strategy: parallel
snapshot_dimensions: []
---

# Maintenance: plays {slug}

## Steps

### Step 1: play

```yaml
type: recipe
recipe: {slug}
variables: {{words: "a {{{{.Name}}}} b"}}
requires_approval: false
```
"""


class Ansible(Reach):
    def add_known(self, name, **fields):
        key = self.put_key(name.upper(), self.fleet.key)
        public = (self.fleet.path / "host0/key.pub").read_text(encoding="utf-8")
        self.add_server(name, credential_id=key["id"], host_keys=[" ".join(public.split()[:2])],
                        **fields)

    def add_playbook(self, slug):
        proof = self.fleet.path / slug
        made = self.post(self.ann, "/recipes",
                         {"text": PLAYBOOK.format(slug=slug, proof=proof)})
        self.assertEqual(made["kind"], "ansible")
        self.tree = self.post(self.ann, "/trees", {"markdown": PLAN.format(slug=slug)})["id"]
        return proof


class NotAllowed(Ansible):
    def refusal(self, name):
        answers = []
        for path in ("/sessions/batch/preview", "/sessions/batch"):
            refused = self.ann.call("POST", f"/api/v1{path}",
                                    {"tree_id": self.tree, "text": name})
            self.assertEqual(refused.status, 403, refused.text)
            answers.append(refused.json["detail"])
        return " ".join(answers)

    def test_server_over_ansible_is_refused_with_the_setting_that_allows_it(self):
        self.add_server("through", transport="ansible")
        self.assertIn("--allow-ansible yes", self.refusal("through"))

    def test_playbook_is_refused_with_the_setting_that_allows_it(self):
        self.add_server("plain")
        proof = self.add_playbook("not-allowed")
        self.assertIn("--allow-playbooks yes", self.refusal("plain"))
        self.assertFalse(proof.exists())


class Start(unittest.TestCase):
    def refusal(self, *options):
        with tempfile.TemporaryDirectory() as folder:
            ended = subprocess.run(
                [FETTLE, "serve", "--listen", "127.0.0.1:0", "--database",
                 f"sqlite:{folder}/fettle.db", *options],
                capture_output=True, text=True, timeout=30, check=False,
                env={**os.environ, "HOME": folder, "FETTLE_MASTER_KEY": "0f" * 32})
        self.assertEqual(ended.returncode, 2, ended.stdout)
        return ended.stderr

    def test_needs_a_user_that_ansible_runs_as(self):
        for setting in ("--allow-ansible", "--allow-playbooks"):
            self.assertIn("need a user that Ansible runs as", self.refusal(setting, "yes"))

    def test_refuses_users_who_can_read_what_is_the_services(self):
        self.assertIn("name another",
                      self.refusal("--allow-playbooks", "yes", "--ansible-user", "root"))
        self.assertIn("there is no such user",
                      self.refusal("--allow-playbooks", "yes", "--ansible-user", "nobody-here"))

    @unittest.skipUnless(os.geteuid() == 0, "only root starts programs as others")
    def test_refuses_a_file_that_the_user_can_read(self):
        with tempfile.NamedTemporaryFile(suffix=".pem") as key:
            pathlib.Path(key.name).chmod(0o644)
            said = self.refusal("--allow-playbooks", "yes", "--ansible-user", "nobody",
                                "--smtp-password", key.name)
        self.assertIn(f"it can read {key.name}", said)


@unittest.skipUnless(os.geteuid() == 0, "only root starts programs as others")
class Allowed(Ansible):
    OPTIONS = ("--allow-ansible", "yes", "--allow-playbooks", "yes", "--ansible-user", "nobody")

    def test_command_reaches_a_server_over_ansible(self):
        self.add_known("through", transport="ansible")
        session, status = self.run_on("through")
        self.assertEqual(status, "completed", session)

    def test_playbook_runs_as_the_user_of_the_setting(self):
        self.add_known("plain")
        proof = self.add_playbook("allowed")
        session, status = self.run_on("plain")
        self.assertEqual(status, "completed", session)
        self.assertEqual(proof.read_text(encoding="utf-8"), "a {{.Name}} b by nobody\n")


PROOF = """---
subject: proof
risk_level: low
strategy: parallel
snapshot_dimensions: []
---

# Maintenance: who am I

## Steps

### Step 1: look at every command line

```yaml
type: custom_tool
command: |
  cat /proc/[0-9]*/cmdline > {folder}/seen 2> /dev/null || true
  id -un
requires_approval: false
```
"""


@unittest.skipUnless(os.geteuid() == 0, "only root has an account for a test")
class AskingSudo(Ansible):
    """The real sudo, and an account that it asks for its password: there for one SSH server alone,
    which has user files of its own."""

    OPTIONS = Allowed.OPTIONS
    PASSWORD = "it's {{ 7 * 7 }} $(id) % right"
    OVERLAID = ("passwd", "shadow", "sudoers")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.fleet.path / "account"
        folder.mkdir()
        crypted = subprocess.run(["openssl", "passwd", "-6", "-stdin"], input=cls.PASSWORD, check=True,
                                 capture_output=True, text=True).stdout.strip()
        added = {"passwd": f"maintainer:x:47110:47110::{folder}:/bin/sh\n",
                 "shadow": f"maintainer:{crypted}:19000:0:99999:7:::\n",
                 "sudoers": f"maintainer ALL=(ALL) ALL\nDefaults timestamp_timeout=0, logfile={folder}/log\n"}
        for name, lines in added.items():
            copy = folder / name
            subprocess.run(["cp", "-p", f"/etc/{name}", copy], check=True)
            with open(copy, "a", encoding="utf-8") as file:
                file.write(lines)
        mounts = " && ".join(f"mount --bind {folder}/{name} /etc/{name}" for name in cls.OVERLAID)
        cls.fleet.start(2, launcher=("unshare", "-m", "--propagation", "private", "sh", "-c",
                                     f'{mounts} && exec "$@"', "sh"))
        cls.fleet.path.chmod(0o711)  # sshd reads the key as the account
        os.chown(folder, 47110, 47110)
        os.chown(cls.fleet.path / "host2", 47110, 47110)
        cls.account = folder
        cls.tree = cls.post(cls.ann, "/trees", {"markdown": PROOF.format(folder=folder)})["id"]

    def add(self, password, more="", **fields):
        """A server of this test's own whose sudo is given this; none: nothing."""
        name = self.id().rpartition(".")[2].replace("_", "-")[-50:]
        if password:
            fields["become_credential_id"] = self.put(
                self.ann, f"/secrets/{name.replace('-', '_').upper()}",
                {"kind": "become_password", "value": password})["id"]
        name += more
        key = self.put_key("KEY", self.fleet.key)
        public = (self.fleet.path / "host2/key.pub").read_text(encoding="utf-8")
        self.add_server(name, 2, user="maintainer", become=True, transport="ansible",
                        credential_id=key["id"], host_keys=[" ".join(public.split()[:2])], **fields)
        return name

    def sudo_log(self):
        log = self.account / "log"
        return log.read_text(encoding="utf-8") if log.exists() else ""

    def test_password_reaches_sudo_and_nobody_else(self):
        name = self.add(self.PASSWORD)
        session, status = self.run_on(name)
        self.assertEqual(status, "completed", session)
        seen = (self.account / "seen").read_bytes()
        self.assertIn(b"ansible", seen)
        self.assertEqual((self.account / "seen").stat().st_uid, 0, "root wrote it")
        self.assertNotIn(self.PASSWORD.encode(), seen)
        self.assertNotIn(b"$(id)", seen, "nor quoted in another way")
        for text in (self.service.log(), str(session), self.sudo_log()):
            self.assertNotIn("$(id)", text)

    def test_wrong_password_is_told_and_not_tried_again(self):
        wrong = "wr0ng-4711"
        name = self.add(wrong)
        before = self.sudo_log().count("incorrect password")
        session, status = self.run_on(name)
        self.assertEqual(status, "failed", session)
        self.assertIn("sudo did not take the password for root", str(session))
        self.assertEqual(self.sudo_log().count("incorrect password"), before + 1, self.sudo_log())
        self.assertNotIn("2 incorrect", self.sudo_log())
        for text in (self.service.log(), str(session)):
            self.assertNotIn(wrong, text)

    def test_fault_of_a_target_is_none_of_the_password(self):
        """Three in one run: what the first two lack does not give up the password for the third."""
        names = [self.add(self.PASSWORD, f"-{number}",
                          variables={"ansible_python_interpreter": "/nothing/here"})
                 for number in range(3)]
        batch = self.post(self.ann, "/sessions/batch", {"tree_id": self.tree, "text": "\n".join(names)})
        path = f"/batches/{batch['batch_id']}/sessions"
        latest = time.monotonic() + reach_test.PATIENCE
        while not all(one["ended_at"] for one in self.get(self.ann, path)["items"]):
            self.assertLess(time.monotonic(), latest)
            time.sleep(0.1)
        for one in self.get(self.ann, path)["items"]:
            session = self.get(self.ann, f"/sessions/{one['session_id']}")
            self.assertIn("Ansible needs Python there", str(session))

    def test_password_that_nobody_stored_is_missed_by_name(self):
        session, status = self.run_on(self.add(None))
        self.assertEqual(status, "failed", session)
        self.assertIn("sudo", str(session))


if __name__ == "__main__":
    unittest.main()
