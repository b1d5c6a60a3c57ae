#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks tools/compile_time.py: which rows it reports, and that every row is stored and shown.

usage: tests/tools/compile_time_test.py
"""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
sys.dont_write_bytecode = True
import compile_time  # noqa: E402
from compile_time import Cost, Row  # noqa: E402

BY_HAND = Row("by hand", "", reference=True)
STORED = {"a": {"time": 0.5, "memory": 1.0}}


def found(*costs):
    """Returns what is found if compiling costs these seconds and megabytes, one after the other."""
    remaining = iter(costs)
    findings = compile_time.check([BY_HAND, Row("a", "")], lambda _: Cost(*next(remaining)), STORED)
    return findings, len(list(remaining))


class CompileTime(unittest.TestCase):
    def test_ten_percent_more_are_accepted(self):
        self.assertEqual(found((10, 100), (5.4, 109)), ([], 0))
        self.assertEqual(found((10, 100), (1, 10)), ([], 0))

    def test_more_is_reported_if_it_is_measured_twice(self):
        self.assertEqual(found((10, 100), (6, 100), (10, 100), (6, 100)),
                         (["a: time 0.600 of the client by hand, +20% of the stored 0.500"], 0))
        self.assertEqual(found((10, 100), (5, 120), (10, 100), (5, 120)),
                         (["a: memory 1.200 of the client by hand, +20% of the stored 1.000"], 0))

    def test_noise_is_not_reported(self):
        self.assertEqual(found((10, 100), (6, 100), (10, 100), (5, 100)), ([], 0))

    def test_a_new_row_is_reported(self):
        self.assertEqual(list(compile_time.exceeded("b", {"time": 1}, None)), ["b: is not stored"])

    def test_every_row_is_stored_and_shown(self):
        stored = json.loads(compile_time.STORED.read_text())
        self.assertEqual(list(stored["rows"]), [row.name for row in compile_time.all_rows()])
        text = compile_time.GUIDE.read_text()
        self.assertEqual(compile_time.page(text, stored), text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
