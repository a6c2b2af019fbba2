"""Plants one violation of each rule into a small checkout and expects tools/tidy.py to say so."""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

LAYERS = """\
[folders]
base:
core/flow: base
cli: base core

[headers]
fmt/*: *
sqlite3.h
  yaml.h: core/flow/* !core/flow/steps/*
"""
CLEAN = {
    "tools/layers.txt": LAYERS,
    "src/base/id.hpp": "// Identifiers.\n#pragma once\n",
    "src/core/flow/flow.cpp":
        '#include <fmt/format.h>\n#include <vector>\n#include "base/id.hpp"\n',
    "src/cli/run.cpp":
        '#include "core/flow/flow.hpp"\n\nint run(int argument) { return argument; }\n',
}


def function_of(lines):
    return "int f(int a) {\n" + "  ++a;\n" * (lines - 3) + "  return a;\n}\n"


class Tidy(unittest.TestCase):
    def check(self, files):
        """The problems of the clean checkout with `files` added, as (path:line, severity, rule)."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in {**CLEAN, **files}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            command = [sys.executable, str(ROOT / "tools/tidy.py"), folder]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
        problems = re.findall(r"^(\S+:\d+): (error|warning) ([a-z-]+): .+; .+$", run.stdout,
                              re.MULTILINE)
        failed = any(severity == "error" for _, severity, _ in problems)
        self.assertEqual((run.returncode, run.stderr), (int(failed), ""), run.stdout)
        self.assertEqual(len(problems), len(run.stdout.splitlines()) - 1, run.stdout)
        return problems

    def expect(self, rule, line, name, text, severity="error"):
        self.assertEqual(self.check({name: text}), [(f"{name}:{line}", severity, rule)])

    def test_a_clean_checkout_has_no_problems(self):
        self.assertEqual(self.check({}), [])

    def test_a_lower_layer_does_not_include_a_higher_one(self):
        self.expect("layers", 2, "src/base/id.cpp",
                    '#include "base/id.hpp"\n#include "cli/run.hpp"\n')

    def test_a_folder_without_a_line_is_refused(self):
        self.expect("layers", 1, "src/extra/x.cpp", "int x;\n")

    def test_a_library_has_one_owner(self):
        self.expect("owner", 1, "src/cli/list.cpp", "#include <sqlite3.h>\n")

    def test_an_owner_can_be_taken_back_for_a_subfolder(self):
        self.expect("owner", 1, "src/core/flow/steps/wait.cpp", "#include <yaml.h>\n")

    def test_a_header_that_nobody_owns_is_refused(self):
        self.expect("owner", 1, "src/cli/list.cpp", "#include <curl/curl.h>\n")

    def test_the_core_reads_no_clock(self):
        self.expect("banned", 2, "src/core/flow/now.cpp",
                    "// why\nauto a = std::chrono::system_clock::now();\n")

    def test_the_core_prints_nothing(self):
        self.expect("banned", 1, "src/core/flow/print.cpp", "void f() { std::cout << 1; }\n")

    def test_nothing_sleeps_tests_included(self):
        self.expect("banned", 1, "tests/sim/a_test.cpp",
                    "void f() { std::this_thread::sleep_for(t); }\n")

    def test_a_namespace_is_not_opened_but_for_literals(self):
        self.expect("banned", 2, "src/cli/a.cpp",
                    "using namespace std::chrono_literals;\nusing namespace std;\n")

    def test_unfinished_work_is_refused(self):
        self.expect("banned", 1, "src/cli/a.cpp", "// TO" "DO: later\n")

    def test_words_in_comments_and_literals_do_not_count(self):
        text = ('// using namespace\nauto a = R"(std::regex \')"; auto b = "usleep(1)";\n'
                "int c = 1'000;\n")
        self.assertEqual(self.check({"src/cli/a.cpp": text}), [])

    def test_a_long_line_is_refused_unless_it_is_data(self):
        long = "x" * 120
        self.expect("columns", 3, "src/cli/a.cpp", f'auto a = R"(\n{long})";\n// {long}\n')

    def test_a_long_file_is_refused(self):
        self.expect("file-size", 500, "src/cli/a.cpp", "int a;\n" * 501)
        self.assertEqual(self.check({"tests/a/a_test.cpp": "int a;\n" * 800}), [])

    def test_a_long_function_is_warned_about_and_then_refused(self):
        self.assertEqual(self.check({"src/cli/a.cpp": function_of(60)}), [])
        self.expect("function-size", 1, "src/cli/a.cpp", function_of(61), "warning")
        self.expect("function-size", 4, "src/cli/a.cpp",
                    "namespace a {\nstruct B {\n public:\n" + function_of(71) + "};\n}\n")

    def test_a_long_table_or_class_is_no_function(self):
        table = "constexpr int k[] = {\n" + "    f(1),\n" * 80 + "};\n"
        members = "class A {\n" + "  void f();\n" * 80 + "};\n"
        self.assertEqual(self.check({"src/cli/a.cpp": table + members}), [])

    def test_a_header_says_what_it_is(self):
        self.expect("header-comment", 1, "src/cli/a.hpp", "#pragma once\n")
        self.expect("header-comment", 1, "src/cli/a.hpp", "// a\n" * 11 + "#pragma once\n")

    def test_a_header_is_guarded(self):
        self.expect("pragma-once", 1, "src/cli/a.hpp", "// a\n")

    def test_names_are_snake_case(self):
        self.expect("file-name", 1, "src/cli/RunPlan.cpp", "int a;\n")

    def test_guides_name_files_that_exist(self):
        self.expect("docs-path", 2, "docs/architecture.md",
                    "`cli/run.cpp` `src/cli/*.cpp`\n`cli/gone.cpp`\n")

    def test_comments_name_files_that_exist(self):
        self.expect("comment-path", 2, "src/cli/a.cpp",
                    "// see a.cpp and cli/a.cpp, <x.hpp>, *_test.cpp\n// see cli/gone.cpp\n")

    def test_every_code_is_described_and_every_description_is_used(self):
        reference = "| `plan.title-missing` | ... |\n"
        self.assertEqual(self.check({"docs/reference/diagnostics.md": reference}),
                         [("docs/reference/diagnostics.md:1", "error", "documented")])
        code = 'auto a = "plan.title-missing"; auto b = "state.db";\nauto c = "plan.new";\n'
        self.assertEqual(
            self.check({"docs/reference/diagnostics.md": reference, "src/cli/a.cpp": code}),
            [("src/cli/a.cpp:2", "error", "documented")])

    def test_the_name_of_an_audit_entry_is_no_code(self):
        reference = "| `plan.title-missing` | ... |\n"
        code = ('auto a = "plan.title-missing"; f({.action = "batch.paused"});\n'
                'g(audit_action("batch.resumed"));\n')
        self.assertEqual(
            self.check({"docs/reference/diagnostics.md": reference, "src/cli/a.cpp": code}), [])

    def test_a_parameter_of_a_test_has_a_name(self):
        text = "struct Limit {\n  int a;\n};\nclass Low : public testing::TestWithParam<Limit> {};\n"
        self.expect("test-parameter", 4, "tests/e2e/a_test.cpp", text)
        printed = "void PrintTo(const Limit& limit, std::ostream* out) { *out << limit.a; }\n"
        self.assertEqual(self.check({"tests/e2e/a_test.cpp": text + printed}), [])

    def test_every_error_is_described(self):
        table = 'ErrorCodeRow{ErrorCode::kBusy, "busy", 3, 503},\n'
        self.assertEqual(self.check({"src/base/error_code.cpp": table}),
                         [("docs/reference/errors.md:1", "error", "documented")])


if __name__ == "__main__":
    unittest.main()
