"""Databases that earlier schemas wrote (tests/fixtures), opened by this program: brought up to date,
shown, gone on with, backed up: `fixture_test.py OPENAPI.JSON FETTLE`."""

import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

from client import Client
from contract import Contract
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "fixtures"
PASSWORD = "correct horse battery"
PATIENCE = 60
KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\n"


def newest_schema():
    return max(int(file.name[:4]) for file in (FIXTURES.parents[1] / "migrations").glob("*.sql"))


class Upgrade:
    """Of the database that the schema `SCHEMA` has written."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.file = self.folder / "service.db"
        shutil.copy(FIXTURES / f"service-of-schema-{self.SCHEMA}.db", self.file)
        self.file.chmod(0o600)
        (self.folder / "key").write_text(KEY, encoding="utf-8")
        (self.folder / "key").chmod(0o600)

    def fettle(self, *arguments):
        return subprocess.run([FETTLE, *arguments], text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)

    def serve(self, file):
        service = RunningService(FETTLE, "--database", f"sqlite:{file}", "--master-key",
                                 str(self.folder / "key"), "--known-hosts", "/dev/null")
        self.addCleanup(service.__exit__)
        ann = Client(service.address, CONTRACT)
        self.addCleanup(ann.close)
        signed = ann.call("POST", "/api/v1/session",
                          {"email": "ann@example.com", "password": PASSWORD})
        self.assertIn(signed.status, (200, 201), signed.text)
        ann.know_session(signed.json)
        return ann

    def get(self, ann, path):
        answer = ann.call("GET", f"/api/v1{path}")
        self.assertEqual(answer.status, 200, f"{path}: {answer.text}")
        return answer.json

    def batches(self, ann):
        """What is kept of each, by plan and target."""
        found = {}
        for batch in self.get(ann, "/batches")["items"]:
            self.get(ann, f"/batches/{batch['batch_id']}")
            sessions = self.get(ann, f"/batches/{batch['batch_id']}/sessions")["items"]
            found[batch["name"].split()[-1], sessions[0]["target_label"]] = (batch, sessions)
        return found

    def test_everything_of_a_team_is_shown_after_the_upgrade(self):
        looked = self.fettle("migrate", "--check", "--database", f"sqlite:{self.file}")
        self.assertEqual(looked.returncode, int(self.SCHEMA < newest_schema()), looked.stdout)
        ann = self.serve(self.file)
        batches = self.batches(ann)
        self.assertEqual(len(batches), 5)
        finished, sessions = batches["finishes", "web1"]
        self.assertEqual((finished["status"], len(sessions)), ("completed", 2))
        output = self.get(ann, f"/sessions/{sessions[0]['session_id']}/output?step=0")
        self.assertEqual(output["text"], "hello\n")
        self.assertEqual(batches["fails", "web1"][0]["status"], "halted")
        self.assertEqual(batches["waits", "web1"][1][0]["status"], "awaiting_approval")
        self.assertEqual(batches["lasts", "web2"][1][0]["failure"], "interrupted")
        self.assertEqual({one["status"] for one in self.get(ann, "/schedules")["items"]},
                         {"approved", "paused"})
        names = {one["name"] for one in self.get(ann, "/trees?limit=200")["items"]}
        self.assertLessEqual({"finishes", "fails", "waits", "lasts"},
                             {name.split()[-1] for name in names})
        self.assertEqual(len(self.get(ann, "/people")["items"]), 2)
        self.assertEqual(self.get(ann, "/secrets")["items"][0]["name"], "api_key")
        self.assertEqual(len(self.get(ann, "/servers")["items"]), 3)
        audited = self.get(ann, "/audit?action=batch.launched")["items"]
        # Entries stay as they were written, in earlier versions without the dot, and are found either way.
        self.assertEqual([one["action"].replace(" ", ".") for one in audited], ["batch.launched"] * 5)
        checked = self.fettle("audit", "verify", "--database", f"sqlite:{self.file}")
        self.assertEqual(checked.returncode, 0, checked.stdout)

    def test_what_waited_goes_on_with_the_answer(self):
        ann = self.serve(self.file)
        batch, sessions = self.batches(ann)["waits", "web1"]
        self.assertEqual(self.get(ann, f"/batches/{batch['batch_id']}")["prompts"][0]["kind"], "gate")
        session = f"/api/v1/sessions/{sessions[0]['session_id']}"
        answered = ann.call("POST", f"{session}/gate", {"approved": False, "comment": "not green"})
        self.assertEqual(answered.status, 200, answered.text)
        latest = time.monotonic() + PATIENCE
        while (seen := ann.call("GET", session).json)["status"] != "failed":
            self.assertLess(time.monotonic(), latest, seen)
            time.sleep(0.1)
        self.assertEqual(seen["failure"], "rejected")

    def test_restored_from_a_backup_nothing_goes_on_by_itself(self):
        restored = self.folder / "restored.db"
        made = self.fettle("restore", "--database", f"sqlite:{restored}", str(self.file))
        self.assertEqual(made.returncode, 0, made.stdout)
        ann = self.serve(restored)
        batches = self.batches(ann)
        for key in (("waits", "web1"), ("lasts", "web2"), ("lasts", "web3")):
            batch, sessions = batches[key]
            self.assertEqual({one["status"] for one in sessions}, {"interrupted"}, key)
            self.assertIn(batch["status"], ("paused", "halted", "failed"), key)
        self.assertEqual(batches["finishes", "web1"][0]["status"], "completed")
        self.assertEqual({one["status"] for one in self.get(ann, "/schedules")["items"]}, {"paused"})
        told = self.get(ann, "/notifications")["items"][0]["text"]
        self.assertIn("Restored from a backup", told)

    def test_newer_schema_is_refused_before_anything_is_touched(self):
        brought = self.fettle("migrate", "--database", f"sqlite:{self.file}")
        self.assertEqual(brought.returncode, 0, brought.stdout)
        database = sqlite3.connect(self.file)
        database.execute("insert into schema_migrations values (9999, '9999_later.sql', '', 0)")
        database.commit()
        database.close()
        before = self.file.read_bytes()
        for arguments in (["serve", "--listen", "127.0.0.1:0"], ["migrate"]):
            refused = self.fettle(*arguments, "--database", f"sqlite:{self.file}")
            self.assertEqual(refused.returncode, 2, refused.stdout)
            self.assertIn("newer Fettle", refused.stdout)
        self.assertEqual(self.file.read_bytes(), before)


class FromSchema7(Upgrade, unittest.TestCase):
    SCHEMA = 7


class FromSchema12(Upgrade, unittest.TestCase):
    SCHEMA = 12


class FromSchema17(Upgrade, unittest.TestCase):
    SCHEMA = 17


class FromSchema18(Upgrade, unittest.TestCase):
    SCHEMA = 18


if __name__ == "__main__":
    unittest.main(verbosity=2)
