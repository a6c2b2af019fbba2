"""Clients that mean no good, and one beside them that is still answered: `hostile_test.py FETTLE`."""

import concurrent.futures
import contextlib
import functools
import http.client
import random
import resource
import sys
import time
import unittest

from running_service import RunningService, read_all

FETTLE = sys.argv.pop()
IDLE_CLIENTS = 5000  # more than the service keeps: each new one takes the place of one that idles
FILES_WANTED = 3 * IDLE_CLIENTS
ATTACKERS = 8  # at once, where an attack is more than a connection
SOON = 9.0  # seconds: answered at all, below every deadline; how quickly is for bench/ to say


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES_WANTED if hard == resource.RLIM_INFINITY else min(FILES_WANTED, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))

    def setUp(self):
        self.service = RunningService(FETTLE)
        self.addCleanup(self.service.__exit__)

    def assert_answers(self):
        """A client of good will is answered, by a worker too."""
        began = time.monotonic()
        connection = http.client.HTTPConnection(self.service.address.removeprefix("http://"),
                                                timeout=10)
        for target in ("/livez", "/readyz"):
            connection.request("GET", target)
            answer = connection.getresponse()
            answer.read()
            self.assertEqual(answer.status, 200)
        connection.close()
        self.assertLess(time.monotonic() - began, SOON)

    def send(self, data):
        """What comes back of `data`, which the server may cut off at any byte."""
        with self.service.connect() as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(data)
            with contextlib.suppress(OSError):
                connection.shutdown(1)
            return read_all(connection)

    def assert_answers_during(self, attacks):
        """As above, again and again, until all of `attacks` are over; each must end well itself."""
        with concurrent.futures.ThreadPoolExecutor(ATTACKERS) as pool:
            running = [pool.submit(attack) for attack in attacks]
            answered = 0
            while not all(attack.done() for attack in running) or answered == 0:
                self.assert_answers()
                answered += 1
            for attack in running:
                attack.result()

    def test_silent_clients_lock_nobody_out(self):
        if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < FILES_WANTED:
            self.skipTest(f"not {FILES_WANTED} files may be open here")
        with contextlib.ExitStack() as stack:
            for _ in range(IDLE_CLIENTS):
                stack.enter_context(self.service.connect())
            self.assert_answers()

    def test_headers_that_come_byte_by_byte(self):
        with contextlib.ExitStack() as stack:
            slow = [stack.enter_context(self.service.connect()) for _ in range(200)]
            for byte in b"GET /livez HTTP/1.1\r\nX-A: ":
                for connection in slow:
                    connection.sendall(bytes([byte]))
            self.assert_answers()

    def test_headers_without_end(self):
        answer = self.send(b"GET / HTTP/1.1\r\n" + b"X-A: " + b"a" * 10_000_000)
        self.assertTrue(answer.startswith(b"HTTP/1.1 431 "), answer[:80])
        answer = self.send(b"GET / HTTP/1.1\r\n" + b"X-A: a\r\n" * 100_000)
        self.assertTrue(answer.startswith(b"HTTP/1.1 431 "), answer[:80])
        answer = self.send(b"GET /" + b"a" * 100_000)
        self.assertIn(answer[:13], (b"HTTP/1.1 431 ", b"HTTP/1.1 400 "))
        self.assert_answers()

    def send_a_body_without_end(self):
        head = b"POST /api/v1/trees HTTP/1.1\r\nHost: a\r\n"
        answer = self.send(head + b"Content-Length: 100000000000\r\n\r\n" + b"a" * 1_000_000)
        self.assertTrue(answer.startswith(b"HTTP/1.1 413 "), answer[:80])
        chunk = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
        answer = self.send(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 20)
        self.assertTrue(answer.startswith(b"HTTP/1.1 413 "), answer[:80])
        answer = self.send(head + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n")
        self.assertTrue(answer.startswith(b"HTTP/1.1 400 "), answer[:80])

    def test_bodies_without_end(self):
        self.assert_answers_during([self.send_a_body_without_end] * 2 * ATTACKERS)

    def test_many_bodies_that_never_come(self):
        with contextlib.ExitStack() as stack:
            for _ in range(200):
                connection = stack.enter_context(self.service.connect())
                connection.sendall(b"POST /api/v1/trees HTTP/1.1\r\nHost: a\r\n"
                                   b"Content-Length: 2000000\r\n\r\n{")
            self.assert_answers()

    def test_two_lengths_are_refused(self):
        for headers in (b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        b"Content-Length: -1\r\n\r\n", b"Content-Length: 0x5\r\n\r\nhello"):
            with self.subTest(headers):
                answer = self.send(b"POST /livez HTTP/1.1\r\nHost: a\r\n" + headers)
                self.assertTrue(answer.startswith(b"HTTP/1.1 400 "), answer[:80])

    def send_json(self, body):
        answer = self.send(b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                           b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" %
                           (len(body), body))
        self.assertTrue(answer.startswith(b"HTTP/1.1 400 "), answer[:80])

    def test_json_that_is_deep(self):
        deep = (b"[" * 1_000_000, b'{"a":' * 200_000, b"[" * 500_000 + b"]" * 500_000,
                b'{"email":' + b"[" * 33 + b"]" * 33 + b"}")
        self.assert_answers_during([functools.partial(self.send_json, body)
                                    for body in deep * ATTACKERS])

    def send_random_bytes(self, seed):
        dice = random.Random(seed)
        shapes = (b"", b"GET ", b"GET /livez HTTP/1.1\r\n", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n",
                  b"GET /livez?")
        for _ in range(400 // ATTACKERS):
            self.send(dice.choice(shapes) + dice.randbytes(dice.randrange(2000)) + b"\r\n\r\n")

    def test_random_bytes(self):
        self.assert_answers_during([functools.partial(self.send_random_bytes, seed)
                                    for seed in range(ATTACKERS)])
        self.assertIsNone(self.service.process.poll())

    def test_clients_that_ask_and_do_not_read(self):
        with contextlib.ExitStack() as stack:
            for _ in range(100):
                connection = stack.enter_context(self.service.connect())
                connection.setblocking(False)
                with contextlib.suppress(BlockingIOError, ConnectionError):
                    for _ in range(1000):
                        connection.send(b"GET /api/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 20)
            self.assert_answers()

    def test_it_stops_with_all_of_them_connected(self):
        with contextlib.ExitStack() as stack:
            for _ in range(100):
                stack.enter_context(self.service.connect()).sendall(b"GET /livez HTTP/1.1\r\nX: ")
            self.assertEqual(self.service.stop(), 0)


if __name__ == "__main__":
    unittest.main()
