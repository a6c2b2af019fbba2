"""Windows, freezes, budgets and why something does not run, over HTTP alone:
`windows_test.py OPENAPI.JSON FETTLE`. Every exchange is held against the contract. The targets are
without a server, so that a person would walk them."""

import sys
import time
import unittest

from client import Client
from contract import Contract
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PASSWORD = "correct horse battery"
PATIENCE = 60
HOUR = 3_600_000

PLAN = """---
subject: proof
risk_level: low
strategy: parallel
---

# Maintenance: a proof

## Steps

### Step 1: look

```yaml
type: task
```

Look at it.
"""

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:nights@example.com
SUMMARY:Nights
DTSTART;TZID=Europe/Oslo:20261205T220000
DURATION:PT8H
RRULE:FREQ=WEEKLY;BYDAY=SA
END:VEVENT
END:VCALENDAR
"""


class Windows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = RunningService(FETTLE)
        cls.addClassCleanup(cls.service.__exit__)
        cls.ann = Client(cls.service.address, CONTRACT)
        cls.addClassCleanup(cls.ann.close)
        token = cls.service.setup_link().partition("#")[2]
        made = cls.ann.call("POST", "/api/v1/setup",
                            {"token": token, "team": "North", "name": "Ann",
                             "email": "ann@example.com", "password": PASSWORD})
        cls.ann.know_session(made.json)
        cls.tree = cls.post("/trees", {"markdown": PLAN})["id"]

    @classmethod
    def post(cls, path, body, status=201):
        answer = cls.ann.call("POST", f"/api/v1{path}", body)
        assert answer.status == status, f"{path}: {answer.status} {answer.text}"
        return answer.json

    def get(self, path):
        answer = self.ann.call("GET", f"/api/v1{path}")
        self.assertEqual(answer.status, 200, f"{path}: {answer.text}")
        return answer.json

    def delete(self, path):
        self.assertEqual(self.ann.call("DELETE", f"/api/v1{path}").status, 204)

    def freeze(self):
        now = int(time.time() * 1000)
        made = self.post("/freezes", {"name": "Year end", "reason": "The books are being closed",
                                      "begins_at": now - HOUR, "ends_at": now + 24 * HOUR})
        path = f"/freezes/{made['id']}"
        self.addCleanup(self.ann.call, "DELETE", f"/api/v1{path}")
        return path

    def launch(self):
        return self.post("/sessions/batch", {
            "tree_id": self.tree, "text": "web1", "manual_confirmed": True})["batch_id"]

    def wait_for(self, what, holds):
        """Looks until it holds; the service tells nobody of a reason to wait."""
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            seen = what()
            if holds(seen):
                return seen
            time.sleep(0.2)
        raise AssertionError(f"it never came: {seen}")

    def kinds(self, path):
        return [reason["kind"] for reason in self.get(path)["items"]]

    def test_a_window_is_made_changed_and_deleted(self):
        body = {"name": "Nights", "scope": {"kind": "site", "value": "Oslo"},
                "cron_expression": "0 22 * * *", "timezone": "Europe/Oslo", "length_minutes": 480}
        made = self.post("/windows", body)
        path = f"/windows/{made['id']}"
        self.assertEqual(self.get(path), made)
        body["length_minutes"] = 600
        changed = self.ann.call("PUT", f"/api/v1{path}", body, {"If-Match": '"1"'})
        self.assertEqual((changed.status, changed.json["version"]), (200, 2))
        stale = self.ann.call("PUT", f"/api/v1{path}", body, {"If-Match": '"1"'})
        self.assertEqual((stale.status, stale.json["current"]["version"]), (412, 2))
        refused = self.ann.call("POST", "/api/v1/windows", {**body, "cron_expression": "0 0 30 2 *"})
        self.assertEqual(refused.status, 422)
        self.delete(path)
        self.assertEqual(self.ann.call("GET", f"/api/v1{path}").status, 404)

    def test_a_budget_is_made_changed_and_deleted(self):
        body = {"name": "dbs", "selector": {"by": "role", "value": "db"}, "max_percent": 10}
        made = self.post("/budgets", body)
        self.assertEqual((made["selector"], made["words"]), (body["selector"],
                                                             "at most 10 % of role db"))
        path = f"/budgets/{made['id']}"
        changed = self.ann.call("PUT", f"/api/v1{path}",
                                {"name": "dbs", "selector": {"by": "all"}, "max_hosts": 1})
        self.assertEqual((changed.status, changed.json["max_percent"]), (200, None))
        refused = self.ann.call("POST", "/api/v1/budgets", {**body, "selector": "db"})
        self.assertEqual(refused.status, 422)
        self.assertEqual(self.get("/hosts-out"), {"items": []})
        back = self.ann.call("POST", "/api/v1/hosts-out/back", {"host": "x:22", "reason": "mended"})
        self.assertEqual(back.status, 404)
        self.delete(path)

    def test_a_freeze_holds_a_start_until_it_is_overridden(self):
        self.freeze()
        batch = self.launch()
        why = f"/batches/{batch}/why"
        self.wait_for(lambda: self.kinds(why), lambda kinds: kinds == ["freeze"])
        reasons = self.get(why)["items"]
        self.assertIn("The books are being closed", reasons[0]["text"])
        session = reasons[0]["session_id"]
        self.assertEqual(self.kinds(f"/sessions/{session}/why"), ["freeze"])
        refused = self.ann.call("POST", f"/api/v1/batches/{batch}/override", {"reason": ""})
        self.assertEqual(refused.status, 422)
        self.post(f"/batches/{batch}/override", {"reason": "The hole is used already"}, 200)
        self.wait_for(lambda: self.kinds(why), lambda kinds: kinds == ["person"])
        self.assertIn("freeze", self.kinds(f"{why}?at={reasons[0]['since']}"))
        self.assertEqual(self.kinds(f"{why}?at=0"), ["not_launched"])
        self.assertEqual(self.ann.call("GET", f"/api/v1{why}?at=now").status, 400)

    def test_a_start_that_waits_begins_once_the_freeze_is_deleted(self):
        freeze = self.freeze()
        batch = self.launch()
        why = f"/batches/{batch}/why"
        self.wait_for(lambda: self.kinds(why), lambda kinds: kinds == ["freeze"])
        self.delete(freeze)
        self.wait_for(lambda: self.kinds(why), lambda kinds: kinds == ["person"])

    def test_a_schedule_tells_why_it_does_not_run(self):
        schedule = self.post("/schedules", {"tree_id": self.tree, "cron_expression": "0 3 1 1 *",
                                            "targets": [{"label": "web1"}]})
        path = f"/schedules/{schedule['id']}"
        self.assertEqual(self.kinds(f"{path}/why"), ["not_due"])
        self.post(f"{path}/pause", None, 200)
        self.assertEqual(self.kinds(f"{path}/why"), ["paused"])
        self.assertEqual(self.kinds(f"{path}/why?at={schedule['created_at']}"), ["not_due"])
        self.assertEqual(self.kinds(f"{path}/why?at=0"), ["not_made"])
        self.post(f"{path}/cancel", None, 200)

    def test_a_calendar_comes_in_and_goes_out(self):
        seen = self.post("/calendar/import", {"text": CALENDAR}, 200)
        self.assertEqual((len(seen["added"]), seen["applied"]), (1, False))
        done = self.post("/calendar/import",
                         {"text": CALENDAR, "apply": True, "digest": seen["digest"]}, 200)
        self.assertTrue(done["applied"])
        text = self.ann.call("GET", "/api/v1/calendar.ics").text
        self.assertIn("RRULE:FREQ=WEEKLY;BYDAY=SA", text)
        self.assertEqual(self.post("/calendar/import", {"text": text}, 200)["unchanged"], 1)
        broken = self.ann.call("POST", "/api/v1/calendar/import",
                               {"text": CALENDAR.replace("WEEKLY", "YEARLY")})
        self.assertEqual((broken.status, broken.json["errors"][0]["line"]), (422, 7))
        now = int(time.time() * 1000)
        items = self.get(f"/calendar?from={now}&to={now + 14 * 24 * HOUR}")["items"]
        self.assertIn("window", [item["kind"] for item in items])
        self.assertEqual(self.ann.call("GET", "/api/v1/calendar?from=1").status, 400)
        self.assertEqual(self.ann.call("GET", "/api/v1/calendar?from=1&to=1").status, 422)
        self.delete(f"/windows/{self.get('/windows')['items'][0]['id']}")


if __name__ == "__main__":
    unittest.main()
