#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Tests tools/ways.py on a small page, and what tools/test-newcomer reads from the pages of this project.

usage: ways_test.py COMPILER   (which is not needed here)
"""

import re
import sys
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tools"))
sys.dont_write_bytecode = True

import ways  # noqa: E402

newcomer = SourceFileLoader("test_newcomer", str(TOP / "tools/test-newcomer")).load_module()
PAGE = """# A

<!-- main.cpp -->
```cpp
int main() {}
```

Plain (`apt-get install one`):

<!-- way: plain -->
```sh
g++ main.cpp
```

## CMake

<!-- CMakeLists.txt of CMake, installed -->
```cmake
project(app)
```

With `apt-get install two three`:

<!-- way: CMake, installed -->
```sh
cmake -S . -B build
```

<!-- CMakeLists.txt of another -->
```cmake
project(another)
```

<!-- way: another -->
```sh
cmake -S . -B build
```
"""


class Ways(unittest.TestCase):
    def page(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "page.md").write_text(PAGE)
            return ways.Ways(Path(folder), ["page.md"])

    def test_a_way_has_its_own_files_or_those_of_the_readme(self):
        page = self.page()
        self.assertEqual(page.names(), ["plain", "CMake, installed", "another"])
        self.assertEqual(page.files("plain"), {"main.cpp": "int main() {}\n"})
        self.assertEqual(page.files("another")["CMakeLists.txt"], "project(another)\n")
        self.assertEqual(page.files("CMake, installed")["CMakeLists.txt"], "project(app)\n")

    def test_packages_are_those_of_the_text_before_a_way_alone(self):
        page = self.page()
        found = [newcomer.INSTALL.findall(page.introduction(way)) for way in page.names()]
        self.assertEqual(found, [["apt-get install one"], ["apt-get install two three"], []])

    def test_a_mark_must_have_one_block(self):
        with self.assertRaisesRegex(SystemExit, "page.md: 0 blocks after <!-- output -->"):
            self.page().shown("output")

    def test_the_pages_name_the_packages_of_every_release(self):
        page = ways.Ways(TOP, newcomer.PAGES)
        for release, boost in (("bookworm", "libboost1.81-dev"), ("trixie", "libboost-dev"), ("sid", "libboost-dev")):
            install, clone = newcomer.requirements(page, release).splitlines()
            self.assertRegex(install, f"^apt-get update && apt-get install .* {boost}$")
            self.assertEqual(clone, "git clone /roster roster")
        for way in page.names():
            if way not in newcomer.ELSEWHERE:
                script = newcomer.script_of(page, way)
                for program, package in (("cmake -S", "cmake"), ("meson setup", "meson"), ("pkg-config --", "pkg-config"), ("dpkg-buildpackage", "debhelper")):
                    if program in page.commands(way):
                        self.assertRegex(script, f"apt-get install .*\\b{package}\\b", way)
        self.assertIn("tools/roster-ls --emulator >", newcomer.try_it(page))

    def test_the_packages_page_lists_every_option_of_cmake(self):
        options = re.findall(r"^option\((ROSTER_\w+)", (TOP / "CMakeLists.txt").read_text(), re.M)
        listed = re.findall(r"^\| `(ROSTER_\w+)`", (TOP / "docs/guide/packages.md").read_text(), re.M)
        self.assertEqual(sorted(set(options) - set(listed)), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
