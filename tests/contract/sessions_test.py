"""Sessions as people work them, over HTTP alone and on targets without servers:
`sessions_test.py OPENAPI.JSON FETTLE`. Every exchange is held against the contract."""

import base64
import sys
import threading
import time
import unittest

from client import Client
from contract import Contract
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PASSWORD = "correct horse battery"
PATIENCE = 60

PLAN = """---
subject: fslogix
risk_level: low
strategy: parallel
variables:
  share: {}
---

# Maintenance: by hand

## Steps

### Step 1: look

```yaml
type: custom_tool
command: "ls {{ share }}"
requires_approval: false
```

### Step 2: drain

```yaml
type: task
expected_outcome: No sessions are left
verification: {prompt: How many are left?, type: text_input}
fallback:
  - title: Log them off
    instructions: Tell the users first
```
"""


class Sessions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = RunningService(FETTLE, environment={
            "FETTLE_MASTER_KEY": base64.b64encode(b"k" * 32).decode()})
        cls.addClassCleanup(cls.service.__exit__)
        cls.ann = cls.client()
        token = cls.service.setup_link().partition("#")[2]
        made = cls.ann.call("POST", "/api/v1/setup",
                            {"token": token, "team": "North", "name": "Ann",
                             "email": "ann@example.com", "password": PASSWORD})
        cls.ann.know_session(made.json)
        invited = cls.ann.call("POST", "/api/v1/invitations",
                               {"email": "bo@example.com", "role": "engineer"})
        cls.bo = cls.client()
        accepted = cls.bo.call("POST", "/api/v1/invitations/accept",
                               {"token": invited.json["url"].partition("#")[2],
                                "name": "Bo", "password": PASSWORD}).json
        cls.bo.know_session(accepted)
        cls.bo_id = accepted["user"]["id"]
        cls.tree = cls.post(cls.ann, "/trees", {"markdown": PLAN})["id"]

    @classmethod
    def client(cls):
        client = Client(cls.service.address, CONTRACT)
        cls.addClassCleanup(client.close)
        return client

    @staticmethod
    def call(client, method, path, body=None, status=200, headers=None):
        answer = client.call(method, f"/api/v1{path}", body, headers)
        assert answer.status == status, f"{method} {path}: {answer.status} {answer.text}"
        return answer.json

    @classmethod
    def post(cls, client, path, body, status=(200, 201)):
        answer = client.call("POST", f"/api/v1{path}", body)
        assert answer.status in status, f"{path}: {answer.status} {answer.text}"
        return answer.json

    def get(self, path):
        return self.call(self.ann, "GET", path)

    def launch(self, *labels):
        """The batch and its sessions, each of which waits for a person at its first step."""
        batch = self.post(self.ann, "/sessions/batch", {
            "tree_id": self.tree, "text": "\n".join(labels), "manual_confirmed": True,
            "variables_override": {"share": "\\\\fs1\\profiles"}})["batch_id"]
        return batch, self.wait_for(batch, "awaiting_person")

    def wait_for(self, batch, status):
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            sessions = self.get(f"/batches/{batch}/sessions")["items"]
            if sessions and {one["status"] for one in sessions} == {status}:
                return sessions
            time.sleep(0.1)
        self.fail(f"it never came to that: {sessions}")

    def answer(self, session, status=200, client=None, **said):
        return self.call(client or self.ann, "POST", f"/sessions/{session}/answer", said, status)

    def test_first_who_opens_it_has_it_and_may_give_it_on(self):
        _, sessions = self.launch("rds-01")
        path = f"/sessions/{sessions[0]['session_id']}"
        self.assertEqual(self.post(self.ann, f"{path}/claim", None)["assigned_to"], "Ann")
        self.assertEqual(self.post(self.bo, f"{path}/claim", None)["assigned_to"], "Ann")
        given = self.call(self.ann, "PUT", f"{path}/assignment", {"user_id": self.bo_id})
        self.assertEqual(given["assigned_user_id"], self.bo_id)
        bell = self.call(self.bo, "GET", "/notifications")["items"]
        self.assertIn(("assigned", path), [(one["kind"], one["link"]) for one in bell])
        self.call(self.ann, "PUT", f"{path}/assignment", {"user_id": "nobody"}, 404)

    def test_stale_write_is_refused_with_the_newer_state(self):
        _, sessions = self.launch("rds-02")
        path = f"/sessions/{sessions[0]['session_id']}"
        known = {"If-Match": f"\"{self.get(path)['record_version']}\""}
        self.call(self.ann, "PATCH", f"{path}/record", {"scratchpad": "disk full"}, 200, known)
        refused = self.call(self.bo, "PATCH", f"{path}/record", {"scratchpad": "x"}, 412, known)
        self.assertEqual(refused["current"]["scratchpad"], "disk full")
        self.call(self.ann, "PATCH", f"{path}/record", {"outcome": "done"}, 409)

    def test_automated_step_is_shown_rendered_and_recorded_with_what_was_seen(self):
        batch, sessions = self.launch("rds-03")
        session = sessions[0]["session_id"]
        seen = self.get(f"/sessions/{session}")
        self.assertTrue(seen["steps"][0]["by_hand"])
        self.assertIn("fs1", seen["steps"][0]["texts"][0])
        self.answer(session, mark="done", output="alice\nbob\n")
        self.assertEqual(self.get(f"/sessions/{session}/output?step=0")["text"], "alice\nbob\n")
        self.answer(session, mark="done", text="none")
        self.wait_for(batch, "completed")

    def test_answer_fits_its_step(self):
        batch, sessions = self.launch("rds-04")
        session = sessions[0]["session_id"]
        self.answer(session, 422, mark="skipped")
        self.answer(session, 422, mark="done", fallback="Log them off")
        self.answer(session, mark="skipped", text="no share here")
        self.answer(session, 422, mark="done")
        self.answer(session, 422, mark="done", text="0", fallback="Something else")
        self.answer(session, mark="done", text="0", fallback="Log them off")
        self.answer(session, 409, mark="done", text="0")
        self.wait_for(batch, "completed")
        seen = self.get(f"/sessions/{session}")["seen"]
        self.assertEqual(seen[0]["status"], "skipped")
        self.assertEqual(seen[1]["message"], 'fallback "Log them off": 0')

    def test_report_tells_what_people_wrote(self):
        batch, sessions = self.launch("rds-05")
        session = sessions[0]["session_id"]
        path = f"/sessions/{session}"
        self.post(self.ann, f"{path}/claim", None)
        self.post(self.bo, f"{path}/notes", {"step": 0, "text": "the share is slow"})
        self.post(self.bo, f"{path}/ad-hoc-steps", {
            "title": "Restart the spooler", "mark": "done_with_issues", "text": "it hung twice"})
        self.answer(session, mark="done")
        self.answer(session, mark="done", text="0")
        self.wait_for(batch, "completed")
        self.call(self.ann, "PATCH", f"{path}/record", {
            "outcome": "done_with_issues", "outcome_notes": "old agent", "next_steps": "replace it"})
        for form in ("markdown", "text", "html", "json", "ticket"):
            report = self.ann.call("GET", f"/api/v1/batches/{batch}/report?format={form}").text
            for words in ("Engineer: Ann", "done with issues: old agent", "replace it",
                          "the share is slow", "Restart the spooler"):
                self.assertIn(words, report, form)

    def test_failed_session_goes_on_from_its_failed_step(self):
        batch, sessions = self.launch("rds-06")
        session = sessions[0]["session_id"]
        self.answer(session, mark="done")
        self.answer(session, mark="failed", text="three are left")
        self.wait_for(batch, "failed")
        self.post(self.ann, f"/sessions/{session}/retry", {"reason": "they have left"})
        again = self.wait_for(batch, "awaiting_person")[0]
        self.assertEqual(again["step"], 1)
        self.answer(session, mark="failed", text="one has come back")
        self.wait_for(batch, "failed")
        self.post(self.ann, f"/sessions/{session}/resolve",
                  {"as": "done", "reason": "logged off at the console"})
        self.wait_for(batch, "completed")

    def test_session_that_has_ended_takes_no_word(self):
        batch, sessions = self.launch("rds-20")
        path = f"/sessions/{sessions[0]['session_id']}"
        self.call(self.ann, "POST", f"/batches/{batch}/cancel")
        self.wait_for(batch, "cancelled")
        for word, body in (("gate", {"approved": True}), ("answer", {"mark": "done"}),
                           ("cancel", {"reason": "r"}), ("skip", {"reason": "r"}),
                           ("retry", {"reason": "r"}), ("rollback", {"reason": "r"}),
                           ("resolve", {"as": "done", "reason": "r"})):
            with self.subTest(word):
                self.call(self.ann, "POST", f"{path}/{word}", body, 409)

    def together(self, count, call):
        """What `call` gives to each of as many clients of Ann's, who all ask at once."""
        start, answers = threading.Barrier(count), []

        def ask():
            client = self.client()
            client.headers = dict(self.ann.headers)
            start.wait()
            answers.append(call(client))

        threads = [threading.Thread(target=ask) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def test_same_key_at_the_same_moment_launches_once_and_is_answered_alike(self):
        request = {"tree_id": self.tree, "text": "rds-21", "manual_confirmed": True,
                   "variables_override": {"share": "s"}}
        for turn in range(3):
            answers = self.together(8, lambda client, turn=turn: client.call(
                "POST", "/api/v1/sessions/batch", request, {"Idempotency-Key": f"turn {turn}"}))
            self.assertEqual([one.status for one in answers], [201] * 8, answers[-1].text)
            self.assertEqual(len({one.json["batch_id"] for one in answers}), 1)

    def test_batch_is_retried_on_what_did_not_complete(self):
        batch, sessions = self.launch("rds-07", "rds-08")
        for session, last in zip(sessions, ("done", "failed")):
            self.answer(session["session_id"], mark="done")
            self.answer(session["session_id"], mark=last, text="0")
        latest = time.monotonic() + PATIENCE
        while self.get(f"/batches/{batch}")["status"] != "failed":
            self.assertLess(time.monotonic(), latest)
            time.sleep(0.1)
        again = self.post(self.ann, f"/batches/{batch}/retry", {"only_not_completed": True})
        self.assertEqual(again["retried_from"], batch)
        self.assertEqual(self.get(f"/batches/{batch}")["retried_as"], [again["batch_id"]])
        waiting = self.wait_for(again["batch_id"], "awaiting_person")
        self.assertEqual([one["target_label"] for one in waiting], ["rds-08"])
        self.call(self.ann, "POST", f"/batches/{again['batch_id']}/retry", {}, 409)
        second = self.call(self.ann, "POST", f"/batches/{batch}/retry", {}, 409)
        self.assertEqual(second["current"]["batch_id"], again["batch_id"])

    def test_session_without_a_target_splits_into_one_per_target(self):
        schedule = self.post(self.ann, "/schedules", {
            "plan_id": self.tree, "variables_override": {"share": "x"},
            "scheduled_start": int(time.time() * 1000) + 1000})
        latest = time.monotonic() + PATIENCE
        while not (batches := self.get(f"/batches?schedule_id={schedule['id']}")["items"]):
            self.assertLess(time.monotonic(), latest)
            time.sleep(0.1)
        batch = batches[0]["batch_id"]
        why = self.get(f"/batches/{batch}/why")["items"]
        self.assertIn("targets_needed", [one["kind"] for one in why])
        waiting = self.get(f"/batches/{batch}/sessions")["items"]
        self.assertEqual([one["target_label"] for one in waiting], [""])
        path = f"/sessions/{waiting[0]['session_id']}/targets"
        self.call(self.ann, "POST", path, {"text": "rds-09"}, 409)
        self.post(self.ann, path, {"text": "rds-09\nrds-10", "manual_confirmed": True})
        split = self.wait_for(batch, "awaiting_person")
        self.assertEqual([one["target_label"] for one in split], ["rds-09", "rds-10"])

    def test_outputs_stand_together_and_sessions_in_a_table(self):
        batch, sessions = self.launch("rds-11", "rds-12", "rds-13")
        for session, seen in zip(sessions, ("a\n", "b\n", "a\n")):
            self.answer(session["session_id"], mark="done", output=seen)
        groups = self.get(f"/batches/{batch}/outputs?step=0")["groups"]
        self.assertEqual([(one["count"], one["first_lines"]) for one in groups],
                         [(2, "a\n"), (1, "b\n")])
        self.assertEqual(self.get(f"/batches/{batch}/changes")["items"], [])
        path = f"/api/v1/batches/{batch}/session-table"
        table = self.ann.call("GET", path)
        self.assertEqual(table.json["step"], [1, 1, 1])
        known = {"If-None-Match": table.headers["ETag"]}
        self.assertEqual(self.ann.call("GET", path, headers=known).status, 304)
        self.answer(sessions[0]["session_id"], mark="done", text="0")
        self.assertEqual(self.ann.call("GET", path, headers=known).status, 200)


    def test_secrets_are_masked_in_what_a_person_records(self):
        value = "Tr0ub4dor & 3"
        self.call(self.ann, "PUT", "/secrets/SHARE_PASSWORD", {"kind": "value", "value": value}, 201)
        plan = PLAN.replace("requires_approval: false",
                            "requires_approval: false\nsecrets: [SHARE_PASSWORD]")
        tree = self.post(self.ann, "/trees", {"markdown": plan.replace("by hand", "with a secret")})
        batch = self.post(self.ann, "/sessions/batch", {
            "tree_id": tree["id"], "text": "rds-09", "manual_confirmed": True,
            "variables_override": {"share": "s"}})["batch_id"]
        session = self.wait_for(batch, "awaiting_person")[0]["session_id"]
        coded = base64.b64encode(value.encode()).decode()
        self.answer(session, mark="done", text="",
                    output=f"with {value} it works\nAuthorization: Basic {coded}\n")
        self.post(self.ann, f"/sessions/{session}/notes", {"step": 0, "text": f"it was {value}"})
        self.post(self.ann, f"/sessions/{session}/ad-hoc-steps",
                  {"title": f"try {value}", "mark": "done", "text": value})
        self.call(self.ann, "PATCH", f"/sessions/{session}/record", {"scratchpad": value})
        self.answer(session, mark="failed", text=f"{value} was refused")
        failed = self.wait_for(batch, "failed")
        self.assertEqual(failed[0]["reason"], "step 2: *** was refused")
        self.call(self.ann, "PATCH", f"/sessions/{session}/record",
                  {"outcome": "failed", "outcome_notes": value, "next_steps": f"change {value}"})
        self.post(self.ann, f"/sessions/{session}/resolve", {"as": "done", "reason": value})
        for path in (f"/sessions/{session}", f"/batches/{batch}", f"/batches/{batch}/report",
                     f"/batches/{batch}/session-table", "/audit?limit=200", "/notifications"):
            self.assertNotIn("Tr0ub4dor", self.ann.call("GET", f"/api/v1{path}").text, path)
        for path in (f"/sessions/{session}/output?step=0", f"/batches/{batch}/outputs?step=0"):
            shown = self.ann.call("GET", f"/api/v1{path}").text
            self.assertIn("with *** it works", shown)
            self.assertNotIn("Tr0ub4dor", shown)
            self.assertNotIn(coded, shown)
        for file in self.service.path.glob("fettle.db*"):
            self.assertNotIn(value.encode(), file.read_bytes())


if __name__ == "__main__":
    unittest.main(verbosity=2)
