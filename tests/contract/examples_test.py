"""Holds the contract against itself: `examples_test.py OPENAPI.JSON`.

Every schema is one, every reference leads somewhere, and every example is what its schema says.
"""

import sys
import unittest

import jsonschema

from contract import Contract

CONTRACT = Contract(sys.argv.pop())


def walk(value, path=()):
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        if isinstance(inner, (dict, list)):
            yield from walk(inner, (*path, str(key)))


def examples(described):
    if "example" in described:
        yield described["example"]
    for example in described.get("examples", {}).values():
        yield CONTRACT.resolve(example)["value"]


class Contract(unittest.TestCase):
    def test_every_reference_leads_somewhere(self):
        for path, value in walk(CONTRACT.document):
            if isinstance(value, dict) and isinstance(value.get("$ref"), str):
                with self.subTest("/".join(path)):
                    CONTRACT.resolve(value)

    def test_every_schema_is_one(self):
        for name, schema in CONTRACT.document["components"]["schemas"].items():
            with self.subTest(name):
                jsonschema.Draft202012Validator.check_schema(schema)

    def test_every_example_is_what_its_schema_says(self):
        for path, value in walk(CONTRACT.document):
            if not isinstance(value, dict) or "schema" not in value or "examples" in path:
                continue
            for example in examples(value):
                with self.subTest("/".join(path)):
                    self.assertEqual(CONTRACT.problems(value["schema"], example), [])

    def test_objects_have_the_members_that_they_require(self):
        for path, value in walk(CONTRACT.document["components"]["schemas"]):
            if isinstance(value, dict) and isinstance(value.get("required"), list):
                with self.subTest("/".join(path)):
                    self.assertLessEqual(set(value["required"]), set(value.get("properties", {})))


if __name__ == "__main__":
    unittest.main()
