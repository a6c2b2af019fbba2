"""Where requests to services outside may lead, against names, redirects and servers that lie:
`outgoing_test.py OPENAPI.JSON FETTLE RESOLVER`."""

import base64
import contextlib
import pathlib
import sys
import tempfile
import threading
import time
import unittest

from client import Client
from contract import Contract
from outside import HttpServer, make_certificate
from running_service import RunningService

RESOLVER = sys.argv.pop()
FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
SENDING = 40  # longer than the service waits for anybody


class Outgoing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.names = pathlib.Path(folder.name) / "names"
        cls.names.write_text("")
        cls.certificate = make_certificate(folder.name)
        cls.hooks = cls.enter(HttpServer())
        cls.port = cls.hooks.server.server_port
        cls.hidden = cls.enter(HttpServer("127.0.0.2", port=cls.port))
        cls.service = cls.enter(RunningService(
            FETTLE, "--allow-outgoing", "127.0.0.1/32", "--outgoing-ca", str(cls.certificate[0]),
            environment={"FETTLE_MASTER_KEY": base64.b64encode(b"k" * 32).decode(),
                         "LD_PRELOAD": RESOLVER, "LYING_RESOLVER_NAMES": str(cls.names)}))
        cls.ann = Client(cls.service.address, CONTRACT, time=SENDING)
        cls.addClassCleanup(cls.ann.close)
        token = cls.service.setup_link().partition("#")[2]
        cls.ann.know_session(cls.ann.call("POST", "/api/v1/setup", {
            "token": token, "team": "North", "name": "Ann", "email": "ann@example.com",
            "password": "correct horse battery"}).json)

    @classmethod
    def enter(cls, manager):
        cls.addClassCleanup(manager.__exit__)
        return manager

    def setUp(self):
        self.hooks.kept.items.clear()
        self.hooks.statuses.clear()
        self.hooks.write = None

    def tearDown(self):
        self.assertEqual(self.hidden.kept.items, [], "nothing came to the hidden one")

    @contextlib.contextmanager
    def channel(self, address, kind="webhook"):
        made = self.ann.call("POST", "/api/v1/channels", {
            "kind": kind, "name": self.id().rpartition(".")[2][:60], "address": address, "events": []})
        self.assertEqual(made.status, 201, made.text)
        yield made.json["id"]
        self.ann.call("DELETE", f"/api/v1/channels/{made.json['id']}")

    def send(self, address, kind="webhook"):
        """What the list of deliveries says of a message there."""
        with self.channel(address, kind) as channel:
            sent = self.try_channel(channel)
        return sent["status"], sent["result"]

    def refused(self, address, words="not public"):
        status, result = self.send(address)
        self.assertEqual(status, "failed", address)
        self.assertIn(words, result, address)

    def try_channel(self, channel):
        return self.ann.call("POST", f"/api/v1/channels/{channel}/test").json

    # --- names and addresses ----------------------------------------------------------------

    def test_no_spelling_of_an_address_leads_inside(self):
        for host in ("127.0.0.2", "2130706434", "0x7f000002", "0177.0.0.2", "0x7f.1.2", "127.2",
                     "017700000002",
                     "0", "0.0.0.0", "[::]", "[::1]", "[::ffff:127.0.0.2]", "[::ffff:7f00:2]",
                     "[::127.0.0.2]", "[64:ff9b::127.0.0.2]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:2::]",
                     "[fe80::1]", "[fe80::1%25lo]", "[fd00:ec2::254]", "[fec0::1]", "10.0.0.1",
                     "100.64.0.1", "100.100.100.200", "169.254.169.254", "168.63.129.16", "192.168.0.1",
                     "172.16.0.1", "255.255.255.255", "224.0.0.1", "%31%32%37.0.0.2",
                     "\uff11\uff12\uff17.0.0.2"):
            with self.subTest(host):
                if not host.isascii():
                    made = self.ann.call("POST", "/api/v1/channels", {
                        "kind": "webhook", "name": "x", "address": f"http://{host}/", "events": []})
                    self.assertEqual(made.status, 422)
                else:
                    self.refused(f"http://{host}:{self.port}/")

    def test_name_that_leads_inside_is_refused_each_time_that_it_is_asked(self):
        address = f"http://rebind.test:{self.port}/"
        self.names.write_text("rebind.test 127.0.0.1\nrebind.test 127.0.0.2\nrebind.test 127.0.0.1\n")
        with self.channel(address) as channel:
            self.assertEqual(self.try_channel(channel)["status"], "delivered")
            self.assertIn("not public", self.try_channel(channel)["result"])
            self.assertEqual(self.try_channel(channel)["status"], "delivered")
        self.names.write_text("several.test 127.0.0.2 127.0.0.1\nmapped.test ::ffff:127.0.0.2\n"
                              "six.test ::1\nlocalhost. 127.0.0.2\n")
        self.assertEqual(self.send(f"http://several.test:{self.port}/")[0], "delivered")
        for name in ("mapped.test", "six.test", "localhost."):
            self.refused(f"http://{name}:{self.port}/")

    def test_name_that_changes_between_a_redirect_and_its_end_is_refused(self):
        self.names.write_text("first.test 127.0.0.1\nsecond.test 127.0.0.2\n")
        self.hooks.statuses.extend([302])
        self.hooks.location = f"http://second.test:{self.port}/"
        self.refused(f"http://first.test:{self.port}/")

    def test_name_that_is_looked_up_for_ever_holds_nobody_up(self):
        self.names.write_text("slow.test never\n")
        began = time.monotonic()
        self.refused(f"http://slow.test:{self.port}/", "can't be reached")
        self.assertLess(time.monotonic() - began, 15)

    # --- redirects --------------------------------------------------------------------------

    def test_redirects_that_lead_nowhere_are_told(self):
        for location, words in ((f"http://127.0.0.2:{self.port}/", "not public"),
                                ("http://169.254.169.254/latest/meta-data/", "not public"),
                                ("http://[::ffff:127.0.0.2]/", "not public"),
                                ("file:///etc/passwd", "no URL"), ("gopher://127.0.0.1/", "no URL"),
                                (f"{self.hooks.url}/loop", "too often")):
            for status in (301, 302, 303, 307, 308):
                with self.subTest(location=location, status=status):
                    self.hooks.statuses.clear()
                    self.hooks.statuses.extend([status] * 10)
                    self.hooks.location = location
                    self.refused(self.hooks.url + "/", words)

    def test_message_that_began_over_tls_stays_there(self):
        with HttpServer(certificate=self.certificate) as secure:
            secure.statuses.append(307)
            secure.location = self.hooks.url + "/plain"
            self.assertIn("no URL", self.send(secure.url + "/services/x", "slack")[1])
        self.assertEqual(self.hooks.kept.items, [])

    # --- answers ----------------------------------------------------------------------------

    def test_answer_counts_by_its_status_whatever_follows(self):
        over = threading.Event()
        self.addCleanup(over.set)

        def endless(handler):
            while True:
                handler.wfile.write(b"x" * 65536)

        def never(handler):
            over.wait(60)

        def broken(handler):
            handler.wfile.write(b"x")
            handler.connection.close()

        for status, expected in ((200, "delivered"), (404, "failed")):
            for write in (endless, broken) + ((never,) if status == 200 else ()):
                with self.subTest(status=status, write=write.__name__):
                    self.hooks.kept.items.clear()
                    self.hooks.statuses.append(status)
                    self.hooks.write = write
                    self.assertEqual(self.send(self.hooks.url + "/")[0], expected)
                    self.assertEqual(len(self.hooks.kept.items), 1)

    def test_answer_that_is_late_or_packed_harms_nothing(self):
        self.hooks.statuses.extend([429, 503])
        self.hooks.headers = {"Retry-After": "99999999999999999999", "Content-Encoding": "gzip"}
        self.addCleanup(setattr, self.hooks, "headers", {})
        self.hooks.write = lambda handler: handler.wfile.write(b"\x1f\x8b\x08\0" + b"\0" * 1_000_000)
        for status in (429, 503):
            self.assertEqual(self.send(self.hooks.url + "/"), ("failed", f"the service answered {status}"))
        self.assertEqual(self.send(self.hooks.url + "/")[0], "delivered")

    # --- secrets ----------------------------------------------------------------------------

    def test_what_is_secret_of_an_address_is_shown_nowhere(self):
        for address in ("https://ann:s3cret@example.com/", "https://s3cret@example.com/",
                        "https://ann:s3cret\\@example.com/", "https:/ann:s3cret@example.com/",
                        "https://example.com\\@s3cret/", "https://\ts3cret/", "https:///s3cret"):
            made = self.ann.call("POST", "/api/v1/channels", {
                "kind": "webhook", "name": "x", "address": address, "events": []})
            self.assertEqual(made.status, 422, address)
            self.assertNotIn("s3cret", made.text)
        self.refused(f"http://127.0.0.2:{self.port}/s3cret?token=s3cret#s3cret")
        self.hooks.statuses.append(302)
        self.hooks.location = f"http://ann:s3cret@127.0.0.2:{self.port}/s3cret"
        self.refused(self.hooks.url + "/s3cret")
        for path in ("deliveries", "channels", "audit"):
            self.assertNotIn("s3cret", self.ann.call("GET", f"/api/v1/{path}").text)
        self.assertNotIn("s3cret", self.service.log())


if __name__ == "__main__":
    unittest.main(verbosity=2)
