"""The running service from outside: its ways to listen, its settings, how it tells of itself and
how it stops. `service_test.py OPENAPI.JSON FETTLE`."""

import contextlib
import gzip
import http.client
import json
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest

from contract import Contract
from running_service import RunningService, read_all

FETTLE = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())
TIME = 10


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=TIME)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(TIME)
        self.sock.connect(self.path)


def connection_of(service):
    host = service.address.partition("://")[2].partition("/")[0]
    return http.client.HTTPConnection(host, timeout=TIME)


class Service(unittest.TestCase):
    def exchange(self, connection, method, target, body=None, headers=None):
        """One exchange, held against the contract."""
        connection.request(method, target, body=body, headers=headers or {})
        answer = connection.getresponse()
        text = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            text = gzip.decompress(text)
        exchange = {"method": method, "target": target, "request_body": body or "",
                    "status": answer.status, "body": text.decode(),
                    "content_type": answer.headers.get("Content-Type", "")}
        self.assertEqual(CONTRACT.check(exchange), [], exchange)
        return answer, exchange["body"]

    def test_it_tells_how_it_is(self):
        with RunningService(FETTLE) as service:
            connection = connection_of(service)
            for target, status in (("/livez", "alive"), ("/readyz", "ready")):
                answer, body = self.exchange(connection, "GET", target)
                self.assertEqual(answer.status, 200)
                self.assertEqual(json.loads(body), {"status": status})
            connection.request("GET", "/healthz")
            self.assertEqual(connection.getresponse().read(), b'{"status":"alive"}')
            _, body = self.exchange(connection, "GET", "/metrics")
            self.assertIn('fettle_http_requests_total{method="GET",status="200"} 3\n', body)

    def test_it_serves_its_contract(self):
        with RunningService(FETTLE) as service:
            connection = connection_of(service)
            answer, body = self.exchange(connection, "GET", "/api/openapi.json",
                                         headers={"Accept-Encoding": "gzip"})
            self.assertEqual(json.loads(body), CONTRACT.document)
            self.assertEqual(answer.headers["Content-Encoding"], "gzip")
            answer, _ = self.exchange(connection, "GET", "/api/openapi.json",
                                      headers={"If-None-Match": answer.headers["ETag"]})
            self.assertEqual(answer.status, 304)

    def test_errors_are_problem_documents(self):
        with RunningService(FETTLE) as service:
            connection = connection_of(service)
            for method, target, status in (("GET", "/api/v1/nothing", 404),
                                           ("GET", "/api/v1/events", 401),
                                           ("DELETE", "/api/v1/events", 405),
                                           ("POST", "/readyz", 405),
                                           ("DELETE", "/metrics", 405),
                                           ("GET", "/api/v1/a%2Fb", 400)):
                with self.subTest(target):
                    answer, body = self.exchange(connection, method, target)
                    self.assertEqual(answer.status, status)
                    self.assertEqual(json.loads(body)["status"], status)
                    self.assertIn("default-src 'self'", answer.headers["Content-Security-Policy"])
                    connection.close()

    def test_it_listens_on_a_socket_file(self):
        with RunningService(FETTLE) as first:
            path = str(first.path / "fettle.sock")
            with RunningService(FETTLE, "--listen", f"unix:{path}") as service:
                answer, _ = self.exchange(UnixConnection(path), "GET", "/readyz",
                                          headers={"X-Request-Id": "proxy-7"})
                self.assertEqual(answer.headers["X-Request-Id"], "proxy-7")
                self.assertEqual(service.stop(), 0)
                self.assertFalse((first.path / "fettle.sock").exists())

    def test_a_socket_file_that_was_left_is_no_hindrance(self):
        with RunningService(FETTLE) as first:
            path = str(first.path / "fettle.sock")
            for _ in range(2):
                with RunningService(FETTLE, "--listen", f"unix:{path}") as service:
                    service.process.kill()
                    service.process.wait()

    def test_it_speaks_tls(self):
        with RunningService(FETTLE) as first:
            certificate, key = str(first.path / "certificate.pem"), str(first.path / "key.pem")
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "1",
                            "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                            "-keyout", key, "-out", certificate], check=True, capture_output=True)
            with RunningService(FETTLE, "--tls-certificate", certificate, "--tls-key", key) as service:
                self.assertTrue(service.address.startswith("https://127.0.0.1:"))
                context = ssl.create_default_context(cafile=certificate)
                connection = http.client.HTTPSConnection(
                    service.address.removeprefix("https://"), context=context, timeout=TIME)
                for _ in range(2):
                    answer, _ = self.exchange(connection, "GET", "/readyz")
                    self.assertEqual(answer.headers["Strict-Transport-Security"],
                                     "max-age=31536000")
                with service.connect() as plain:
                    plain.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
                    self.assertNotIn(b"alive", read_all(plain))

    def test_it_stands_behind_a_proxy(self):
        with RunningService(FETTLE, "--base-path", "/fettle", "--trusted-proxy", "127.0.0.0/8",
                            "--log-format", "json") as service:
            self.assertTrue(service.address.endswith("/fettle"))
            connection = connection_of(service)
            connection.request("GET", "/fettle/livez", headers={"X-Forwarded-For": "192.0.2.7"})
            self.assertEqual(connection.getresponse().read(), b'{"status":"alive"}')
            connection.request("GET", "/livez")
            self.assertEqual(connection.getresponse().status, 404)
            lines = [json.loads(line) for line in service.log().splitlines()]
            request = next(line for line in lines if line.get("path") == "/livez")
            self.assertEqual(request["address"], "192.0.2.7")

    def test_an_option_goes_before_the_environment_and_that_before_the_file(self):
        with RunningService(FETTLE) as first:
            file = first.path / "fettle.yaml"
            file.write_text("base-path: /file\nlog-format: json\npublic-url: https://a.test\n")
            with RunningService(FETTLE, "--base-path", "/option", "--config", str(file), environment={
                    "FETTLE_BASE_PATH": "/environment", "FETTLE_LOG_FORMAT": "text"}) as service:
                self.assertTrue(service.address.endswith("/option"))
                self.assertIn(" listening address=", service.log())

    def test_a_setting_that_is_none_is_refused(self):
        for options, environment, told in (
                (["--lisen", "x"], {}, "did you mean `--listen`?"),
                ([], {"FETTLE_BASE_PAHT": "/a"}, "did you mean `FETTLE_BASE_PATH`?"),
                (["--log-format", "xml"], {}, "it is text or json"),
                (["--listen", "nowhere"], {}, "127.0.0.1:8080"),
                (["--trusted-proxy", "10.0.0.0/8", "--trusted-proxy", "x"], {}, "trusted proxy x"),
                (["--database", "sqlite::memory:"], {}, "name a file"),
                (["--database", "mysql://a"], {}, 'no kind of database "mysql"'),
                (["--config", "/nowhere/at/all"], {}, "/nowhere/at/all")):
            with self.subTest(told), tempfile.TemporaryDirectory() as home:
                ran = subprocess.run([FETTLE, "serve", *options],
                                     env={"HOME": home, **environment}, capture_output=True,
                                     text=True, timeout=TIME)
                self.assertEqual(ran.returncode, 2)
                self.assertIn(told, ran.stderr)

    def test_it_stops_soon_whoever_is_connected(self):
        with RunningService(FETTLE) as service, contextlib.ExitStack() as stack:
            for begun in (b"", b"GET /livez HT", b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"):
                connection = stack.enter_context(service.connect())
                connection.sendall(begun)
            self.assertEqual(service.stop(), 0)
            self.assertIn(" stopped\n", service.log())

    def test_many_clients_are_answered_at_once(self):
        with RunningService(FETTLE) as service:
            statuses = []

            def ask():
                connection = connection_of(service)
                for _ in range(20):
                    connection.request("GET", "/readyz")
                    answer = connection.getresponse()
                    answer.read()
                    statuses.append(answer.status)
                connection.close()

            threads = [threading.Thread(target=ask) for _ in range(16)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(statuses, [200] * 320)


if __name__ == "__main__":
    unittest.main()
