"""Signing in with an identity provider of the tests' own: a browser, and a service that believes that
provider. For the tests of it, which are called with the contract and the program."""

import http.client
import itertools
import pathlib
import ssl
import sys
import tempfile
import unittest
import urllib.parse

from client import Client
from contract import Contract
from identity_provider import IdentityProvider
from outside import make_certificate
from running_service import RunningService

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
PASSWORD = "correct horse battery"
SECRET = "a client's secret: 100 % of it"
ADDRESSES = itertools.count(1)


class Browser(Client):
    """Comes from an address of its own, as failures are counted for each."""

    def __init__(self, address):
        super().__init__(address, CONTRACT)
        self.headers["X-Forwarded-For"] = f"198.51.100.{next(ADDRESSES)}"

    def begin(self):
        """Where the provider sends the browser back to: the answer as the page sends it on."""
        return self.sent_back(self.call("POST", "/api/v1/session/provider"))

    @staticmethod
    def sent_back(begun):
        assert begun.status == 200, begun.text
        assert "HttpOnly" in begun.headers["Set-Cookie"], begun.headers
        there = urllib.parse.urlsplit(begun.json["url"])
        connection = http.client.HTTPSConnection(
            there.netloc, context=ssl._create_unverified_context(), timeout=10)
        connection.request("GET", f"{there.path}?{there.query}")
        back = urllib.parse.urlsplit(connection.getresponse().headers["Location"])
        connection.close()
        assert back.path == "/login/provider", back
        return dict(urllib.parse.parse_qsl(back.query))

    def begin_link(self, password=PASSWORD):
        return self.sent_back(self.call("POST", "/api/v1/session/provider/link", {"password": password}))

    def finish_link(self, answer):
        return self.call("POST", "/api/v1/session/provider/link/answer", answer)

    def finish(self, answer):
        done = self.call("POST", "/api/v1/session/provider/answer", answer)
        if done.status == 201:
            self.know_session(done.json)
        return done

    def sign_in(self):
        return self.finish(self.begin())


class SigningIn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.certificate = make_certificate(folder.name)
        (cls.folder / "secret").write_text(SECRET + "\n", encoding="utf-8")
        quoted = urllib.parse.quote(SECRET, safe="")
        cls.provider = cls.enter(IdentityProvider(cls.certificate, "fettle", quoted))
        cls.service = cls.start()
        cls.ann = cls.set_up(cls.service)

    @classmethod
    def enter(cls, manager):
        cls.addClassCleanup(manager.__exit__)
        return manager

    @classmethod
    def start(cls, *options, issuer=None, allowed="127.0.0.1/32", environment=None):
        if environment is None:
            options = [*options, "--oidc-client-secret", str(cls.folder / "secret")]
        return cls.enter(RunningService(
            FETTLE, "--allow-outgoing", allowed, "--outgoing-ca", str(cls.certificate[0]),
            "--trusted-proxy", "127.0.0.1", "--oidc-issuer", issuer or cls.provider.url,
            "--oidc-client-id", "fettle", "--oidc-name", "Example ID", "--oidc-owners", "admins",
            "--oidc-engineers", "sre, operations", "--oidc-viewers", "readers", *options,
            environment=environment))

    @classmethod
    def set_up(cls, service):
        owner = Browser(service.address)
        cls.addClassCleanup(owner.close)
        token = service.setup_link().partition("#")[2]
        owner.know_session(owner.call("POST", "/api/v1/setup", {
            "token": token, "team": "North", "name": "Ann", "email": "ann@example.com",
            "password": PASSWORD}).json)
        return owner

    def setUp(self):
        self.provider.make_token = self.provider.honest_token
        self.provider.document = {}
        self.provider.answers.clear()
        self.name = self.id().rpartition(".")[2]
        self.be("readers")

    def be(self, *groups, **claims):
        """Whoever signs in next is this test's own person, in these groups."""
        self.provider.person = {"sub": self.name, "email": f"{self.name}@example.com",
                                "name": "Bea", "groups": list(groups), **claims}

    def browser(self, service=None):
        browser = Browser((service or self.service).address)
        self.addCleanup(browser.close)
        return browser

    def refused(self, status, words, browser=None):
        answer = (browser or self.browser()).sign_in()
        self.assertEqual(answer.status, status, answer.text)
        self.assertIn(words, answer.json["detail"])
        return answer

    def audited(self, person):
        query = urllib.parse.urlencode({"subject": person, "limit": 100})
        return [one["action"] for one in
                self.ann.call("GET", f"/api/v1/audit?{query}").json["items"]
                if one["subject"] == person]
