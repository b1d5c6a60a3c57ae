#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Tests tools/generate.py and tools/check_layout.py on the documentation of small trees.

usage: documents_test.py COMPILER   (which is not needed here)
"""

import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
sys.dont_write_bytecode = True

import check_layout  # noqa: E402
import documents  # noqa: E402
import generate  # noqa: E402

CLEAN = {
    "README.md": "# Thing\n\n[The guide](docs/guide/README.md), [ranges](docs/guide/ranges.md#two-words-and-code), [out](https://example.com)\n",
    "docs/guide/README.md": "# Guide\n\n- [Start](start.md)\n- [Ranges](ranges.md)\n- [Again](start.md)\n",
    "docs/guide/start.md": "# Getting started\n\n`tools/thing`\n",
    "docs/guide/ranges.md": "# Ranges\n\n## Two words, and `code`\n\n[above](#ranges)\n",
    "tools/thing": "",
}
PROGRAM = "// A comment.\n\n#include <a>\n\nnamespace a = b;\n\nvoid f();\n\nint main() {}\n"


class Documents(unittest.TestCase):
    @contextlib.contextmanager
    def tree(self, planted):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {**CLEAN, **planted}.items():
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / path).write_text(text)
            yield Path(folder)

    def findings(self, planted):
        with self.tree(planted) as root:
            return list(check_layout.check_documents(check_layout.Project(root)))

    def generated(self, path, planted):
        with self.tree(planted) as root:
            return generate.page(path)(root)

    def test_a_clean_tree(self):
        self.assertEqual(self.findings({}), [])

    def test_a_link_to_a_page_that_does_not_exist(self):
        self.assertEqual(self.findings({"docs/guide/start.md": "# Start\n\n[x](gone.md)\n"}),
                         ["docs/guide/start.md:3: links to gone.md, which does not exist"])

    def test_a_link_out_of_the_project(self):
        self.assertEqual(self.findings({"docs/guide/start.md": "# Start\n\n[x](../../../etc)\n"}),
                         ["docs/guide/start.md:3: links to ../../../etc, which does not exist"])

    def test_an_anchor_that_does_not_exist(self):
        for link in ["ranges.md#one-word", "#one-word"]:
            found = self.findings({"docs/guide/start.md": f"# Start\n\n[x]({link})\n"})
            self.assertEqual(len(found), 1, found)
            self.assertIn("has no heading for #one-word", found[0])

    def test_anchors_of_headings_that_repeat(self):
        self.assertEqual(documents.anchors("# A b\n## C, d: `e_f`\n## A b\n```sh\n# no heading\n```\n"), {"a-b", "c-d-e_f", "a-b-1"})

    def test_links_in_code_are_no_links(self):
        self.assertEqual(self.findings({"docs/guide/start.md": "# Start\n\n`[x](gone.md)`\n\n```cpp\n[x](gone.md)\n```\n"}), [])

    def test_a_file_name_that_does_not_exist(self):
        self.assertEqual(self.findings({"CONTRIBUTING.md": "# C\n\n`tools/gone` and `tools/thing`\n"}),
                         ["CONTRIBUTING.md:3: names tools/gone, which does not exist"])

    def test_a_readme_that_is_too_long(self):
        for text, unit in [("# Thing\n" + "\n" * 180, "181 lines"), ("# Thing\n" + "é" * 4096, "8200 bytes")]:
            found = self.findings({"README.md": text})
            self.assertEqual(len(found), 1, found)
            self.assertIn(unit, found[0])

    def test_blocks_with_marks_and_without(self):
        text = "<!-- way: one -->\n```sh\na\n```\n\n```cpp\nb\nc\n```\n"
        self.assertEqual(list(documents.blocks(text)), [(3, "way: one", "sh", "a\n"), (7, "", "cpp", "b\nc\n")])

    def test_examples_and_their_output(self):
        page = ("# Start\n<!-- examples/1.cpp -->\n```cpp\n```\n<!-- examples/1.cpp, the middle -->\n```cpp\nold\n```\n"
                "<!-- examples/1.txt -->\n```text\n```\n<!-- examples/1.txt, lines 2 to 3 -->\n```text\n```\n")
        made = self.generated("docs/guide/start.md", {"docs/guide/start.md": page, "examples/1.cpp": PROGRAM, "examples/1.txt": "1\n2\n3\n4\n"})
        self.assertEqual([code for _, _, _, code in documents.blocks(made)],
                         [PROGRAM.partition("\n\n")[2], "void f();\n", "1\n2\n3\n4\n", "2\n3\n"])

    def test_the_middle_of_a_test(self):
        page = "# Start\n<!-- tests/tokens/1.cpp, the middle -->\n```cpp\n```\n"
        source = PROGRAM.replace("int main() {}", '#include "b"\n\nvoid g();')
        made = self.generated("docs/guide/start.md", {"docs/guide/start.md": page, "tests/tokens/1.cpp": source})
        self.assertEqual([code for _, _, _, code in documents.blocks(made)], ["void f();\n"])

    def test_an_example_that_does_not_exist(self):
        with self.assertRaisesRegex(generate.Unusable, "shows examples/1.cpp, which does not exist"):
            self.generated("README.md", {"README.md": "<!-- examples/1.cpp -->\n```cpp\n```\n"})

    def test_neighbours_follow_the_index(self):
        made = self.generated("docs/guide/start.md", {})
        self.assertEqual(made.splitlines()[-1], "[Guide](README.md) | [Ranges →](ranges.md)")
        again = self.generated("docs/guide/start.md", {"docs/guide/start.md": made})
        self.assertEqual(again, made)

    def test_a_page_that_the_index_lacks(self):
        with self.assertRaisesRegex(generate.Unusable, "does not link to docs/guide/new.md"):
            self.generated("docs/guide/new.md", {"docs/guide/new.md": "# New\n"})


if __name__ == "__main__":
    sys.argv[1:] = []
    unittest.main()
