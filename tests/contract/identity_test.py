"""Signing in with an identity provider, over HTTP alone, against one that is strict and one that lies:
`identity_test.py OPENAPI.JSON FETTLE`. Every exchange is held against the contract."""

import hashlib
import hmac
import subprocess
import threading
import time
import unittest

from client import Client
from identity_provider import Key, signed
from running_service import RunningService
from signing_in import CONTRACT, FETTLE, PASSWORD, SECRET, Browser, SigningIn


class Identity(SigningIn):
    # --- how it should be -------------------------------------------------------------------

    def test_first_sign_in_makes_the_person(self):
        self.be("sre")
        browser = self.browser()
        self.assertEqual(browser.call("GET", "/api/v1/session/options").json,
                         {"password": True, "provider": "Example ID"})
        user = browser.sign_in().json["user"]
        self.assertEqual((user["role"], user["email"], user["name"], user["is_administrator"]),
                         ("engineer", f"{self.name.lower()}@example.com", "Bea", False))
        again = self.browser().sign_in().json["user"]
        self.assertEqual(again["id"], user["id"])
        self.assertEqual(sorted(self.audited(user["id"])),
                         ["user.created", "user.signed_in", "user.signed_in"])
        self.assertNotIn(SECRET, self.service.log())

    def test_keys_of_both_kinds_are_believed_and_change(self):
        for kind in ("ES256", "RS256", "ES256"):
            self.provider.keys = [Key(self.folder, kind)]
            self.assertEqual(self.browser().sign_in().status, 201)
        gone = self.provider.keys[0]
        self.provider.keys = [Key(self.folder)]
        self.assertEqual(self.browser().sign_in().status, 201)
        self.provider.make_token = lambda claims: signed(
            {"alg": gone.kind, "kid": gone.id}, claims, gone.sign)
        self.refused(401, "none of its keys")

    def test_clock_that_is_half_a_minute_off_is_no_matter(self):
        now = int(time.time())
        self.be("readers", exp=now - 30, iat=now + 30)
        self.assertEqual(self.browser().sign_in().status, 201)

    # --- linked accounts --------------------------------------------------------------------

    def local(self, role):
        """Somebody with a password, signed in."""
        email = f"{self.name}@example.com".lower()
        url = self.ann.call("POST", "/api/v1/invitations", {"email": email, "role": role}).json["url"]
        browser = self.browser()
        joined = browser.call("POST", "/api/v1/invitations/accept", {
            "token": url.partition("#")[2], "name": "Bea", "password": PASSWORD})
        self.assertEqual(joined.status, 201, joined.text)
        browser.know_session(joined.json)
        return browser

    def is_linked(self, browser):
        return browser.call("GET", "/api/v1/me").json["is_linked"]

    def test_linked_account_is_signed_in_by_the_provider_as_the_same_person(self):
        browser = self.local("viewer")
        user = browser.call("GET", "/api/v1/session").json["user"]
        self.assertFalse(self.is_linked(browser))
        self.be("readers", email="elsewhere@example.com")
        self.assertEqual(browser.finish_link(browser.begin_link()).status, 204)
        self.assertTrue(self.is_linked(browser))
        other = self.browser()
        self.assertEqual(other.sign_in().json["user"]["id"], user["id"])
        path = "/api/v1/session/provider/link/removal"
        self.assertEqual(browser.call("POST", path, {"password": "another one"}).status, 403)
        self.assertEqual(browser.call("POST", path, {"password": PASSWORD}).status, 204)
        self.assertFalse(self.is_linked(browser))
        self.assertEqual(other.call("GET", "/api/v1/session").status, 401, "other sessions end")
        self.assertEqual(browser.call("POST", path, {"password": PASSWORD}).status, 404)
        self.assertNotEqual(self.browser().sign_in().json["user"]["id"], user["id"])
        found = self.audited(user["id"])
        for action in ("user.identity_linked", "user.identity_unlinked"):
            self.assertIn(action, found)

    def test_link_is_good_in_its_session_alone_and_for_nothing_else(self):
        browser, path = self.local("viewer"), "/api/v1/session/provider/link"
        self.assertEqual(browser.call("POST", path, {"password": "not it"}).status, 403)
        csrf = browser.headers.pop("X-CSRF-Token")
        self.assertEqual(browser.call("POST", path, {"password": PASSWORD}).status, 403)
        browser.headers["X-CSRF-Token"] = csrf
        self.assertEqual(browser.finish_link(browser.begin()).status, 401, "a sign-in is no link")
        answer = browser.begin_link()
        self.assertEqual(browser.call("POST", "/api/v1/session/provider/answer", answer).status, 401)
        again = self.browser()
        again.know_session(again.call("POST", "/api/v1/session", {
            "email": f"{self.name}@example.com".lower(), "password": PASSWORD}).json)
        trip = next(one for one in browser.headers["Cookie"].split("; ")
                    if one.startswith("fettle_sign_in="))
        again.headers["Cookie"] += "; " + trip
        self.assertEqual(again.finish_link(answer).status, 401, "another session of the same person")
        self.assertFalse(self.is_linked(browser))
        self.assertEqual(browser.finish_link(answer).status, 204)
        self.assertEqual(browser.finish_link(answer).status, 401, "once")

    def test_link_gives_no_role_and_takes_none(self):
        browser = self.local("engineer")
        for groups, status in ((["readers"], 409), (["admins"], 409), ([], 403)):
            self.be(*groups)
            self.assertEqual(browser.finish_link(browser.begin_link()).status, status)
        self.assertFalse(self.is_linked(browser))

    def test_identity_of_somebody_else_is_not_linked(self):
        self.be("sre")
        self.assertEqual(self.browser().sign_in().status, 201)
        self.name += "2"
        browser = self.local("engineer")
        refused = browser.finish_link(browser.begin_link())
        self.assertEqual(refused.status, 409)
        self.assertIn("somebody else's", refused.json["detail"])

    def test_who_has_no_password_or_a_token_links_nothing(self):
        browser, path = self.browser(), "/api/v1/session/provider/link"
        self.assertEqual(browser.sign_in().status, 201)
        for end in ("", "/removal"):
            refused = browser.call("POST", path + end, {"password": PASSWORD})
            self.assertEqual(refused.status, 409, refused.text)
            self.assertIn("you have no password here", refused.json["detail"])
        token = self.ann.call("POST", "/api/v1/tokens", {
            "name": self.name, "scopes": ["manage", "write", "read"],
            "expires_at": int(time.time() * 1000) + 86_400_000}).json["token"]
        program = Client(self.service.address, CONTRACT, token)
        self.addCleanup(program.close)
        self.assertEqual(program.call("POST", path, {"password": PASSWORD}).status, 403)

    # --- rights -----------------------------------------------------------------------------

    def test_role_follows_the_groups_at_each_sign_in(self):
        for groups, role in ((["readers", "admins", "sre"], "owner"), (["operations"], "engineer"),
                             (["readers"], "viewer")):
            self.be(*groups)
            signed_in = self.browser().sign_in()
            self.assertEqual(signed_in.json["user"]["role"], role)
        self.assertEqual(self.audited(signed_in.json["user"]["id"]).count("user.updated"), 2)

    def test_who_has_lost_every_role_is_out_everywhere(self):
        self.be("admins")
        browser = self.browser()
        user = browser.sign_in().json["user"]
        token = browser.call("POST", "/api/v1/tokens", {
            "name": "program", "scopes": ["read"], "expires_at": int(time.time() * 1000) + 86_400_000})
        program = Client(self.service.address, CONTRACT, token.json["token"])
        self.addCleanup(program.close)
        self.assertEqual(program.call("GET", "/api/v1/trees").status, 200)
        self.be("something else")
        self.refused(403, "none of the groups that Example ID names for you has a role here")
        self.assertEqual(browser.call("GET", "/api/v1/session").status, 401)
        self.assertEqual(program.call("GET", "/api/v1/trees").status, 401)
        shown = self.ann.call("GET", f"/api/v1/people/{user['id']}").json
        self.assertEqual((shown["role"], shown["is_active"]), ("viewer", True))
        self.assertIn("user.sign_in_refused", self.audited(user["id"]))

    def test_who_has_no_role_never_gets_an_account(self):
        for claims in ({}, {"groups": []}, {"groups": {"admins": True}}, {"groups": [["admins"]]}):
            self.be(**claims)
            self.refused(403, "none of the groups")
        people = self.ann.call("GET", "/api/v1/people?limit=200").text
        self.assertNotIn(self.name.lower(), people)

    def test_who_was_let_go_stays_out(self):
        user = self.browser().sign_in().json["user"]
        gone = self.ann.call("PATCH", f"/api/v1/people/{user['id']}", {"is_active": False})
        self.assertEqual(gone.status, 200, gone.text)
        self.be("admins")
        self.refused(403, "closed by an owner")
        self.assertFalse(self.ann.call("GET", f"/api/v1/people/{user['id']}").json["is_active"])

    def test_address_gives_nobody_an_account(self):
        self.be("admins", email="Ann@example.com", email_verified=True)
        self.refused(409, "an address alone shows nobody")
        for said in (False, "false", "no", None, 0):
            self.be("readers", email_verified=said)
            self.refused(422, "no e-mail address that it has verified")

    # --- liars ------------------------------------------------------------------------------

    def test_signature_that_is_none_of_the_providers_is_refused(self):
        right = self.provider.keys[-1]
        other = Key(self.folder, "RS256", right.id)
        header = {"alg": right.kind, "kid": right.id}

        def with_secret(secret):
            return lambda text: hmac.new(secret, text, hashlib.sha256).digest()

        def cut(claims):
            return self.provider.honest_token(claims)[:-8]

        def changed(claims):
            head, _, mark = self.provider.honest_token(claims).split(".")
            body = signed(header, {**claims, "groups": ["admins"]}, lambda _: b"").split(".")[1]
            return f"{head}.{body}.{mark}"

        liars = {
            "another key": lambda claims: signed(header, claims, other.sign),
            "none": lambda claims: signed({"alg": "none"}, claims, lambda _: b""),
            "none, with a signature": lambda claims: signed(
                {"alg": "none", "kid": right.id}, claims, right.sign),
            "the public key as a secret": lambda claims: signed(
                {"alg": "HS256", "kid": right.id}, claims, with_secret(right.public)),
            "another algorithm": lambda claims: signed({"alg": "RS512"}, claims, right.sign),
            "the client's secret": lambda claims: signed(
                {"alg": "HS256"}, claims, with_secret(SECRET.encode())),
            "the other kind": lambda claims: signed({"alg": "ES256"}, claims, right.sign),
            "unknown key": lambda claims: signed({"alg": "RS256", "kid": "x"}, claims, right.sign),
            "extension": lambda claims: signed({**header, "crit": ["b64"]}, claims, right.sign),
            "cut": cut, "changed": changed, "no token": lambda _: "x.y", "empty": lambda _: ""}
        for name, liar in liars.items():
            with self.subTest(name):
                self.provider.make_token = liar
                self.refused(401, "")

    def test_claims_that_do_not_fit_are_refused(self):
        now = int(time.time())
        for word, claims in {"(aud)": {"aud": "other"}, "(azp)": {"azp": "other"},
                             "several clients": {"aud": ["fettle", "other"]},
                             "(iss)": {"iss": "https://id.example.com"},
                             "(nonce)": {"nonce": "x"}, "expired": {"exp": now - 90},
                             "no end": {"exp": "never"}, "in the future": {"iat": now + 90},
                             "(nbf)": {"nbf": now + 90}, "(sub)": {"sub": ""},
                             "_claim_names": {"_claim_names": {"groups": "src1"}}}.items():
            with self.subTest(word):
                self.be("admins", **claims)
                if word == "_claim_names":
                    del self.provider.person["groups"]
                self.refused(401, word)
        for subject in ("\0", 7, None, "x" * 256):
            self.be("admins", sub=subject)
            self.refused(401, "(sub)")

    def test_answer_works_once_and_in_its_browser_alone(self):
        browser, other = self.browser(), self.browser()
        answer = browser.begin()
        asked = len(self.provider.asked)
        other.begin()
        for wrong in ({**answer, "state": "x"}, {**answer, "state": ""}):
            self.assertEqual(browser.finish(wrong).status, 401)
        self.assertEqual(other.finish(answer).status, 401)
        self.assertEqual(self.browser().finish(answer).status, 401)
        self.assertNotIn("/token", self.provider.asked[asked:], "nobody asked the provider")
        kept = browser.headers["Cookie"]
        self.assertEqual(browser.finish(answer).status, 201)
        thief = self.browser()
        thief.headers["Cookie"] = kept
        again = thief.finish(answer)
        self.assertEqual(again.status, 401)
        self.assertIn("used before", again.json["detail"])

    def test_code_of_another_sign_in_is_refused(self):
        stolen = self.browser().begin()
        browser = self.browser()
        mixed = browser.finish({**browser.begin(), "code": stolen["code"]})
        self.assertEqual(mixed.status, 401)
        self.assertIn("invalid_grant", mixed.json["detail"])

    def test_failures_make_an_address_wait(self):
        browser = self.browser()
        self.be("readers", aud="other")
        statuses = [browser.sign_in().status for _ in range(25)]
        self.assertEqual(statuses[:20], [401] * 20)
        self.assertIn(429, statuses)
        self.be("readers")
        self.assertEqual(self.browser().sign_in().status, 201, "others are let in")

    # --- providers in trouble ---------------------------------------------------------------

    def test_provider_that_is_dead_or_talks_nonsense(self):
        def endless(handler):
            handler.send_response(200)
            handler.end_headers()
            while True:
                handler.wfile.write(b" " * 65536)

        def large(handler):
            self.provider.send(handler, 200, {"id_token": "x" * 1_000_000})

        liars = {"dead": lambda handler: None, "endless": endless, "large": large,
                 "failing": lambda handler: self.provider.send(handler, 500, {}),
                 "elsewhere": lambda handler: self.provider.send(handler, 302, self.provider.url),
                 "empty": lambda handler: self.provider.send(handler, 200, {})}
        for name, liar in liars.items():
            with self.subTest(name):
                self.provider.answers["/token"] = liar
                self.refused(502, "does not answer as it should")
        self.provider.answers = {"/keys": large}
        self.provider.keys = [Key(self.folder)]
        self.refused(502, "longer than 64 KiB")

    def test_provider_that_hangs_holds_nobody_else_up(self):
        over = threading.Event()
        self.addCleanup(over.set)
        self.provider.answers["/token"] = lambda handler: over.wait(60)
        browsers = [self.browser() for _ in range(4)]
        answers = [browser.begin() for browser in browsers]
        found = []
        waiting = [threading.Thread(target=lambda b=b, a=a: found.append(b.finish(a).status))
                   for b, a in zip(browsers, answers)]
        for one in waiting:
            one.start()
        self.assertEqual(self.ann.call("GET", "/api/v1/session").status, 200)
        for one in waiting:
            one.join()
        self.assertEqual(sorted(found), [502, 502, 503, 503])
        self.provider.answers.clear()
        self.assertEqual(self.browser().sign_in().status, 201)

    def test_discovery_that_speaks_of_another_issuer_is_not_believed(self):
        service = self.start(issuer=self.provider.url + "/other")
        begun = self.browser(service).call("POST", "/api/v1/session/provider")
        self.assertEqual(begun.status, 502)
        self.assertIn("both have to be the same", begun.json["detail"])

    def test_provider_that_is_not_there(self):
        service = self.start(issuer="https://127.0.0.1:9")
        begun = self.browser(service).call("POST", "/api/v1/session/provider")
        self.assertEqual(begun.status, 502)

    def test_provider_is_asked_only_where_requests_may_go(self):
        asked = len(self.provider.asked)
        service = self.start(allowed="192.0.2.0/24")
        begun = self.browser(service).call("POST", "/api/v1/session/provider")
        self.assertEqual(begun.status, 502)
        self.assertIn("not public", begun.json["detail"])
        self.assertEqual(len(self.provider.asked), asked)

    # --- settings ---------------------------------------------------------------------------

    def test_without_local_sign_in_the_locked_out_are_helped(self):
        service = self.start("--local-sign-in", "no")
        ann = self.set_up(service)
        known = {"email": "ann@example.com", "password": PASSWORD}
        stranger = self.browser(service)
        self.assertEqual(stranger.call("GET", "/api/v1/session/options").json["password"], False)
        for body in (known, {**known, "password": "wrong horse battery"},
                     {**known, "email": "nobody@example.com"}):
            refused = stranger.call("POST", "/api/v1/session", body)
            self.assertEqual(refused.status, 403)
            self.assertIn("sign in with Example ID", refused.json["detail"])
        invited = ann.call("POST", "/api/v1/invitations",
                           {"email": "cleo@example.com", "role": "viewer"}).json["url"]
        joined = stranger.call("POST", "/api/v1/invitations/accept", {
            "token": invited.partition("#")[2], "name": "Cleo", "password": PASSWORD})
        self.assertEqual(joined.status, 403)
        made = subprocess.run([FETTLE, "user", "password", "ann@example.com", "--database",
                               f"sqlite:{service.path}/fettle.db"], check=True,
                              capture_output=True, text=True).stdout
        token = made.partition("#")[2].split()[0]
        new = "staple battery horse"
        self.assertEqual(stranger.call("POST", "/api/v1/password",
                                       {"token": token, "password": new}).status, 204)
        let_in = stranger.call("POST", "/api/v1/session", {**known, "password": new})
        self.assertEqual(let_in.status, 201, let_in.text)
        self.assertEqual(self.browser(service).sign_in().status, 201, "of the only team there is")

    def test_secret_comes_from_the_environment_or_from_systemd(self):
        credentials = self.folder / "credentials"
        credentials.mkdir()
        (credentials / "oidc-client-secret").write_text(SECRET, encoding="utf-8")
        for environment, status in (({"FETTLE_OIDC_CLIENT_SECRET": SECRET}, 201),
                                    ({"CREDENTIALS_DIRECTORY": str(credentials)}, 201),
                                    ({"FETTLE_OIDC_CLIENT_SECRET": "wrong"}, 502)):
            with self.subTest(environment=environment):
                service = self.start(environment=environment)
                self.set_up(service)
                self.assertEqual(self.browser(service).sign_in().status, status)

    def test_settings_that_do_not_fit_stop_the_start(self):
        right = ["--oidc-issuer", "https://id.example.com", "--oidc-client-id", "x",
                 "--oidc-viewers", "*"]
        for words, options in {
                "it begins with https://": ["--oidc-issuer", "http://id.example.com"],
                "oidc-client-id": ["--oidc-issuer", "https://id.example.com"],
                "name a group": right[:4], "oidc-issuer": right[2:],
                "nobody could sign in": ["--local-sign-in", "no"],
                "nothing-here": [*right, "--oidc-client-secret", "/nothing-here"]}.items():
            with self.subTest(words):
                ran = subprocess.run(
                    [FETTLE, "serve", "--database", f"sqlite:{self.folder}/none.db", *options],
                    capture_output=True, text=True, timeout=30)
                self.assertEqual(ran.returncode, 2)
                self.assertIn(words, ran.stderr)


class WithoutProvider(unittest.TestCase):
    def test_nothing_is_offered(self):
        with RunningService(FETTLE) as service:
            browser = Browser(service.address)
            self.assertEqual(browser.call("GET", "/api/v1/session/options").json,
                             {"password": True, "provider": None})
            self.assertEqual(browser.call("POST", "/api/v1/session/provider").status, 404)
            browser.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
