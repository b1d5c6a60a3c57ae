#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that tools/check_headers.py finds files that do not compile alone, at any position, and forbidden libraries.

usage: tests/tools/headers_test.py CXX
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).resolve().parent.parent.parent / "tools/check_headers.py"
COMPILER = "c++"

TOP = "#pragma once\n"
CLEAN = {
    "roster/config.hpp": TOP + "struct config {};\n",
    "roster/schema/field.hpp": TOP + "#include <roster/config.hpp>\nusing field = config;\n",
    "roster/schema/table.hpp": TOP + "#include <roster/schema/field.hpp>\nusing table = field;\n"
                                     "#if !defined(ROSTER_SEPARATE_COMPILATION)\n#include <roster/impl/table.ipp>\n#endif\n",
    "roster/impl/table.ipp": TOP + "#include <roster/schema/table.hpp>\ninline table t;\n",
    "roster/eas/schema.hpp": TOP + "#include <roster/schema/field.hpp>\ninline field f;\n",
}


class Headers(unittest.TestCase):
    def findings(self, planted):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {**CLEAN, **planted}.items():
                file = Path(folder, "include", path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            run = subprocess.run([TOOL, COMPILER, "--root", folder], capture_output=True, text=True)
            self.assertEqual(run.stderr, "")
            self.assertEqual(run.returncode, 1 if run.stdout else 0)
            return run.stdout.splitlines()

    def finds(self, part, planted):
        found = self.findings(planted)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def test_a_clean_tree(self):
        self.assertEqual(self.findings({}), [])

    def test_a_header_that_lacks_an_include(self):
        for name in ["aaa", "zzz"]:  # at any position
            self.finds(f"include/roster/{name}.hpp:1: does not compile alone",
                       {f"roster/{name}.hpp": TOP + "using missing = config;\n"})

    def test_a_header_that_lacks_an_include_and_is_included_by_others(self):
        self.finds("include/roster/config.hpp:1: does not compile alone", {
            "roster/config.hpp": TOP + "struct config { std::string name; };\n",
            "roster/schema/field.hpp": TOP + "#include <string>\n#include <roster/config.hpp>\nusing field = config;\n"})

    def test_an_ipp_file_that_lacks_an_include(self):
        self.finds("include/roster/impl/table.ipp:1: does not compile alone",
                   {"roster/impl/table.ipp": TOP + "inline table t;\n"})

    def test_what_only_an_ipp_file_includes(self):
        self.finds("include/roster/schema/table.hpp:1: does not compile alone", {
            "roster/schema/table.hpp": CLEAN["roster/schema/table.hpp"] + "inline std::string name;\n",
            "roster/impl/table.ipp": TOP + "#include <string>\n" + CLEAN["roster/impl/table.ipp"]})

    def test_a_schema_that_includes_json(self):
        found = self.findings({"roster/config.hpp": CLEAN["roster/config.hpp"] + "#include <boost/json/fwd.hpp>\n"})
        self.assertEqual(found, ["include/roster/eas/schema.hpp:1: includes boost/json",
                                 "include/roster/schema/field.hpp:1: includes boost/json",
                                 "include/roster/schema/table.hpp:1: includes boost/json"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    COMPILER = sys.argv.pop()
    unittest.main()
