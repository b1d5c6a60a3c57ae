#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks tools/declaration_lines.py, and that the table that it writes is up to date.

usage: tests/tools/declaration_lines_test.py
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
sys.dont_write_bytecode = True
import declaration_lines  # noqa: E402

HEADER = """struct query {
  int a{};
};
struct list_things {
  using request = query;

  /// Its items.
  static constexpr auto items = path<&response::things>;
  static constexpr auto paging = by_token{
      .send = &request::after,
  };
};
struct get_thing {
  static constexpr auto target = get("/thing");
};
struct list_parts {
  static constexpr auto items = whole_response;
};
"""


class DeclarationLines(unittest.TestCase):
    def test_counts_the_struct_of_a_list(self):
        self.assertEqual(list(declaration_lines.operations(HEADER)), [("list_things", 7), ("list_parts", 3)])

    def test_names_of_apis(self):
        page = "| API | header |\n|---|---|\n| Amazon Bedrock | `bedrock.hpp` | x |\n"
        self.assertEqual(declaration_lines.names_of_apis(page), {"include/roster/catalog/bedrock.hpp": "Amazon Bedrock"})

    def test_the_table_is_up_to_date(self):
        page = (declaration_lines.TOP / declaration_lines.PAGE).read_text()
        self.assertEqual(declaration_lines.updated(declaration_lines.TOP, page), page)
        stale = page.replace(declaration_lines.BEGIN, declaration_lines.BEGIN + "\n| an old table |\n")
        self.assertEqual(declaration_lines.updated(declaration_lines.TOP, stale), page)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
