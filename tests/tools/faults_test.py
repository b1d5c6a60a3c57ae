#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Tests tools/check_faults.py on small trees with seeded errors.

usage: faults_test.py COMPILER   (which is not needed here)
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "tools/check_faults.py"
CLEAN = "".join(f"| {n} | something | OK | {'a: does it<br>b: too' if n == 7 else 'open'} |\n" for n in range(1, 227))
TESTS = 'TEST_CASE("a: does it (faults 7)") {}\nTEST_CASE(\n    "b: too "\n    "(fault 7)") {}\nTEST_CASE("c: other") {}\n'


class Faults(unittest.TestCase):
    def run_on(self, table, tests=TESTS, flags=()):
        """Returns the output of the check, and the table afterwards."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "tests").mkdir()
            path = Path(folder) / "tests/faults.md"
            path.write_text(table)
            (Path(folder) / "tests/a.test.cpp").write_text(tests)
            run = subprocess.run([TOOL, "--root", folder, *flags], capture_output=True, text=True)
            self.assertEqual(run.stderr, "")
            self.assertEqual(run.returncode, 1 if run.stdout else 0)
            return run.stdout, path.read_text()

    def test_a_clean_table(self):
        self.assertEqual(self.run_on(CLEAN), ("", CLEAN))

    def test_a_test_that_is_gone(self):
        said, _ = self.run_on(CLEAN, 'TEST_CASE("a: does it (fault 7)") {}')
        self.assertEqual(said, "tests/faults.md:7: not what the tests say; run tools/check_faults.py --write\n")

    def test_a_test_that_is_new(self):
        said, _ = self.run_on(CLEAN, TESTS + 'TEST_CASE("d: new (faults 7, 225)") {}')
        self.assertEqual(len(said.splitlines()), 2, said)

    def test_a_row_that_is_missing(self):
        said, _ = self.run_on(CLEAN.replace("| 9 | something", "| nine | something"))
        self.assertIn("not numbered from 1 to 226", said)

    def test_a_fault_that_does_not_exist(self):
        said, _ = self.run_on(CLEAN, TESTS + 'TEST_CASE("d: new (fault 227)") {}')
        self.assertEqual(said, "tests/faults.md:1: there is no fault 227, which is named by: d: new (fault 227)\n")

    def test_writing(self):
        self.assertEqual(self.run_on(CLEAN.replace("a: does it<br>", ""), flags=["--write"]), ("", CLEAN))


if __name__ == "__main__":
    sys.argv[1:] = []
    unittest.main()
