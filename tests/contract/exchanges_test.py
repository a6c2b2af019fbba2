"""Runs the tests of the routes and holds each request and answer of theirs against the contract:
`exchanges_test.py OPENAPI.JSON API_TEST`."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from contract import Contract

API_TEST = sys.argv.pop()
CONTRACT = Contract(sys.argv.pop())


class Exchanges(unittest.TestCase):
    def test_every_exchange_is_as_the_contract_says(self):
        with tempfile.TemporaryDirectory() as folder:
            record = pathlib.Path(folder, "exchanges")
            # Of the routes as they are; the dispatcher's own tests have routes of their own.
            ran = subprocess.run([API_TEST, "--gtest_filter=-Dispatch.*"], text=True,
                                 env={**os.environ, "FETTLE_RECORD": str(record)},
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            self.assertEqual(ran.returncode, 0, ran.stdout[-4000:])
            exchanges = [json.loads(line) for line in record.read_text("utf-8").splitlines()]
        self.assertGreater(len(exchanges), 10)
        for exchange in exchanges:
            with self.subTest(f"{exchange['method']} {exchange['target']}"):
                self.assertEqual(CONTRACT.check(exchange), [], exchange)


if __name__ == "__main__":
    unittest.main()
