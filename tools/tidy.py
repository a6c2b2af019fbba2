#!/usr/bin/python3
"""Checks the rules of the house that no compiler knows: `tools/tidy.py [ROOT]`.

Each problem is one line, `path:line: error RULE: what is wrong; the way out`. Exit status 1 if
there is any error, warnings alone are 0. Rules are the functions marked with @rule, data stands
in tools/layers.txt. Needs Python 3.9 and nothing else. tests/tidy/tidy_test.py plants one violation
of each rule.
"""

import fnmatch
import itertools
import pathlib
import re
import sys

CODE_FOLDERS = ("src", "tests", "bench", "fuzz")
COLUMNS_MAX = 100
FILE_LINES_MAX = 500
TEST_FILE_LINES_MAX = 800
FUNCTION_LINES_WARNED = 60
FUNCTION_LINES_MAX = 70
HEADER_COMMENT_LINES_MAX = 10

# What may not be written, by file: (pattern, where, where not, what, the way out). Text in comments
# and literals does not count, but for the marks of unfinished work.
PURE = "src/core/* src/ports/*"
TESTS = "*_test.cpp *_test_support.hpp tests/* bench/* fuzz/*"
BANNED = (
    (r"_clock\s*::\s*now\b|\btime\s*\(\s*(?:0|NULL|nullptr|&)|\bgettimeofday\b|\bclock_gettime\b",
     PURE, TESTS, "the core reads a clock", "take the instant as an argument"),
    (r"\bstd\s*::\s*(?:jthread|thread|async|mutex|atomic)\b",
     PURE, TESTS, "the core has no threads", "leave them to store/, transport/ or app/"),
    (r"\brandom_device\b|\bs?rand\s*\(", "src/*", "src/transport/* src/app/* " + TESTS,
     "randomness comes in through ports::Random", "take the bits as an argument"),
    (r"\bstd\s*::\s*(?:cout|cerr|clog|cin|[io]?fstream)\b|\b(?:f?printf|fopen|getenv)\s*\(",
     PURE, TESTS + " src/core/schedule/zone*", "the core does no I/O",
     "return the value and let the caller read or write"),
    (r"\bthis_thread\s*::\s*sleep|\b(?:u|nano)sleep\s*\(|(?<!\w)::\s*sleep\s*\(",
     "*", "tests/fleet/sandbox.hpp",  # the one place that waits for a real process
     "a sleep makes the program slow and a test flaky",
     "use a timer of ports::Loop, or a fake clock"),
    (r"\bstd\s*::\s*w?regex\b", "*", "src/core/flow/pattern.cpp",
     "std::regex takes exponential time", "match by hand, or see core/flow/pattern.hpp"),
    (r"\busing\s+namespace\b(?!\s+std\s*::\s*\w*literals)", "*", "",
     "`using namespace` hides where a name comes from", "name what is used"),
    (r"\.\s*detach\s*\(\s*\)", "src/*", "", "a detached thread outlives what it uses", "join it"),
)
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")

TOKENS = re.compile(
    r"""//[^\n]*|/\*.*?\*/                                     # comments
      | R"(?P<mark>[^()\\\s]*)\(.*?\)(?P=mark)"                 # raw strings
      | "(?:\\.|[^"\\\n])*" | (?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'  # strings and characters""",
    re.DOTALL | re.VERBOSE)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
CONTROL = re.compile(r"(?:else\s+)?(?:if|for|while|switch|do|catch|try)\b")
SCOPE = re.compile(r"(?:.*\s)?(?:namespace|class|struct|union|enum|extern)\b", re.DOTALL)
LITERAL_CODE = re.compile(r'"([a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*)"')
FILE_ENDINGS = {"db", "md", "txt", "html", "json", "csv", "ini", "yml", "yaml", "sh", "sql", "sarif",
                "log", "conf", "py", "toml", "socket", "lock", "key", "pub"}
FILE_IN_COMMENT = re.compile(r"(?<![\w/.<*-])\w+(?:/\w+)*\.[ch]pp\b")
PATH_IN_DOCS = re.compile(r"`([\w*.-]+(?:/[\w*.-]+)*(?:/|\.\w+))`")

RULES = []


def rule(function):
    RULES.append(function)
    return function


class Source:
    """One C++ file: its text, and the same text with comments and literals blanked out."""

    def __init__(self, root, path):
        self.name = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding="utf-8")
        self.lines = self.text.splitlines()
        self.code = TOKENS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), self.text)
        # Lines that begin within a literal: data, which can't always be broken.
        self.raw_lines = {line for found in TOKENS.finditer(self.text) if found[0][0] == "R"
                          for line in range(self.line_of(found.start()) + 1,
                                            self.line_of(found.end()) + 1)}
        self.is_test = matches(self.name, TESTS)

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1


class House:
    """The checkout under test, and the problems found in it."""

    def __init__(self, root):
        self.root = root
        self.sources = [Source(root, path) for folder in CODE_FOLDERS
                        for path in sorted((root / folder).rglob("*.[ch]pp"))]
        self.folders, self.headers = read_layers(root / "tools/layers.txt")
        self.problems = []

    def error(self, name, line, rule_name, message):
        self.problems.append((name, line, "error", rule_name, message))

    def warning(self, name, line, rule_name, message):
        self.problems.append((name, line, "warning", rule_name, message))


