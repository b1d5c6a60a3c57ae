#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks tools/check_instructions.py: which differences it reports, and that every case is stored.

usage: tests/tools/instructions_test.py
"""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
sys.dont_write_bytecode = True
import check_instructions  # noqa: E402


class Instructions(unittest.TestCase):
    def test_differences_of_more_than_three_percent_are_reported(self):
        stored = {"a": 1000, "b": 1000, "c": 1000}
        self.assertEqual(list(check_instructions.differences({"a": 1029, "b": 971, "c": 1000}, stored)), [])
        self.assertEqual(list(check_instructions.differences({"a": 1031, "b": 969, "c": 1000}, stored)),
                         ["a: 1031 instructions, +3.1% of the stored 1000", "b: 969 instructions, -3.1% of the stored 1000"])

    def test_missing_and_new_cases_are_reported(self):
        self.assertEqual(list(check_instructions.differences({"a": 1}, {"b": 2})),
                         ["a: counted 1, stored nothing", "b: counted nothing, stored 2"])

    def test_every_case_is_stored(self):
        stored = json.loads(check_instructions.STORED.read_text())
        self.assertEqual(set(stored["instructions"]), {f"{what} {variant}" for what, variant in check_instructions.CASES})
        self.assertEqual(set(stored["versions"]), {"compiler", "libc", "valgrind"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
