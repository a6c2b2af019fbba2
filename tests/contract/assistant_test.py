"""Turns with the assistant, over HTTP alone and against a scripted model:
`assistant_test.py OPENAPI.JSON FETTLE`. Every exchange is held against the contract."""

import base64
import http.client
import json
import sys
import threading
import unittest

from client import TIME, Client
from contract import Contract
from outside import ModelServer
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PASSWORD = "correct horse battery"
BEGIN, END = "===PROPOSED-MARKDOWN-BEGIN===\n", "===PROPOSED-MARKDOWN-END===\n"
PLAN = """---
subject: proof
risk_level: low
---

# Maintenance: a proof

## Steps

### Step 1: look

```yaml
type: validate
checks: ["test -d ."]
```
"""


class Assistant(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.model = cls.enter(ModelServer())
        cls.service = cls.enter(RunningService(
            FETTLE, "--allow-outgoing", "127.0.0.1",
            environment={"FETTLE_MASTER_KEY": base64.b64encode(b"k" * 32).decode()}))
        cls.ann = Client(cls.service.address, CONTRACT)
        cls.addClassCleanup(cls.ann.close)
        token = cls.service.setup_link().partition("#")[2]
        cls.ann.know_session(cls.ann.call("POST", "/api/v1/setup", {
            "token": token, "team": "North", "name": "Ann", "email": "ann@example.com",
            "password": PASSWORD}).json)
        cls.tree = cls.ann.call("POST", "/api/v1/trees", {"markdown": PLAN}).json
        cls.question = {"markdown": PLAN, "messages": [{"role": "user", "content": "Improve it"}]}
        refused = cls.ann.call("POST", f"/api/v1/trees/{cls.tree['id']}/assistant", cls.question)
        assert refused.status == 409, refused.text
        chosen = cls.ann.call("PUT", "/api/v1/assistant", {
            "provider": "openai", "base_url": cls.model.url + "/v1", "model": "small",
            "key": "the model's key"})
        assert chosen.status == 200 and "the model's key" not in chosen.text, chosen.text

    @classmethod
    def enter(cls, manager):
        cls.addClassCleanup(manager.__exit__)
        return manager

    def events(self, path=None):
        """The events of a turn as (name, data), as they come."""
        connection = http.client.HTTPConnection(self.ann.host, timeout=TIME)
        self.addCleanup(connection.close)
        path = path or f"/trees/{self.tree['id']}/assistant"
        connection.request("POST", f"/api/v1{path}", json.dumps(self.question),
                           {**self.ann.headers, "Content-Type": "application/json"})
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.headers["Content-Type"]),
                         (200, "text/event-stream"))
        name = ""
        while line := answer.readline().decode():
            if line.startswith("event: "):
                name = line.removeprefix("event: ").strip()
            elif line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))

    def ask(self, *script):
        """The events of a turn; text that came in pieces, as the network has it, is one."""
        self.model.script.extend(script)
        told = []
        for name, data in self.events():
            if name == "delta" and told and told[-1][0] == "delta":
                told[-1] = (name, {"text": told[-1][1]["text"] + data["text"]})
            else:
                told.append((name, data))
        return told

    def test_text_arrives_while_the_model_still_thinks(self):
        goes_on = threading.Event()
        self.model.script.append(["Let me ", goes_on, "see."])
        events = self.events()
        self.assertEqual(next(events), ("delta", {"text": "Let me "}))
        goes_on.set()
        self.assertEqual(list(events), [("delta", {"text": "see."}), ("done", {})])
        headers = self.model.kept.wait(lambda _: True)[1]
        self.assertEqual(headers["Authorization"], "Bearer the model's key")

    def test_proposal_is_told_with_its_difference_and_saves_nothing(self):
        changed = PLAN.replace("test -d .", "test -d /")
        told = self.ask(["Here:\n", BEGIN + changed[:40], changed[40:] + END])
        self.assertEqual([name for name, _ in told], ["delta", "proposal", "done"])
        self.assertEqual(told[1][1]["markdown"], changed)
        self.assertIn('+checks: ["test -d /"]', told[1][1]["difference"])
        kept = self.ann.call("GET", f"/api/v1/trees/{self.tree['id']}").json
        self.assertEqual((kept["markdown"], kept["version"]), (PLAN, 1))

    def test_proposal_with_errors_goes_back_once(self):
        wrong = BEGIN + "# Plan\n" + END.strip()
        told = self.ask([wrong], [BEGIN + PLAN + END.strip()])
        self.assertEqual([name for name, _ in told], ["retry", "proposal", "done"])
        self.assertTrue(told[0][1]["diagnostics"])
        told = self.ask([wrong], [wrong])
        self.assertEqual([name for name, _ in told], ["retry", "refused", "done"])

    def test_unclosed_and_second_blocks_are_ignored(self):
        told = self.ask(["a", BEGIN + PLAN])
        self.assertEqual(told, [("delta", {"text": "a"}), ("done", {})])
        told = self.ask([BEGIN + PLAN + END + BEGIN + "# other\n" + END])
        self.assertEqual(told[-2][1]["markdown"], PLAN)
        self.assertEqual(told[-1][0], "done")

    def test_model_that_breaks_off_or_refuses_is_told_as_such(self):
        self.assertEqual(self.ask(["Half", None])[-1][0], "error")
        told = self.ask(429)
        self.assertEqual((told[0][0], told[0][1]["code"]), ("error", "too-many"))
        self.assertIn("so it is", told[0][1]["detail"])
        self.assertEqual(self.ask(503)[0][1]["code"], "unreachable")

    def test_connection_is_tested(self):
        self.model.script.append(["ok"])
        self.assertEqual(self.ann.call("POST", "/api/v1/assistant/test").json,
                         {"works": True, "message": ""})
        self.model.script.append(401)
        self.assertFalse(self.ann.call("POST", "/api/v1/assistant/test").json["works"])

    def test_another_path_is_for_schedules(self):
        schedule = self.ann.call("POST", "/api/v1/schedules", {
            "plan_id": self.tree["id"], "cron_expression": "0 3 1 1 *",
            "targets": [{"label": "web1"}]}).json
        self.model.script.append(["Fine."])
        told = list(self.events(f"/schedules/{schedule['id']}/assistant"))
        self.assertEqual(told, [("delta", {"text": "Fine."}), ("done", {})])
        none = self.ann.call("POST", "/api/v1/schedules/none/assistant", self.question)
        self.assertEqual(none.status, 404)

    def test_reader_that_leaves_holds_up_nobody(self):
        never = threading.Event()
        self.addCleanup(never.set)
        self.model.script.append(["Let me ", never])
        events = self.events()
        next(events)
        events.close()
        self.assertEqual(self.ask(["Fine."])[-1][0], "done")


if __name__ == "__main__":
    unittest.main(verbosity=2)
