#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Tests which names of a header tools/generate.py exports from the module.

usage: module_test.py COMPILER   (which is not needed here)
"""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
sys.dont_write_bytecode = True

import generate  # noqa: E402

HEADER = """
namespace roster::inline v0 {
namespace asio = boost::asio;
struct declared_later;
struct plain {
  bool operator==(const plain&) const = default;
};
namespace detail {
struct inner {};
bool operator!=(inner, inner);
}  // namespace detail
namespace printing {
std::ostream& operator<<(std::ostream& out, plain);
}  // namespace printing
namespace eas { using printing::operator<<; using printing::is_printed; }
template <class T>
auto operator|(plain, T) {
  return 1;
}
int as_expected(plain);
}  // namespace roster::inline v0

namespace other {
int function();
}  // namespace other
"""
EXPORTED = """
export namespace roster {
#if defined(__cpp_lib_expected)
using roster::as_expected;
#endif
namespace asio = boost::asio;
using roster::operator|;
using roster::plain;
}  // namespace roster

export namespace roster::eas {
using roster::eas::is_printed;
using roster::eas::operator<<;
}  // namespace roster::eas

export namespace roster::printing {
using roster::printing::operator<<;
}  // namespace roster::printing
"""


class Module(unittest.TestCase):
    def test_exports_public_names_operators_and_aliases(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "include/roster/eas/detail").mkdir(parents=True)
            for header in ["roster/eas/client.hpp", "roster/eas/detail/inner.hpp"]:
                (root / "include" / header).write_text(HEADER.replace("plain", "hidden") if "detail" in header else HEADER)
            (root / "include/headers.txt").write_text("roster/eas.hpp\nroster/eas/client.hpp\nroster/eas/detail/inner.hpp\n")
            made = generate.module(root)
        self.assertIn("module;\n\n#include <roster/eas.hpp>\n\nexport module roster;\n", made)
        self.assertEqual(made.partition("export module roster;\n")[2], EXPORTED)


if __name__ == "__main__":
    sys.argv[1:] = []
    unittest.main()
