#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that tools/check_words.py finds words in prose, and leaves code alone.

usage: tests/tools/words_test.py
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
sys.dont_write_bytecode = True
import check_words  # noqa: E402


class Words(unittest.TestCase):
    def finds(self, lines, name, text):
        self.assertEqual(lines, [line for line, _ in check_words.findings_in(name, text)], text)

    def test_words_in_comments(self):
        self.finds([2], "a.hpp", "int a;\n// Asks for a page.\n")
        self.finds([2], "a.hpp", "/* One line,\n   told by two. */\n")
        self.finds([1], "a.ipp", "int a;  ///< what an answer has\n")

    def test_words_in_test_names(self):
        self.finds([1], "a.cpp", 'TEST_CASE("client: is told of a page") {}\n')
        self.finds([3], "a.cpp", 'TEST_CASE(\n    "client: sends "\n    "a request anew") {}\n')

    def test_code_is_not_prose(self):
        self.finds([], "a.cpp", 'const char* told = "an answer";  // `answer` is "an answer"\n')
        self.finds([], "a.cpp", 'auto text = R"(// told)"; char quote = \'"\'; // one "told" of it\n')
        self.finds([], "a.hpp", "/// Example: client: is told of a page\n")
        self.finds([], "a.md", "```cpp\n// told\n```\n`told` [text](told.md) https://a/told\n")

    def test_words_in_documents_and_scripts(self):
        self.finds([3], "a.md", "# Title\n\nNobody reads this.\n")
        self.finds([1, 3], "a.py", '"""Tells nothing."""\ntold = "told"\n# told\n')

    def test_parts_of_words_and_other_meanings(self):
        self.finds([], "a.md", "Multitasking, a broom, a total; servers behind a load balancer; mistaken for nothing.\n")

    def test_subjects_of_commits(self):
        self.assertEqual([], list(check_words.findings_of_subject("1234567 http: read a header once")))
        self.assertEqual(1, len(list(check_words.findings_of_subject("1234567 http: tell a header"))))
        self.assertEqual(1, len(list(check_words.findings_of_subject("1234567 Read a header"))))
        self.assertEqual(1, len(list(check_words.findings_of_subject("1234567 http: " + "x" * 60))))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