def matches(name, patterns):
    """Whether one of the patterns takes `name`; a later `!pattern` gives it back."""
    answer = False
    for pattern in patterns.split():
        if fnmatch.fnmatchcase(name, pattern.removeprefix("!")):
            answer = not pattern.startswith("!")
    return answer


def read_layers(path):
    """The two sections of layers.txt: {folder: [folders]} and [([headers], files)]."""
    text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"\n[ \t]+", " ", text)
    folders, headers = {}, []
    section = None
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("["):
            section = line
            continue
        names, _, allowed = line.partition(":")
        if section == "[folders]":
            folders[names.strip()] = allowed.split()
        else:
            headers.append((names.split(), allowed.strip()))
    return folders, headers


def folder_of(path, folders):
    """The listed folder that `path` lies in: the longest one."""
    inside = [folder for folder in folders if path.startswith(folder + "/")]
    return max(inside, key=len, default=None)


@rule
def include_directions(house):
    for source in house.sources:
        if not source.name.startswith("src/"):
            continue
        path = source.name.removeprefix("src/")
        own = folder_of(path, house.folders)
        if own is None:
            house.error(source.name, 1, "layers",
                        "this folder is not in tools/layers.txt; add its line")
            continue
        for found in INCLUDE.finditer(source.text):
            kind, header = found.groups()
            line = source.line_of(found.start(1))
            if kind == "<":
                check_owner(house, source.name, line, path, header)
            elif not (header.startswith("tests/") and source.is_test):
                check_direction(house, source.name, line, own, header)


def check_direction(house, name, line, own, header):
    theirs = folder_of(header, house.folders) or header.partition("/")[0]
    allowed = [own, *house.folders[own]]
    if not any(theirs == folder or theirs.startswith(folder + "/") for folder in allowed):
        house.error(name, line, "layers",
                    f'{own} may not include "{header}"; move the code or ask for less, '
                    "the directions are in tools/layers.txt")


def check_owner(house, name, line, path, header):
    allowed = [files for patterns, files in house.headers if matches(header, " ".join(patterns))]
    if not allowed and not re.fullmatch(r"[a-z_0-9]+", header):
        house.error(name, line, "owner",
                    f"nobody owns <{header}>; name its owner in tools/layers.txt")
    elif allowed and not matches(path, " ".join(allowed)):
        house.error(name, line, "owner", f"<{header}> is included only in {' '.join(allowed)}; "
                    "go through that file, or change the owner in tools/layers.txt")


@rule
def banned_words(house):
    for source in house.sources:
        for pattern, where, where_not, what, way_out in BANNED:
            if not matches(source.name, where) or matches(source.name, where_not):
                continue
            for found in re.finditer(pattern, source.code):
                house.error(source.name, source.line_of(found.start()), "banned",
                            f"{what}; {way_out}")
        for number, line in enumerate(source.lines, 1):
            if UNFINISHED.search(line):
                house.error(source.name, number, "banned",
                            "unfinished work is marked here; finish it, or open an issue")


@rule
def sizes(house):
    for source in house.sources:
        most = TEST_FILE_LINES_MAX if source.is_test else FILE_LINES_MAX
        if len(source.lines) > most:
            house.error(source.name, most, "file-size",
                        f"{len(source.lines)} lines, {most} are allowed; "
                        "a file is one idea: split it")
        for number, line in enumerate(source.lines, 1):
            if len(line) > COLUMNS_MAX and number not in source.raw_lines:
                house.error(source.name, number, "columns",
                            f"{len(line)} columns, {COLUMNS_MAX} are allowed; break the line")
        for first, last in functions(source.code):
            length = last - first + 1
            message = (f"a function of {length} lines; split it, 20 is the aim, "
                       f"{FUNCTION_LINES_MAX} the limit")
            if length > FUNCTION_LINES_MAX:
                house.error(source.name, first, "function-size", message)
            elif length > FUNCTION_LINES_WARNED:
                house.warning(source.name, first, "function-size", message)


