"""Ansible beside the service: off until the administrator allows it, and then another user's. On real
SSH servers and over HTTP alone: `ansible_test.py OPENAPI.JSON FETTLE`."""

import os
import pathlib
import subprocess
import tempfile
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


if __name__ == "__main__":
    unittest.main()
