"""The examples of docs/api.md, run as they stand there, in one shell, from the first to the last:
`api_guide_test.py OPENAPI.JSON FETTLE`. Only the address of the server is put in."""

import base64
import os
import pathlib
import re
import shutil
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
GUIDE = pathlib.Path(__file__).resolve().parents[2] / "docs/api.md"
TIME = 120


def examples():
    blocks = re.findall(r"^(`{3,})sh\n(.*?)^\1$", GUIDE.read_text(encoding="utf-8"), re.S | re.M)
    return [text for _fence, text in blocks]


class ApiGuide(unittest.TestCase):
    def test_every_example_does_what_it_shows(self):
        with SshFleet(1) as fleet:
            home = fleet.path / "service"
            (home / ".ssh").mkdir(parents=True, mode=0o700)
            shutil.copy(fleet.key, home / ".ssh/id_ed25519")
            with RunningService(FETTLE, "--known-hosts", str(fleet.known_hosts),
                                environment={
                                    "HOME": str(home), "FETTLE_MASTER_KEY":
                                    base64.b64encode(b"k" * 32).decode()}) as service:
                said = self.run_examples(service, fleet)
        for text in ("Ann\n", "write a note\nis there room\nwrite it down\n", '"sessions": 1',
                     '"answered":1', '"status": "completed"', "412\nstale\n", "\npaused\n",
                     "fired: pending\n", "event: hello"):
            self.assertIn(text, said)
        self.assertEqual((fleet.note), "by the interface\n")

    def run_examples(self, service, fleet):
        work = fleet.path / "work"
        work.mkdir()
        script = "set -euo pipefail\n" + "\n".join(examples()).replace(
            '"web1.example.com", "port": 22', f'"127.0.0.1", "port": {fleet.ports[0]}')
        done = subprocess.run(["bash", "-c", script], cwd=work, text=True, timeout=TIME,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env={**os.environ, "FETTLE_SERVER": service.address,
                                   "FETTLE_TOKEN": self.make_token(service)})
        self.assertEqual(done.returncode, 0, done.stdout)
        fleet.note = (fleet.path / "host0/fettle-note").read_text(encoding="utf-8")
        return done.stdout

    def make_token(self, service):
        ann = Client(service.address, CONTRACT)
        self.addCleanup(ann.close)
        made = ann.call("POST", "/api/v1/setup", {
            "token": service.setup_link().partition("#")[2], "team": "North", "name": "Ann",
            "email": "ann@example.com", "password": "correct horse battery"})
        ann.know_session(made.json)
        end = int(time.time() * 1000) + 3_600_000
        return ann.call("POST", "/api/v1/tokens", {
            "name": "guide", "scopes": ["read", "write", "approve", "run"],
            "expires_at": end}).json["token"]


if __name__ == "__main__":
    unittest.main(verbosity=2)
