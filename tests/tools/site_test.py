#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks the parts of tools/docs: what it hides and describes in headers, the links of pages, and the check of the built site."""

import sys
import tempfile
import unittest
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tools"))

import architecture_picture  # noqa: E402
import check_layout  # noqa: E402
import site_headers  # noqa: E402
import site_links  # noqa: E402
import site_pages  # noqa: E402

BEGIN = "// SPDX-License-Identifier: BSL-1.0\n#pragma once\n// What it is.\n\nnamespace roster::inline v0 {\n"
END = "}  // namespace roster::inline v0\n"


def read(body, names=()):
    return site_headers.transformed(BEGIN + body + END, lambda name: f"@ref {name}" if name in names else None)


class Headers(unittest.TestCase):
    def test_lines_keep_their_numbers(self):
        body = "namespace detail {\nstruct a {};\n}  // namespace detail\n/// A.\n/// Fails: never.\nstruct b {};\n"
        self.assertEqual(read(body).count("\n"), (BEGIN + body + END).count("\n"))

    def test_internals_are_hidden(self):
        text = read("namespace detail {\nstruct inner {};\n}  // namespace detail\nclass a {\n private:\n  int secret_{};\n};\n"
                    "namespace detail {\nclass later;\n}\nstruct kept {};\n")
        self.assertNotIn("inner", text)
        self.assertNotIn("secret_", text)
        self.assertNotIn("later", text)
        self.assertIn("struct kept", text)

    def test_labels_are_sections(self):
        text = read("/// Reads.\n/// Fails: when it\n/// cannot.\n/// Example: reader: reads\n///  a line\nvoid read();\n", {"reader: reads"})
        self.assertIn("/// @fails_label when it\n", text)
        self.assertIn("/// @example_label @ref reader: reads\n", text)

    def test_an_example_label_of_two_lines(self):
        text = read("/// Example: reader: reads\n/// a line\nvoid read();\n", {"reader: reads a line"})
        self.assertIn("/// @example_label @ref reader: reads a line\n///\n", text)

    def test_a_comment_beside_a_member_ends_there(self):
        self.assertIn("int a{};  /**< one */\n  /// Two.\n  int b{};", read("struct s {\n  int a{};  ///< one\n  /// Two.\n  int b{};\n};\n"))

    def test_enumerators_have_a_text_on_the_wire_or_a_comment(self):
        body = "/// E.\nenum class e {\n  one,\n  two,\n};\nconstexpr auto texts_of(e) { return enum_texts<e>({{e::one, \"One\"}}); }\n"
        text = read(body)
        self.assertIn('one,  /**< "One" on the wire */', text)
        self.assertEqual([name for _, name in site_headers.undescribed_enumerators(text)], ["e::two"])


class Pages(unittest.TestCase):
    def page(self, text):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "docs/guide").mkdir(parents=True)
            (root / "docs/guide/ranges.md").write_text(text)
            (root / "docs/guide/errors.md").write_text("# Errors\n\n## What is retried\n")
            return site_pages.Site(root, {"roster::where"}).page("docs/guide/ranges.md")

    def test_links_between_pages(self):
        text = self.page("# Ranges\n\n[retry](errors.md#what-is-retried), [here](#one),\n[x](https://example.com)\n\n## One\n")
        self.assertIn("# Ranges {#page_guide_ranges}", text)
        self.assertIn("[retry](@ref page_guide_errors__what_is_retried)", text)
        self.assertIn("[here](@ref page_guide_ranges__one)", text)
        self.assertIn("[x](https://example.com)", text)
        self.assertIn("## One {#page_guide_ranges__one}", text)

    def test_code_is_linked_if_it_is_an_entity(self):
        text = self.page("# A\n\n`roster::where(c)`, `other(c)`, `it's`\n")
        self.assertIn('<code>@ref roster::where "roster::where(c)"</code>', text)
        self.assertIn("`other(c)`", text)
        self.assertIn("`` it's ``", text)

    def test_dark_colours_follow_the_switch(self):
        picture = site_pages.inline_picture("<style>a { x: 1 }\n@media (prefers-color-scheme: dark) {\n  a { x: 2 } b { x: 3 }\n}</style>")
        self.assertIn("html.dark-mode a { x: 2 }", picture)
        self.assertIn("html.dark-mode b { x: 3 }", picture)
        self.assertNotIn("@media", picture)


class Links(unittest.TestCase):
    def findings(self, **files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                Path(folder, name.replace("_", ".")).write_text(text)
            return list(site_links.findings(Path(folder)))

    def test_links_that_exist(self):
        self.assertEqual(self.findings(a_html='<a id="x" href="#x"></a><a href="b.html#y"></a><a href="https://example.com"></a>',
                                       b_html='<a name="y"></a><img src="c.svg">', c_svg="<svg/>"), [])

    def test_broken_links(self):
        found = self.findings(a_html='<a href="b.html"></a>\n<a href="#z"></a>\n<img src="c.png">')
        self.assertEqual(found, ["a.html:1: links to b.html, which does not exist", "a.html:2: links to #z, which has no such anchor",
                                 "a.html:3: links to c.png, which does not exist"])

    def test_resources_of_other_servers(self):
        found = self.findings(a_html='<script src="https://example.com/a.js"></script>\n<img src="//example.com/a.png">',
                              b_css="@import 'https://example.com/a.css'; b { c: url(https://example.com/font.woff) }")
        self.assertEqual(found, ["a.html:1: loads https://example.com/a.js", "a.html:2: loads //example.com/a.png",
                                 "b.css: loads https://example.com/a.css", "b.css: loads https://example.com/font.woff"])


class Picture(unittest.TestCase):
    def test_every_component_is_drawn(self):
        drawing = architecture_picture.drawing(check_layout.Project(TOP))
        for title, _ in architecture_picture.NAMES.values():
            self.assertIn(f">{title}</text>", drawing)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
