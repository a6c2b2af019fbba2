"""A team's way through the running service, over HTTP alone: `team_test.py OPENAPI.JSON FETTLE`.

Every exchange is held against the contract; so is each message of the stream of events.
"""

import sys
import unittest

from client import Client
from contract import Contract
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PASSWORD = "correct horse battery"


class Team(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = RunningService(FETTLE)
        cls.addClassCleanup(cls.service.__exit__)
        cls.owner = cls.client()
        token = cls.service.setup_link().partition("#")[2]
        made = cls.owner.call("POST", "/api/v1/setup",
                              {"token": token, "team": "North", "name": "Ann",
                               "email": "ann@example.com", "password": PASSWORD})
        assert made.status == 201, made.text
        cls.owner.know_session(made.json)

    @classmethod
    def client(cls, token=None):
        client = Client(cls.service.address, CONTRACT, token)
        cls.addClassCleanup(client.close)
        return client

    def make_tree(self, name):
        made = self.owner.call("POST", "/api/v1/trees", {"tree_type": "maintenance", "name": name})
        self.assertEqual(made.status, 201, made.text)
        return made

    def expect(self, stream, wanted):
        """The next message, which has to be of that name and form."""
        event, number, data = next(stream)
        self.assertEqual(event, wanted)
        schema = {"hello": {"$ref": "#/components/schemas/EventHello"},
                  "changes": {"type": "array", "minItems": 1,
                              "items": {"$ref": "#/components/schemas/EventChange"}},
                  "resync": {"$ref": "#/components/schemas/EventResync"}}[event]
        self.assertEqual(CONTRACT.problems(schema, data), [])
        return number, data

    def test_the_link_works_once(self):
        self.assertEqual(self.owner.call("GET", "/api/v1/setup").json, {"is_needed": False})
        again = self.client().call("POST", "/api/v1/setup",
                                   {"token": "x", "team": "South", "name": "Eve",
                                    "email": "eve@example.com", "password": PASSWORD})
        self.assertEqual(again.status, 409)

    def test_a_person_signs_in_and_out(self):
        browser = self.client()
        self.assertEqual(browser.call("GET", "/api/v1/session").status, 401)
        wrong = browser.call("POST", "/api/v1/session",
                             {"email": "ann@example.com", "password": "wrong horse battery"})
        self.assertEqual(wrong.status, 401)
        signed_in = browser.call("POST", "/api/v1/session",
                                 {"email": "ann@example.com", "password": PASSWORD})
        self.assertEqual(signed_in.status, 201)
        self.assertEqual(browser.call("DELETE", "/api/v1/session").status, 403)
        browser.know_session(signed_in.json)
        self.assertEqual(browser.call("DELETE", "/api/v1/session").status, 204)
        self.assertEqual(browser.call("GET", "/api/v1/session").status, 401)

    def test_a_program_shows_its_token(self):
        made = self.owner.call("POST", "/api/v1/tokens", {
            "name": "reader", "scopes": ["read"],
            "expires_at": self.owner.call("GET", "/api/v1/session").json["user"]["created_at"]
            + 86_400_000})
        self.assertEqual(made.status, 201, made.text)
        program = self.client(made.json["token"])
        self.assertEqual(program.call("GET", "/api/v1/trees").status, 200)
        refused = program.call("POST", "/api/v1/trees", {"tree_type": "maintenance", "name": "x"})
        self.assertEqual(refused.status, 403)

    def test_a_flow_is_made_changed_and_found_again(self):
        made = self.make_tree("Rotate logs")
        address = made.headers["Location"]
        found = self.owner.call("GET", address)
        self.assertEqual(found.json["id"], made.json["id"])
        known = self.owner.call("GET", address, headers={"If-None-Match": found.headers["ETag"]})
        self.assertEqual(known.status, 304)
        text = {"markdown": found.json["markdown"].replace("Rotate logs", "Rotate all logs")}
        saved = self.owner.call("PUT", address + "/markdown", text,
                                headers={"If-Match": found.headers["ETag"]})
        self.assertEqual(saved.status, 200, saved.text)
        stale = self.owner.call("PUT", address + "/markdown", text,
                                headers={"If-Match": found.headers["ETag"]})
        self.assertEqual(stale.status, 412)
        self.assertEqual(stale.json["current"]["version"], saved.json["version"])
        broken = self.owner.call("PUT", address + "/markdown", {"markdown": "# no front matter"})
        self.assertEqual(broken.status, 422)
        self.assertIn("line", broken.json["errors"][0])

    def test_lists_come_in_pages(self):
        first = self.owner.call("GET", "/api/v1/trees?limit=2").json
        self.assertEqual(len(first["items"]), 2)
        second = self.owner.call("GET", f"/api/v1/trees?limit=2&cursor={first['next_cursor']}").json
        self.assertFalse({one["id"] for one in first["items"]} &
                         {one["id"] for one in second["items"]})
        self.assertEqual(first["total"], second["total"])

    def test_every_change_is_told_at_once(self):
        stream = self.owner.events("?topics=trees")
        self.expect(stream, "hello")
        made = self.make_tree("Watched")
        _, changes = self.expect(stream, "changes")
        self.assertIn(("trees", "created", made.json["id"]),
                      [(one["topic"], one["kind"], one["subject"]) for one in changes])
        stream.close()

    def test_who_comes_back_misses_nothing(self):
        stream = self.owner.events("?topics=trees")
        place, _ = self.expect(stream, "hello")
        stream.close()
        made = [self.make_tree(f"Missed {i}").json["id"] for i in range(3)]
        stream = self.owner.events("?topics=trees", last=place)
        self.expect(stream, "hello")
        _, changes = self.expect(stream, "changes")
        self.assertEqual([one["subject"] for one in changes if one["kind"] == "created"], made)
        stream.close()
        stream = self.owner.events(last="99999999")
        self.expect(stream, "hello")
        self.expect(stream, "resync")
        stream.close()


if __name__ == "__main__":
    unittest.main()
