"""Reads from an ELF program what cmake/hardening.cmake has promised: `hardening_test.py FILE`.

Each protection that is missing is one line; exit status 1 if there is any. A program that is linked
without optimisation (`--linked-only`) is asked only for what the linker does.
"""

import subprocess
import sys
import unittest

PROGRAM = sys.argv.pop()
LINKED_ONLY = "--linked-only" in sys.argv
if LINKED_ONLY:
    sys.argv.remove("--linked-only")


def readelf(*options):
    return subprocess.run(["readelf", "-W", *options, PROGRAM], check=True, text=True,
                          capture_output=True).stdout


class Linked(unittest.TestCase):
    def test_it_is_loaded_at_a_random_address(self):
        self.assertRegex(readelf("-h"), r"Type:\s+DYN")

    def test_its_tables_are_read_only_once_it_runs(self):
        self.assertIn("GNU_RELRO", readelf("-l"))
        self.assertRegex(readelf("-d"), r"BIND_NOW|Flags:.*NOW")

    def test_a_start_loads_no_library_that_few_starts_need(self):
        self.assertNotRegex(readelf("-d"), r"NEEDED.*(libpq|libcurl)")

    def test_its_stack_is_not_executable(self):
        self.assertRegex(readelf("-l"), r"GNU_STACK.* RW +0x")


@unittest.skipIf(LINKED_ONLY, "compiled without optimisation")
class Compiled(unittest.TestCase):
    def test_it_notices_a_stack_that_was_written_over(self):
        self.assertIn("__stack_chk_fail", readelf("--dyn-syms"))

    def test_calls_of_the_c_library_know_the_size_of_their_buffers(self):
        self.assertRegex(readelf("--dyn-syms"), r"__\w+_chk@")

    def test_indirect_calls_land_where_they_may(self):
        code = subprocess.run(["objdump", "-d", "--section=.text", PROGRAM], check=True, text=True,
                              capture_output=True).stdout
        self.assertGreater(code.count("endbr64"), 100)

    def test_its_symbols_are_in_a_file_of_their_own(self):
        sections = readelf("-S")
        self.assertNotIn(".debug_info", sections)
        self.assertIn(".gnu_debuglink", sections)


if __name__ == "__main__":
    unittest.main()
