"""Mail servers that refuse, lie or fall silent, against a service that has mail to send:
`mail_test.py OPENAPI.JSON FETTLE`. What the list of deliveries says of each, and that nothing is sent
twice that may have arrived."""

import base64
import email
import email.policy
import sys
import tempfile
import threading
import unittest

from client import Client
from contract import Contract
from outside import SmtpServer, make_certificate
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
SENDING = 40  # longer than the service waits for anybody
PASSWORD = "of the mail server"

PLAN = """---
subject: proof
risk_level: medium
---

# Maintenance: {name}

## Steps

### Step 1: let go

```yaml
type: human_gate
message: "Is it green?"
```
"""


class Mail(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.certificate = make_certificate(folder.name)
        cls.password = f"{folder.name}/password"
        with open(cls.password, "w", encoding="utf-8") as file:
            file.write(PASSWORD)
        cls.mail = cls.enter(SmtpServer(cls.certificate, "fettle", PASSWORD))
        cls.service, cls.ann = cls.start(str(cls.certificate[0]))

    @classmethod
    def enter(cls, manager):
        cls.addClassCleanup(manager.__exit__)
        return manager

    @classmethod
    def start(cls, authority, *options):
        """A service that sends mail there and believes that authority, and its owner."""
        service = cls.enter(RunningService(
            FETTLE, "--outgoing-ca", authority, "--smtp-from", "fettle@example.com", "--smtp-user",
            "fettle", "--smtp-password", cls.password, *(options or ("--smtp-url", cls.mail.url)),
            environment={"FETTLE_MASTER_KEY": base64.b64encode(b"k" * 32).decode()}))
        owner = Client(service.address, CONTRACT, time=SENDING)
        cls.addClassCleanup(owner.close)
        token = service.setup_link().partition("#")[2]
        owner.know_session(owner.call("POST", "/api/v1/setup", {
            "token": token, "team": "North", "name": "Ann", "email": "ann@example.com",
            "password": "correct horse battery"}).json)
        return service, owner

    def setUp(self):
        self.mail.said = {}
        self.mail.kept.items.clear()
        self.mail.heard.items.clear()

    def channel(self, owner, events=(), address="ops@example.com"):
        made = owner.call("POST", "/api/v1/channels", {
            "kind": "email", "name": self.id().rpartition(".")[2][:60], "address": address,
            "events": list(events)})
        self.assertEqual(made.status, 201, made.text)
        return made.json["id"]

    def send(self, owner=None):
        """One is sent now: what the list of deliveries says of it."""
        owner = owner or self.ann
        channel = self.channel(owner)
        sent = owner.call("POST", f"/api/v1/channels/{channel}/test").json
        owner.call("DELETE", f"/api/v1/channels/{channel}")
        return sent["status"], sent["result"]

    def failed(self, words, owner=None):
        status, result = self.send(owner)
        self.assertEqual(status, "failed")
        self.assertIn(words, result)

    def launch(self, name="a proof"):
        """Something that mail tells of."""
        made = self.ann.call("POST", "/api/v1/trees", {"markdown": PLAN.format(name=name)})
        self.assertEqual(made.status, 201, made.text)
        tree = made.json["id"]
        begun = self.ann.call("POST", "/api/v1/sessions/batch", {
            "tree_id": tree, "text": "rds-01", "manual_confirmed": True})
        self.assertEqual(begun.status, 201, begun.text)

    def delivery(self, channel, holds, owner=None):
        """The channel's one delivery, once `holds(it)`."""
        owner = owner or self.ann
        changes = owner.events("?topics=deliveries", last="0")
        try:
            while True:
                found = owner.call("GET", f"/api/v1/deliveries?channel_id={channel}").json["items"]
                if found and holds(found[0]):
                    return found[0]
                next(changes)
        finally:
            changes.close()

    # --- TLS --------------------------------------------------------------------------------

    def test_server_without_starttls_gets_nothing(self):
        for said, words in (({"EHLO": "250-here\r\n250 AUTH PLAIN"}, "offers no STARTTLS"),
                            ({"EHLO": "502 what", "HELO": "250 here"}, "502 what"),
                            ({"STARTTLS": "454 not now"}, "454 not now"),
                            ({"STARTTLS": "250 go on"}, "offers no STARTTLS")):
            with self.subTest(said):
                self.mail.said = said
                self.failed(words)
        self.assertNotIn("AUTH", self.mail.heard.items)
        self.assertNotIn("MAIL", self.mail.heard.items)

    def test_server_whose_certificate_is_not_believed_gets_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            _, owner = self.start(str(make_certificate(folder)[0]))
            self.failed("certificate is not believed", owner)
        self.assertNotIn("AUTH", self.mail.heard.items)

    def test_password_that_is_wrong_is_told_and_not_shown(self):
        self.mail.said = {"AUTH": f"535 not {PASSWORD}"}
        self.failed("the mail server refuses the user or the password")
        self.assertEqual(self.mail.heard.items.count("AUTH"), 1)
        self.assertNotIn(PASSWORD, self.service.log())
        self.assertNotIn(PASSWORD, self.ann.call("GET", "/api/v1/deliveries").text)

    # --- replies ----------------------------------------------------------------------------

    def test_what_the_server_says_is_shown(self):
        for word in ("MAIL", "RCPT", "DATA", "."):
            for reply, words in (("550 5.1.1 no such user", "refuses it: 550 5.1.1 no such user"),
                                 ("554-we do not\r\n554-like\r\n554 that",
                                  "refuses it: 554 we do not like that"),
                                 ("450 4.2.0 greylisted", "says: 450 4.2.0 greylisted"),
                                 ("421 goodbye", "says: 421 goodbye"),
                                 ("550 \x1b[2J", "refuses it: 550 ^[[2J")):
                with self.subTest(word=word, reply=reply):
                    self.mail.said = {word: reply}
                    self.failed(words)
        self.mail.said = {"220": "554 no mail here"}
        self.failed("says: 554 no mail here")

    def test_server_that_breaks_off_has_nothing_unless_it_had_the_text(self):
        for word in ("220", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"):
            with self.subTest(word):
                self.mail.said = {word: None}
                status, result = self.send()
                self.assertEqual(status, "failed")
                self.assertNotIn("may have arrived", result)
        self.mail.said = {"QUIT": None}
        self.assertEqual(self.send(), ("delivered", "the mail server took it"))
        self.mail.said = {".": None}
        self.failed("it may have arrived")

    # --- again ------------------------------------------------------------------------------

    def test_refusal_for_now_is_tried_again_and_one_for_good_is_not(self):
        channel = self.channel(self.ann, ["approval_needed"])
        self.addCleanup(self.ann.call, "DELETE", f"/api/v1/channels/{channel}")
        self.mail.said = {"RCPT": "450 later"}
        self.launch()
        waits = self.delivery(channel, lambda one: one["attempts"] == 1 and one["result"])
        self.assertEqual((waits["status"], waits["result"]), ("pending", "the mail server says: 450 later"))
        self.mail.said = {"RCPT": "550 never"}
        self.ann.call("POST", f"/api/v1/deliveries/{waits['id']}/retry")
        over = self.delivery(channel, lambda one: one["status"] == "failed")
        self.assertEqual(over["result"], "the mail server refuses it: 550 never")
        self.assertIsNone(over["next_at"])
        self.mail.said = {}
        self.ann.call("POST", f"/api/v1/deliveries/{over['id']}/retry")
        self.delivery(channel, lambda one: one["status"] == "delivered")
        self.assertEqual(len(self.mail.kept.items), 1)

    def test_mail_whose_answer_is_lost_is_not_sent_twice(self):
        silent = threading.Event()
        self.addCleanup(silent.set)
        service, owner = self.start(str(self.certificate[0]))
        mine, self.ann = self.ann, owner
        self.addCleanup(setattr, self, "ann", mine)
        channel = self.channel(owner, ["approval_needed"])
        self.mail.said = {".": silent}
        self.launch()
        self.mail.kept.wait(lambda _: True)
        self.assertEqual(service.stop(), 0)
        again = self.enter(RunningService(
            FETTLE, "--database", f"sqlite:{service.path}/fettle.db", "--smtp-url", self.mail.url,
            "--smtp-from", "fettle@example.com",
            environment={"FETTLE_MASTER_KEY": base64.b64encode(b"k" * 32).decode()}))
        later = Client(again.address, CONTRACT)
        self.addCleanup(later.close)
        later.headers.update(owner.headers)
        told = self.delivery(channel, lambda one: one["status"] == "failed", later)
        self.assertIn("it may have arrived", told["result"])
        self.assertEqual(len(self.mail.kept.items), 1)

    def test_farewell_is_not_waited_for(self):
        silent = threading.Event()
        self.addCleanup(silent.set)
        self.mail.said = {"QUIT": silent}
        self.assertEqual(self.send(), ("delivered", "the mail server took it"))

    # --- texts ------------------------------------------------------------------------------

    def test_subject_is_whole_in_any_script(self):
        for name in ("Wartung der Datenbank für Zürich", "データベースの保守" * 20, "x" * 200,
                     "\N{FAMILY}" * 100):
            with self.subTest(name):
                self.mail.kept.items.clear()
                channel = self.channel(self.ann, ["approval_needed"])
                try:
                    self.launch(name)
                    text = self.mail.kept.wait(lambda _: True)[2]
                finally:
                    self.ann.call("DELETE", f"/api/v1/channels/{channel}")
                self.assertLessEqual(max(map(len, text.split("\r\n"))), 100)
                subject = email.message_from_string(text, policy=email.policy.default)["Subject"]
                self.assertTrue(subject.startswith(f"Approval needed: {name}"[:50]), subject)
                self.assertNotIn("\N{REPLACEMENT CHARACTER}", subject)

    def test_address_is_one_and_nothing_else(self):
        for address in ("a@example.com\r\nRCPT TO:<b@example.com>", "a@example.com\r\nBcc: b@example.com",
                        "a@example.com\n", "a@example.com,b@example.com", "a@example.com>", "<a@example.com>",
                        "Ann <a@example.com>", "a b@example.com", "ä@example.com",
                        "a@b@example.com", "@example.com", "a@", "-a@example.com",
                        "x" * 250 + "@example.com"):
            with self.subTest(address):
                made = self.ann.call("POST", "/api/v1/channels", {
                    "kind": "email", "name": "wrong", "address": address, "events": []})
                self.assertEqual(made.status, 422, made.text)
        self.assertEqual(self.mail.heard.items, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
