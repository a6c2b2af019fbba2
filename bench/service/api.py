"""A program that uses the service over HTTP, on one connection."""

import http.client
import json
import time
import urllib.parse

PATIENCE = 120
YEAR_MS = 365 * 86_400_000


class Api:
    def __init__(self, address, headers=None):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc,
                                                     timeout=PATIENCE)
        self.headers = headers or {}

    def ask(self, method, path, body=None):
        """The answer's headers and its text. Fails where it is a refusal."""
        headers = dict(self.headers)
        text = None if body is None else json.dumps(body)
        if text:
            headers["Content-Type"] = "application/json"
        self.connection.request(method, "/api/v1" + path, body=text, headers=headers)
        answer = self.connection.getresponse()
        data = answer.read().decode()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {data[:2000]}")
        return answer.headers, data

    def call(self, method, path, body=None):
        text = self.ask(method, path, body)[1]
        return json.loads(text) if text else None


def set_up(address, link):
    """The first team's owner, and what opens the service to a program of theirs."""
    api = Api(address)
    headers, text = api.ask("POST", "/setup", {
        "token": link.partition("#")[2], "team": "North", "name": "Ann",
        "email": "ann@example.com", "password": "correct horse battery"})
    api.headers = {"Cookie": headers["Set-Cookie"].partition(";")[0],
                   "X-CSRF-Token": json.loads(text)["csrf_token"]}
    made = api.call("POST", "/tokens", {
        "name": "bench", "scopes": ["read", "write", "run", "approve"],
        "expires_at": int(time.time() * 1000) + YEAR_MS // 2})
    return made["token"]
