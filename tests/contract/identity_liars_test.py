"""Identity providers that lie, differ or are in trouble, over HTTP alone:
`identity_liars_test.py OPENAPI.JSON FETTLE`. Whatever they say, nobody comes in by it, the answer says
why, and no log has what is secret."""

import threading
import unittest
import urllib.parse

from identity_provider import Key, signed
from signing_in import SECRET, SigningIn

WELL_KNOWN = "/.well-known/openid-configuration"


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


class Liars(SigningIn):
    def said(self, status, text):
        """Answers so, whatever was asked."""
        return lambda handler: self.provider.send(handler, status, text)

    def fresh(self, **options):
        """A service that has not asked the provider yet."""
        service = self.start(**options)
        self.addCleanup(service.__exit__)
        return service

    def begin_refused(self, words, **options):
        begun = self.browser(self.fresh(**options)).call("POST", "/api/v1/session/provider")
        self.assertEqual(begun.status, 502, begun.text)
        self.assertIn(words, begun.json["detail"])

    # --- discovery --------------------------------------------------------------------------

    def test_discovery_that_can_not_be_used_says_what_is_wrong_with_it(self):
        for words, document in {"it is of `https://evil.example`": {"issuer": "https://evil.example"},
                                "names an issuer": {"issuer": None},
                                "jwks_uri is no https address": {"jwks_uri": None},
                                "token_endpoint": {"token_endpoint": "http://127.0.0.1/token"},
                                "authorization_endpoint": {"authorization_endpoint": "javascript:0"},
                                "longer than 64 KiB": {"padding": "x" * 1_048_576}}.items():
            with self.subTest(words):
                self.provider.document = document
                self.begin_refused(words)

    def test_discovery_that_is_none_says_what_came_instead(self):
        def a_byte_a_second(handler):
            over = threading.Event()
            self.addCleanup(over.set)
            for letter in b"HTTP/1.1 200 OK":
                handler.wfile.write(bytes([letter]))
                over.wait(1)

        for words, answer in {": 302": self.said(302, "https://127.0.0.1:1/"), ": 503": self.said(503, {}),
                              "no JSON": self.said(200, []), "too long": endless,
                              "reached": a_byte_a_second}.items():
            with self.subTest(words):
                self.provider.answers[WELL_KNOWN] = answer
                self.begin_refused(words)

    def test_issuer_is_compared_to_the_letter_and_may_end_with_a_slash(self):
        self.provider.document = {"issuer": self.provider.url + "/"}
        self.begin_refused("both have to be the same")
        service = self.fresh(issuer=self.provider.url + "/")
        self.set_up(service)
        self.assertEqual(self.browser(service).sign_in().status, 201)

    def test_provider_that_was_down_at_the_start_is_asked_again(self):
        self.provider.answers[WELL_KNOWN] = self.said(500, {})
        service = self.fresh()
        self.set_up(service)
        browser = self.browser(service)
        self.assertEqual(browser.call("POST", "/api/v1/session/provider").status, 502)
        self.provider.answers.clear()
        self.assertEqual(browser.sign_in().status, 201)

    # --- keys -------------------------------------------------------------------------------

    def test_keys_are_fetched_again_for_a_new_one_and_only_then(self):
        def asked():
            return self.provider.asked.count("/keys")

        self.assertEqual(self.browser().sign_in().status, 201)
        before = asked()
        self.assertEqual(self.browser().sign_in().status, 201)
        self.assertEqual(asked(), before, "known keys are kept")
        self.provider.keys = [Key(self.folder)]
        for _ in range(2):
            self.assertEqual(self.browser().sign_in().status, 201)
        self.assertEqual(asked(), before + 1, "a new one is asked for once")
        right = self.provider.keys[-1]
        self.provider.make_token = lambda claims: signed({"alg": "RS256", "kid": "new"}, claims, right.sign)
        for count in range(2):
            self.refused(401, "none of its keys")
            self.assertEqual(asked(), before + 2 + count, "an unknown one costs one question a sign-in")

    def test_keys_that_are_none_do_not_hide_the_right_one(self):
        right = Key(self.folder)
        twin = {**Key(self.folder).published(), "kid": right.id}
        short = {**right.published(), "n": right.published()["n"][:40]}
        curve = {**Key(self.folder, "ES256", right.id).published(), "crv": "P-521"}
        honest, self.provider.keys = self.provider.others, [right]
        self.addCleanup(setattr, self.provider, "others", honest)
        self.provider.others = [{"kty": "OKP", "crv": "Ed25519", "kid": right.id, "x": "AAAA"}, twin, short,
                                curve, {"kty": ["RSA"], "kid": 7}, {}, None]
        self.assertEqual(self.browser().sign_in().status, 201)

    def test_keys_that_can_not_be_read_let_nobody_in(self):
        for words, answer in {"set of keys": self.said(200, {"keys": {}}),
                              "none of its keys": self.said(200, {"keys": []}),
                              "longer than 64 KiB": self.said(200, {"keys": ["x" * 200_000]}),
                              "too long": endless, ": 404": self.said(404, {})}.items():
            with self.subTest(words):
                self.provider.keys = [Key(self.folder)]
                self.provider.answers["/keys"] = answer
                self.refused(401 if words == "none of its keys" else 502, words)

    # --- the token endpoint -----------------------------------------------------------------

    def test_secret_goes_in_the_body_where_the_provider_wants_it_there(self):
        self.provider.document = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        service = self.fresh()
        self.set_up(service)
        self.assertEqual(self.browser(service).sign_in().status, 201)

    def test_refusals_say_whose_fault_they_are(self):
        for answer, status, words in (
                (self.said(400, {"error": "invalid_grant"}), 401, "(invalid_grant); begin again"),
                (self.said(401, {"error": "invalid_client"}), 502, "oidc-client-id"),
                (self.said(400, {"error": "unauthorized_client"}), 502, "the client's secret"),
                (self.said(400, {"error": "<b>" + "x" * 100}), 502, "status 400"),
                (self.said(429, {}), 502, "status 429"), (self.said(404, {}), 502, "status 404"),
                (self.said(302, "https://127.0.0.1:1/"), 502, "status 302"),
                (self.said(200, {"error": "invalid_grant"}), 502, "no ID token"),
                (self.said(200, {"id_token": 7}), 502, "no ID token"),
                (self.said(200, []), 502, "no ID token")):
            with self.subTest(words):
                self.provider.answers["/token"] = answer
                self.refused(status, words)

    def test_fault_of_the_provider_makes_nobody_wait(self):
        browser = self.browser()
        self.provider.answers["/token"] = self.said(401, {"error": "invalid_client"})
        self.assertEqual([browser.sign_in().status for _ in range(25)], [502] * 25)

    # --- groups -----------------------------------------------------------------------------

    def test_more_groups_than_a_token_may_hold_are_told(self):
        for count, status, words in ((500, 201, ""), (1500, 401, "fewer groups"),
                                     (10_000, 502, "longer than 64 KiB")):
            with self.subTest(count):
                self.be("readers", *(f"a group with a number {number}" for number in range(count)))
                answer = self.browser().sign_in()
                self.assertEqual(answer.status, status, answer.text)
                self.assertIn(words, answer.text)

    def test_groups_in_one_text_are_one_group(self):
        for said, status in (("readers", 201), ("readers, admins", 403), ("readers admins", 403)):
            self.be(groups=said)
            self.assertEqual(self.browser().sign_in().status, status)

    def test_whose_groups_stand_elsewhere_loses_nothing_by_it(self):
        self.be("admins")
        browser = self.browser()
        self.assertEqual(browser.sign_in().status, 201)
        self.provider.person["_claim_names"] = {"groups": "src1"}
        del self.provider.person["groups"]
        self.refused(401, "fewer (groups)")
        self.assertEqual(browser.call("GET", "/api/v1/session").json["user"]["role"], "owner")

    # --- logs -------------------------------------------------------------------------------

    def test_log_has_nothing_of_a_sign_in(self):
        browser = self.browser()
        answer = browser.begin()
        self.assertEqual(browser.finish(answer).status, 201)
        self.provider.make_token = lambda claims: self.provider.honest_token({**claims, "aud": "other"})
        self.refused(401, "(aud)")
        self.provider.answers["/token"] = self.said(401, {"error": "invalid_client", "secret": SECRET})
        self.refused(502, "invalid_client")
        log = self.service.log()
        cookies = [part.partition("=")[2] for part in browser.headers["Cookie"].split("; ")]
        for secret in (SECRET, urllib.parse.quote(SECRET, safe=""), answer["state"], *cookies,
                       *self.provider.given):
            self.assertNotIn(secret, log)


if __name__ == "__main__":
    unittest.main(verbosity=2)
