"""The database's server goes away and comes back, under the service and over HTTP alone:
`outage_test.py OPENAPI.JSON FETTLE`. Every exchange is held against the contract."""

import base64
import sys
import threading
import time
import unittest

from client import Client
from contract import Contract
from postgres_server import PostgresServer
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PATIENCE = 60

PLAN = """---
subject: proof
risk_level: low
strategy: parallel
---

# Maintenance: by hand

## Steps

### Step 1: look

```yaml
type: task
```

### Step 2: look again

```yaml
type: task
```
"""


class Outage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.postgres = PostgresServer()
        cls.addClassCleanup(cls.postgres.__exit__)
        cls.service = RunningService(
            FETTLE, "--database", cls.postgres.make_database("fettle"),
            environment={"FETTLE_MASTER_KEY": base64.b64encode(b"k" * 32).decode()})
        cls.addClassCleanup(cls.service.__exit__)
        cls.ann = cls.client()
        token = cls.service.setup_link().partition("#")[2]
        made = cls.ann.call("POST", "/api/v1/setup",
                            {"token": token, "team": "North", "name": "Ann",
                             "email": "ann@example.com", "password": "correct horse battery"})
        cls.ann.know_session(made.json)
        cls.tree = cls.ann.call("POST", "/api/v1/trees", {"markdown": PLAN}).json["id"]

    @classmethod
    def client(cls):
        client = Client(cls.service.address, CONTRACT)
        cls.addClassCleanup(client.close)
        return client

    def launch(self):
        """A session that waits for a person."""
        made = self.ann.call("POST", "/api/v1/sessions/batch",
                             {"tree_id": self.tree, "text": "rds-01", "manual_confirmed": True})
        self.assertEqual(made.status, 201, made.text)
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            sessions = self.ann.call(
                "GET", f"/api/v1/batches/{made.json['batch_id']}/sessions").json["items"]
            if sessions and sessions[0]["status"] == "awaiting_person":
                return f"/api/v1/sessions/{sessions[0]['session_id']}"
            time.sleep(0.1)
        self.fail("it never came to that")

    def test_who_asks_meanwhile_is_told_to_come_back_and_what_waits_goes_on(self):
        session = self.launch()
        # Several connections that know nothing of it yet.
        others = [self.client() for _ in range(4)]
        for other in others:
            other.headers = dict(self.ann.headers)
        together = [threading.Thread(target=other.call, args=("GET", session)) for other in others]
        for thread in together:
            thread.start()
        for thread in together:
            thread.join()
        self.postgres.stop()
        for method, path, body in (("GET", "/api/v1/trees", None), ("GET", session, None),
                                   ("POST", f"{session}/answer", {"mark": "done"}),
                                   ("POST", f"{session}/skip", {"reason": "r"}),
                                   ("POST", "/api/v1/session", {"email": "a@b.c", "password": "p"}),
                                   ("GET", "/readyz", None)):
            refused = self.ann.call(method, path, body)
            self.assertEqual(refused.status, 503, f"{method} {path}: {refused.text}")
            self.assertEqual(refused.headers["Retry-After"], "1")
            self.assertNotIn("postgres", refused.text)
            self.assertNotIn(str(self.postgres.path), refused.text)
        self.postgres.start()
        self.assertEqual(self.ann.call("GET", session).status, 200)
        answered = self.ann.call("POST", f"{session}/answer", {"mark": "done"})
        self.assertEqual(answered.status, 200, answered.text)
        self.assertEqual(self.ann.call("GET", session).json["step"], 1)
        self.launch()


if __name__ == "__main__":
    unittest.main(verbosity=2)
