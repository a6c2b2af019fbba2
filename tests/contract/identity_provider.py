"""An identity provider of the tests' own (OpenID Connect): real HTTP over TLS, real keys, signatures by
openssl. It is as strict as a good one, and lies where a test says so."""

import base64
import hashlib
import http.server
import json
import pathlib
import secrets
import ssl
import subprocess
import threading
import time
import urllib.parse


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def openssl(*arguments, data=b""):
    return subprocess.run(["openssl", *arguments], input=data, check=True,
                          capture_output=True).stdout


class Key:
    """RSA or P-256, as a file; `kind` is RS256 or ES256."""

    def __init__(self, folder, kind="RS256", name=None):
        self.kind, self.id = kind, name or secrets.token_hex(4)
        self.file = pathlib.Path(folder) / f"{secrets.token_hex(8)}.pem"
        options = {"RS256": ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
                   "ES256": ["EC", "-pkeyopt", "ec_paramgen_curve:prime256v1"]}[kind]
        openssl("genpkey", "-algorithm", *options, "-out", str(self.file))
        self.public = openssl("pkey", "-in", str(self.file), "-pubout")

    def published(self):
        about = {"kid": self.id, "use": "sig", "alg": self.kind}
        if self.kind == "RS256":
            modulus = openssl("rsa", "-in", str(self.file), "-noout", "-modulus").decode()
            number = bytes.fromhex(modulus.strip().partition("=")[2])
            return {**about, "kty": "RSA", "n": encode(number), "e": "AQAB"}
        point = openssl("pkey", "-in", str(self.file), "-pubout", "-outform", "DER")[-64:]
        return {**about, "kty": "EC", "crv": "P-256", "x": encode(point[:32]),
                "y": encode(point[32:])}

    def sign(self, text):
        made = openssl("dgst", "-sha256", "-sign", str(self.file), data=text)
        return made if self.kind == "RS256" else numbers_of(made)


def numbers_of(der):
    """The two numbers of an ECDSA signature, 32 bytes each."""
    first_end = 4 + der[3]
    first = der[4:first_end].lstrip(b"\0").rjust(32, b"\0")
    return first + der[first_end + 2:].lstrip(b"\0").rjust(32, b"\0")


def signed(header, claims, sign):
    text = f"{encode(json.dumps(header).encode())}.{encode(json.dumps(claims).encode())}"
    return f"{text}.{encode(sign(text.encode()))}"


class IdentityProvider:
    def __init__(self, certificate, client_id, client_secret):
        self.client_id, self.client_secret = client_id, client_secret
        self.folder = certificate[0].parent
        self.keys = [Key(self.folder)]
        self.person = {}     # the claims of whoever signs in next
        self.make_token = self.honest_token
        self.document = {}   # what discovery says otherwise; None leaves a name out
        self.others = [{"kty": "oct", "k": "AAAA"}, {"kty": "RSA", "n": "!", "e": "AQAB"}, "no key"]
        self.answers = {}    # by path: a function of the handler that answers instead
        self.codes = {}      # what a code was given for
        self.asked = []      # paths, in order
        self.given = []      # what nobody may read in a log: codes and tokens
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outer.handle(self, "")

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                outer.handle(self, body)

            def log_message(self, *_args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_args: None  # whoever asked has left
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*map(str, certificate))
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.server.shutdown()
        self.server.server_close()

    def handle(self, handler, body):
        path, _, query = handler.path.partition("?")
        self.asked.append(path)
        if path in self.answers:
            self.answers[path](handler)
            return
        fields = dict(urllib.parse.parse_qsl(body or query))
        status, answer = {"/.well-known/openid-configuration": self.discover,
                          "/other/.well-known/openid-configuration": self.discover,
                          "/keys": self.publish, "/authorize": self.authorize,
                          "/token": self.redeem}[path](handler, fields)
        self.send(handler, status, answer)

    def send(self, handler, status, answer):
        text = json.dumps(answer).encode() if isinstance(answer, (dict, list)) else b""
        handler.send_response(status)
        if isinstance(answer, str):
            handler.send_header("Location", answer)
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)

    def discover(self, _handler, _fields):
        said = {"issuer": self.url, "authorization_endpoint": self.url + "/authorize",
                "token_endpoint": self.url + "/token", "jwks_uri": self.url + "/keys",
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"], **self.document}
        return 200, {name: value for name, value in said.items() if value is not None}

    def publish(self, _handler, _fields):
        return 200, {"keys": self.others + [key.published() for key in self.keys]}

    def authorize(self, _handler, fields):
        assert fields["response_type"] == "code" and fields["client_id"] == self.client_id
        assert fields["code_challenge_method"] == "S256" and "openid" in fields["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**fields, "person": self.person}
        self.given.append(code)
        back = urllib.parse.urlencode({"code": code, "state": fields["state"]})
        return 302, f"{fields['redirect_uri']}?{back}"

    def knows(self, handler, fields):
        """Whether the client proves itself the one way that discovery names."""
        basic = handler.headers.get("Authorization")
        if "client_secret_post" in self.document.get("token_endpoint_auth_methods_supported", []):
            return basic is None and (fields.get("client_id"), fields.get("client_secret")) == (
                self.client_id, urllib.parse.unquote(self.client_secret))
        return basic == "Basic " + base64.b64encode(
            f"{self.client_id}:{self.client_secret}".encode()).decode()

    def redeem(self, handler, fields):
        if not self.knows(handler, fields):
            return 401, {"error": "invalid_client"}
        given = self.codes.pop(fields.get("code"), None)
        challenge = encode(hashlib.sha256(fields.get("code_verifier", "").encode()).digest())
        if (fields.get("grant_type") != "authorization_code" or not given
                or given["code_challenge"] != challenge
                or given["redirect_uri"] != fields.get("redirect_uri")):
            return 400, {"error": "invalid_grant"}
        token = self.make_token(self.claims(given))
        self.given.append(token)
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": token}

    def claims(self, given):
        now = int(time.time())
        return {"iss": self.document.get("issuer", self.url), "aud": self.client_id, "iat": now,
                "exp": now + 300, "nonce": given["nonce"], **given["person"]}

    def honest_token(self, claims):
        key = self.keys[-1]
        return signed({"alg": key.kind, "kid": key.id, "typ": "JWT"}, claims, key.sign)
