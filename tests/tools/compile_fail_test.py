#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that tools/compile_fail.py accepts a program only if it is rejected with the expected text.

usage: tests/tools/compile_fail_test.py CXX
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).resolve().parent.parent.parent / "tools/compile_fail.py"
COMPILER = "c++"


class CompileFail(unittest.TestCase):
    def run_on(self, text):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "wrong.cpp")
            file.write_text(text)
            run = subprocess.run([TOOL, COMPILER, file], capture_output=True, text=True)
            return run.returncode, run.stdout

    def test_a_program_that_is_refused_as_expected(self):
        status, output = self.run_on('// expect: roster: a; b\nstatic_assert(false, "roster: a; b");\n')
        self.assertEqual((status, output), (0, "1 of 1 wrong programs were rejected as expected\n"))

    def test_a_program_that_compiles(self):
        status, output = self.run_on('// expect: roster: a; b\nstatic_assert(true, "roster: a; b");\n')
        self.assertEqual(status, 1)
        self.assertIn("it compiles", output)

    def test_a_program_that_is_refused_for_another_reason(self):
        status, output = self.run_on('// expect: roster: a; b\nstatic_assert(false, "roster: a; c");\n')
        self.assertEqual(status, 1)
        self.assertIn("another error than expected", output)

    def test_a_program_that_expects_nothing(self):
        status, output = self.run_on('static_assert(false, "roster: a");\n')
        self.assertEqual(status, 1)
        self.assertIn("its first line is not", output)

    def test_a_program_that_needs_what_the_standard_library_lacks(self):
        status, output = self.run_on('// expect: roster: a; b\n// needs: __cpp_lib_lacking\n')
        self.assertEqual(status, 0)
        self.assertIn("left out: 1, as the standard library lacks __cpp_lib_lacking", output)

    def test_a_program_that_is_valid_with_reflection(self):
        text = '// expect: roster: a; b\n// unless: reflection\nstatic_assert(false, "roster: a; b");\n'
        self.assertEqual(self.run_on(text)[1], "1 of 1 wrong programs were rejected as expected\n")

    def test_a_program_that_needs_what_the_standard_library_has(self):
        text = '// expect: roster: a; b\n// needs: __cpp_lib_ranges\nstatic_assert(__cplusplus < 202100, "roster: a; b");\n'
        self.assertEqual(self.run_on(text)[1], "1 of 1 wrong programs were rejected as expected\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    COMPILER = sys.argv.pop()
    unittest.main()
