"""A client of the service as a browser or program is one, which holds each exchange against the
contract."""

import gzip
import http.client
import json
import urllib.parse

TIME = 10


class Answer:
    def __init__(self, status, headers, text):
        self.status = status
        self.headers = headers
        self.text = text

    @property
    def json(self):
        return json.loads(self.text)


class Client:
    """Keeps its connection, its cookie and its CSRF token; or shows `token` instead."""

    def __init__(self, address, contract, token=None, time=TIME):
        parts = urllib.parse.urlsplit(address)
        self.host, self.base = parts.netloc, parts.path
        self.contract = contract
        self.connection = http.client.HTTPConnection(self.host, timeout=time)
        self.headers = {"Accept-Encoding": "gzip"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def close(self):
        self.connection.close()

    def call(self, method, target, body=None, headers=None):
        """An Answer. Raises where the contract does not hold."""
        text = "" if body is None else json.dumps(body)
        sent = {**self.headers, **(headers or {})}
        if text:
            sent["Content-Type"] = "application/json"
        self.connection.request(method, self.base + target, body=text or None, headers=sent)
        got = self.connection.getresponse()
        data = got.read()
        if got.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        if cookie := got.headers.get("Set-Cookie"):
            self.keep_cookie(cookie.partition(";")[0])
        answer = Answer(got.status, got.headers, data.decode())
        problems = self.contract.check(
            {"method": method, "target": target, "request_body": text, "status": answer.status,
             "content_type": got.headers.get("Content-Type", ""), "body": answer.text})
        assert not problems, f"{method} {target} {answer.status}: {problems}\n{answer.text}"
        return answer

    def keep_cookie(self, pair):
        """Beside those of other names; an empty one is forgotten."""
        kept = [one.split("=", 1) for one in self.headers.pop("Cookie", "").split("; ") if one]
        cookies = {**dict(kept), **dict([pair.split("=", 1)])}
        if left := [f"{name}={value}" for name, value in cookies.items() if value]:
            self.headers["Cookie"] = "; ".join(left)

    def know_session(self, session):
        """Of a signed-in browser: its CSRF token goes with each change."""
        self.headers["X-CSRF-Token"] = session["csrf_token"]

    def events(self, query="", last=None):
        """The stream's messages as (event, id, data), as they come; close it with close()."""
        connection = http.client.HTTPConnection(self.host, timeout=TIME)
        sent = {**self.headers, **({"Last-Event-ID": last} if last else {})}
        connection.request("GET", f"{self.base}/api/v1/events{query}", headers=sent)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        message = {}
        try:
            while line := answer.readline().decode().rstrip("\n"):
                pass
            while raw := answer.readline():
                line = raw.decode().rstrip("\n")
                if not line and "event" in message:
                    yield message["event"], message.get("id"), json.loads(message["data"])
                if not line:
                    message = {}
                name, _, value = line.partition(": ")
                message[name] = value
        finally:
            answer.close()
            connection.close()
