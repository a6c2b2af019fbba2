"""The contract as tests read it: which operation an exchange is of, and what its schemas say."""

import json
import re
import urllib.parse

import jsonschema


class Contract:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.document = json.load(file)
        self.operations = []  # (method, pattern, names, operation), literal paths first
        for pattern, item in sorted(self.document["paths"].items(),
                                    key=lambda one: one[0].count("{")):
            base = item.get("servers", self.document["servers"])[0]["url"].rstrip("/")
            matcher = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(base + pattern)) + r"\Z")
            for method in ("get", "put", "post", "patch", "delete"):
                if method in item:
                    self.operations.append((method, matcher, item[method]))

    def resolve(self, value):
        """What a `$ref` leads to; anything else is itself."""
        while isinstance(value, dict) and "$ref" in value:
            target = self.document
            for name in value["$ref"].removeprefix("#/").split("/"):
                target = target[name.replace("~1", "/").replace("~0", "~")]
            value = target
        return value

    def operation(self, method, target):
        path = urllib.parse.unquote(target.partition("?")[0])
        wanted = "get" if method == "HEAD" else method.lower()
        for known, matcher, operation in self.operations:
            if known == wanted and matcher.match(path):
                return operation
        return None

    def problems(self, schema, value):
        """Why `value` is not what `schema` says; empty where it is."""
        whole = {"allOf": [schema], "components": self.document["components"]}
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
                for error in jsonschema.Draft202012Validator(whole).iter_errors(value)]

    def check(self, exchange):
        """What is wrong with an exchange: a dict with method, target, status, content_type and the
        texts request_body and body. Empty where the contract holds."""
        operation = self.operation(exchange["method"], exchange["target"])
        if operation is None:
            # No such path or method: a problem document all the same.
            operation = {"responses": {"default": {"$ref": "#/components/responses/Problem"}}}
            if exchange["status"] < 400:
                return ["the contract has no such operation"]
        answers = operation["responses"]
        answer = answers.get(str(exchange["status"]))
        if answer is None:
            if exchange["status"] == 304:
                return []
            if exchange["status"] < 400:
                return [f"the contract has no answer {exchange['status']}"]
            # Any operation may end in a problem: of HTTP itself, or of ours.
            answer = answers.get("default", {"$ref": "#/components/responses/Problem"})
        found = self.check_body(self.resolve(answer), exchange)
        if exchange["status"] < 300:
            found += self.check_request(operation, exchange)
        return found

    def check_body(self, answer, exchange):
        content = answer.get("content")
        if content is None:
            return [] if not exchange["body"] else ["a body where the contract has none"]
        if exchange["method"] == "HEAD":
            return []
        kind = exchange["content_type"].partition(";")[0]
        if kind not in content:
            return [f"content type {kind}, not {' or '.join(content)}"]
        if not kind.endswith("json"):
            return []
        return self.problems(content[kind].get("schema", {}), json.loads(exchange["body"]))

    def check_request(self, operation, exchange):
        """What was taken, the contract has to allow."""
        content = self.resolve(operation.get("requestBody", {})).get("content", {})
        if not exchange["request_body"]:
            return []
        if "application/json" not in content:
            return [] if content else ["a body was taken where the contract has none"]
        found = self.problems(content["application/json"].get("schema", {}),
                              json.loads(exchange["request_body"]))
        return [f"request: {one}" for one in found]
