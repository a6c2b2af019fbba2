"""What a team is told outside the product, over HTTP alone and against real servers:
`notify_test.py OPENAPI.JSON FETTLE`. Every exchange is held against the contract."""

import base64
import email
import email.policy
import hashlib
import hmac
import json
import sys
import tempfile
import unittest

from client import Client
from contract import Contract
from outside import HttpServer, SmtpServer, make_certificate
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PASSWORD = "correct horse battery"

PLAN = """---
subject: proof
risk_level: {risk}
---

# Maintenance: a proof

## Steps

### Step 1: tell

```yaml
type: notify
message: "We begin"
{channel}severity: warning
```

### Step 2: let go

```yaml
type: human_gate
message: "Is it green?"
```
"""


class Notify(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.certificate = make_certificate(folder.name)
        password = f"{folder.name}/password"
        with open(password, "w", encoding="utf-8") as file:
            file.write("of the mail server\n")
        cls.hooks = cls.enter(HttpServer())
        cls.mail = cls.enter(SmtpServer(cls.certificate, "fettle", "of the mail server"))
        cls.service = cls.enter(RunningService(
            FETTLE, "--allow-outgoing", "127.0.0.1/32", "--public-url", "https://fettle.test/base",
            "--outgoing-ca", str(cls.certificate[0]), "--smtp-url", cls.mail.url, "--smtp-from",
            "fettle@example.com", "--smtp-user", "fettle", "--smtp-password", password,
            environment={"FETTLE_MASTER_KEY": base64.b64encode(b"k" * 32).decode()}))
        cls.ann = Client(cls.service.address, CONTRACT)
        cls.addClassCleanup(cls.ann.close)
        token = cls.service.setup_link().partition("#")[2]
        cls.ann.know_session(cls.ann.call("POST", "/api/v1/setup", {
            "token": token, "team": "North", "name": "Ann", "email": "ann@example.com",
            "password": PASSWORD}).json)

    @classmethod
    def enter(cls, manager):
        cls.addClassCleanup(manager.__exit__)
        return manager

    def post(self, path, body=None, status=(200, 201)):
        answer = self.ann.call("POST", f"/api/v1{path}", body)
        self.assertIn(answer.status, status, answer.text)
        return answer.json

    def add(self, kind, address, events=(), name=None):
        """A channel of this test's own, named after it."""
        name = name or self.id().rpartition(".")[2]
        channel = self.post("/channels", {"kind": kind, "name": name, "address": address,
                                          "events": list(events)})
        self.addCleanup(self.ann.call, "DELETE", f"/api/v1/channels/{channel['id']}")
        return channel

    def deliveries(self, channel):
        answer = self.ann.call("GET", f"/api/v1/deliveries?channel_id={channel['id']}")
        return answer.json["items"]

    def wait_for(self, channel, holds):
        """The deliveries of the channel once `holds(them)`; looks again when the stream says so."""
        changes = self.ann.events("?topics=deliveries", last="0")
        try:
            while not holds(found := self.deliveries(channel)):
                next(changes)
            return found
        finally:
            changes.close()

    def launch(self, risk="low", channel=None):
        named = f"channel: {channel}\n" if channel else ""
        tree = self.post("/trees", {"markdown": PLAN.format(risk=risk, channel=named)})["id"]
        return tree, self.post("/sessions/batch", {"tree_id": tree, "text": "rds-01",
                                                   "manual_confirmed": True})

    def hook(self, path):
        """The first request that came to `path`: its headers and body."""
        _, headers, body = self.hooks.kept.wait(lambda one: one[0] == path)
        return headers, body

    def test_webhook_is_signed_and_not_shown(self):
        channel = self.add("webhook", self.hooks.url + "/signed?token=secret")
        shown = self.ann.call("GET", "/api/v1/channels").text
        self.assertNotIn("secret", shown)
        self.assertNotIn("whsec_", shown)
        tested = self.post(f"/channels/{channel['id']}/test")
        self.assertEqual((tested["status"], tested["result"]),
                         ("delivered", "the service answered 200"))
        headers, body = self.hook("/signed?token=secret")
        told = json.loads(body)
        self.assertEqual(told["id"], tested["id"])
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
        key = base64.b64decode(channel["signing_key"].removeprefix("whsec_"))
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        self.assertEqual(headers["webhook-signature"], "v1," + expected)
        self.assertNotIn("secret", self.service.log())

    def test_delivery_that_fails_is_tried_again_with_its_id(self):
        channel = self.add("webhook", self.hooks.url + "/again", ["approval_needed"])
        self.hooks.statuses.append(500)
        tree, batch = self.launch("medium")
        first = self.wait_for(channel, lambda all: all and all[0]["attempts"] == 1)[0]
        self.assertEqual((first["status"], first["result"]),
                         ("pending", "the service answered 500"))
        self.assertGreaterEqual(first["next_at"] - first["created_at"], 30_000)
        self.post(f"/deliveries/{first['id']}/retry")
        done = self.wait_for(channel, lambda all: all and all[0]["status"] == "delivered")[0]
        ids = [headers["webhook-id"] for path, headers, _ in self.hooks.kept.items
               if path == "/again"]
        self.assertEqual(ids, [done["id"]] * 2)
        self.assertEqual(json.loads(self.hook("/again")[1])["url"],
                         f"https://fettle.test/base/flows/{tree}/batches/{batch['batch_id']}")

    def test_gate_leads_to_its_decision(self):
        channel = self.add("webhook", self.hooks.url + "/gate", ["approval_needed"])
        tree, batch = self.launch()
        told = json.loads(self.hook("/gate")[1])
        session = self.ann.call(
            "GET", f"/api/v1/batches/{batch['batch_id']}/sessions").json["items"][0]["session_id"]
        self.assertEqual(told["url"], f"https://fettle.test/base/flows/{tree}/batches/"
                                      f"{batch['batch_id']}?h={session}&s=1")
        self.assertIn("rds-01 waits for an approval at step 2", told["text"])
        self.assertEqual(self.wait_for(channel, lambda all: all and all[0]["ended_at"])[0]["status"],
                         "delivered")

    def test_notify_step_reaches_the_channel_that_it_names(self):
        self.add("webhook", self.hooks.url + "/named", name="Night Watch")
        self.launch(channel="night watch")
        told = json.loads(self.hook("/named")[1])
        self.assertEqual((told["event"], told["severity"], told["text"]),
                         ("message", "warning", "a proof: We begin"))

    def test_notify_step_to_no_channel_is_listed_as_failed(self):
        _, batch = self.launch(channel="nowhere")
        changes = self.ann.events("?topics=notifications", last="0")
        found = []
        while not found:
            next(changes)
            listed = self.ann.call("GET", "/api/v1/deliveries?status=failed").json["items"]
            found = [one for one in listed if batch["batch_id"] in one["link"]]
        changes.close()
        self.assertIn("no channel of that name", found[0]["result"])

    def test_slack_is_reached_over_tls(self):
        with HttpServer(certificate=self.certificate) as slack:
            channel = self.add("slack", slack.url + "/services/x")
            self.assertEqual(self.post(f"/channels/{channel['id']}/test")["status"], "delivered")
            text = json.loads(slack.kept.items[0][2])["text"]
            self.assertIn("<https://fettle.test/base/account|Open in Fettle>", text)

    def test_mail_goes_after_starttls(self):
        channel = self.add("email", "ops@example.com", ["approval_needed"])
        self.launch("medium")
        sender, receiver, text = self.mail.kept.wait(lambda _: True)
        self.assertEqual((sender, receiver), ("fettle@example.com", "ops@example.com"))
        message = email.message_from_string(text, policy=email.policy.default)
        self.assertEqual(message["Subject"],
                         "Approval needed: a proof: the launch waits for an approval (risk medium)")
        self.assertIn("https://fettle.test/base/flows/", message.get_content())
        done = self.wait_for(channel, lambda all: all and all[0]["ended_at"])[0]
        self.assertEqual((done["status"], done["result"]), ("delivered", "the mail server took it"))
        self.assertIn(done["id"], message["Message-ID"])

    def test_private_addresses_are_refused_directly_and_after_a_redirect(self):
        with HttpServer("127.0.0.2") as hidden:
            for number, address in enumerate([hidden.url + "/x", "http://[::1]:9/",
                                              "http://169.254.169.254/latest/meta-data/",
                                              "http://[::ffff:127.0.0.2]:9/"]):
                channel = self.add("webhook", address, name=f"refused {number}")
                tested = self.post(f"/channels/{channel['id']}/test")
                self.assertEqual(tested["status"], "failed")
                self.assertIn("not public", tested["result"])
            self.hooks.statuses.append(307)
            self.hooks.location = hidden.url + "/x"
            channel = self.add("webhook", self.hooks.url + "/redirected")
            self.assertIn("not public", self.post(f"/channels/{channel['id']}/test")["result"])
            self.assertEqual(hidden.kept.items, [])

    def test_redirect_to_an_allowed_address_is_followed(self):
        self.hooks.statuses.append(307)
        self.hooks.location = self.hooks.url + "/behind"
        channel = self.add("webhook", self.hooks.url + "/before")
        self.assertEqual(self.post(f"/channels/{channel['id']}/test")["status"], "delivered")
        self.assertEqual(json.loads(self.hook("/behind")[1])["event"], "test")


if __name__ == "__main__":
    unittest.main(verbosity=2)