def functions(code):
    """First and last line of each function: a brace pair with `name(...)` before it, in a namespace
    or a class. Simple, and right for code that clang-format has seen."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda found: "\n" * found[0].count("\n"), code,
                  flags=re.MULTILINE)
    scopes = []  # for each open brace: "scope", "other" or the first line of a function
    parentheses = 0
    start = 0
    for found in re.finditer(r"[(){};]", code):
        mark = found[0]
        parentheses += {"(": 1, ")": -1}.get(mark, 0)
        if mark in "()" or parentheses:
            continue
        if mark == "{":
            scopes.append(classify(code, start, found.start(), scopes))
        elif mark == "}" and scopes:
            first = scopes.pop()
            if isinstance(first, int):
                yield first, code.count("\n", 0, found.start()) + 1
        start = found.end()


def classify(code, start, end, scopes):
    head = re.sub(r"\b(?:public|private|protected)\s*:", lambda found: " " * len(found[0]),
                  code[start:end])
    text = head.strip()
    if any(scope != "scope" for scope in scopes):
        return "other"
    if "(" in text and not text.endswith(("=", ",", "(")) and not CONTROL.match(text):
        return code.count("\n", 0, start + len(head) - len(head.lstrip())) + 1
    return "scope" if SCOPE.match(text) else "other"


@rule
def headers(house):
    for source in house.sources:
        if not source.name.endswith(".hpp"):
            continue
        opening = itertools.takewhile(lambda line: line.startswith("//"), source.lines)
        comment = sum(not line.startswith("//   ") for line in opening)  # examples are free
        if not 1 <= comment <= HEADER_COMMENT_LINES_MAX:
            house.error(source.name, 1, "header-comment",
                        f"a header begins with a comment of 1 to {HEADER_COMMENT_LINES_MAX} lines, "
                        f"not {comment}; say what it does, what it never does, what to read next")
        if "#pragma once" not in source.lines:
            house.error(source.name, 1, "pragma-once",
                        "no `#pragma once`; put it under the first comment")


@rule
def file_names(house):
    for source in house.sources:
        if not re.fullmatch(r"[a-z][a-z0-9_]*(?:/[a-z][a-z0-9_]*)*\.[ch]pp", source.name):
            house.error(source.name, 1, "file-name", "files and folders are snake_case; rename it")


@rule
def paths_in_docs(house):
    guides = [house.root / "CONTRIBUTING.md", house.root / "docs/architecture.md",
              house.root / "docs/adding.md", *sorted((house.root / "docs/decisions").glob("*.md"))]
    for guide in filter(pathlib.Path.exists, guides):
        for number, line in enumerate(guide.read_text(encoding="utf-8").splitlines(), 1):
            for path in PATH_IN_DOCS.findall(line):
                if not any(base.glob(path.rstrip("/")) and any(base.glob(path.rstrip("/")))
                           for base in (house.root, house.root / "src", guide.parent)):
                    house.error(guide.relative_to(house.root).as_posix(), number, "docs-path",
                                f"there is no {path}; name a file that exists")


@rule
def files_in_comments(house):
    """A comment that names a source file names one that exists."""
    names = {source.name for source in house.sources}
    for source in house.sources:
        for number, line in enumerate(source.lines, 1):
            for name in FILE_IN_COMMENT.findall(line.partition("//")[2]):
                if not any(f"/{known}".endswith(f"/{name}") for known in names):
                    house.error(source.name, number, "comment-path",
                                f"there is no {name}; name a file that exists")


@rule
def test_parameters(house):
    """A parameter of a test that prints as its bytes names the test anew in every run."""
    for source in house.sources:
        for found in re.finditer(r"\bTestWithParam<(\w+)>", source.code):
            kind = found[1]
            is_own = re.search(rf"\bstruct {kind} {{", source.code)
            if is_own and f"PrintTo(const {kind}&" not in source.code:
                house.error(source.name, source.line_of(found.start()), "test-parameter",
                            f"a {kind} prints as bytes; give it a PrintTo that writes its name")


@rule
def documented_codes(house):
    """Every diagnostic code, which is a literal of the form area.what, is in the reference."""
    reference = house.root / "docs/reference/diagnostics.md"
    known = set(re.findall(r"`([a-z]+\.[a-z0-9-]+)`", read_if_there(reference)))
    if not known:
        return
    used = set()
    for source in house.sources:
        if not source.name.startswith("src/") or source.is_test:
            continue
        for found in LITERAL_CODE.finditer(source.text):
            code = found[1]
            if code.rpartition(".")[2] in FILE_ENDINGS:
                continue
            # An audit entry's, no code.
            if source.text[:found.start()].endswith((".action = ", "audit_action(")):
                continue
            used.add(code)
            if code not in known:
                house.error(source.name, source.line_of(found.start()), "documented",
                            f"{code} is not in docs/reference/diagnostics.md; describe it there")
    for code in sorted(known - used):
        house.error("docs/reference/diagnostics.md", 1, "documented",
                    f"nothing emits {code}; remove its entry")


@rule
def documented_errors(house):
    table = read_if_there(house.root / "src/base/error_code.cpp")
    reference = read_if_there(house.root / "docs/reference/errors.md")
    for name in re.findall(r'ErrorCodeRow\{ErrorCode::\w+, "([a-z-]+)"', table):
        if f"`{name}`" not in reference:
            house.error("docs/reference/errors.md", 1, "documented",
                        f"the error {name} has no entry; describe it")


def read_if_there(path):
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    house = House(root if root.is_dir() else root.parent.parent)
    for check in RULES:
        check(house)
    for name, line, severity, rule_name, message in sorted(set(house.problems)):
        print(f"{name}:{line}: {severity} {rule_name}: {message}")
    errors = sum(1 for problem in house.problems if problem[2] == "error")
    print(f"tidy: {len(house.sources)} files, {len(RULES)} rules, {errors} errors, "
          f"{len(house.problems) - errors} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
