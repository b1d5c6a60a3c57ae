#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that every entry of tools/defences.py names a piece of code that its file contains exactly once, and faults that exist.

usage: defences_test.py COMPILER   (which is not needed here)
"""

import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parent.parent.parent / "tools"
sys.path.insert(0, str(TOOLS))

from check_defences import INCLUDE, ROOT  # noqa: E402
from check_faults import COUNT  # noqa: E402
from defences import DEFENCES  # noqa: E402


class Defences(unittest.TestCase):
    def test_each_place_occurs_once(self):
        for name, file, place, _, faults in DEFENCES:
            path = ROOT / file if file.startswith("examples/") else INCLUDE / file
            with self.subTest(name):
                self.assertEqual(path.read_text().count(place), 1, f"in {file}: {place}")
                self.assertTrue(faults and faults <= set(range(1, COUNT + 1)))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
