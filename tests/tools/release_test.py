#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks tools/release: which tags it accepts, and the notes that it takes from the changelog.

usage: tests/tools/release_test.py
"""

import sys
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
release = SourceFileLoader("release", str(TOP / "tools/release")).load_module()


def config(numbers, text):
    parts = zip(("MAJOR", "MINOR", "PATCH"), numbers.split("."))
    return "".join(f"#define ROSTER_VERSION_{name} {value}\n" for name, value in parts) + f'#define ROSTER_VERSION_STRING "{text}"\n'


CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- A.\n\n## [0.1.0] - 2026-11-01\n\n- B.\n"


class Release(unittest.TestCase):
    def test_a_tag_of_the_version_has_the_notes_of_its_section(self):
        self.assertEqual(release.check("v0.2.0", config("0.2.0", "0.2.0"), CHANGELOG), ("0.2.0", "### Added\n\n- A.\n"))
        self.assertEqual(release.check("v0.1.0", config("0.1.0", "0.1.0"), CHANGELOG), ("0.1.0", "- B.\n"))

    def test_link_references_are_not_notes(self):
        references = "\n[0.2.0]: https://host.invalid/v0.2.0\n[0.1.0]: https://host.invalid/v0.1.0\n"
        self.assertEqual(release.notes_of(CHANGELOG + references, "0.1.0"), "- B.\n")

    def test_other_tags_are_rejected(self):
        for tag, headers, changelog, message in (
                ("v0.2.1", config("0.2.0", "0.2.0"), CHANGELOG, "the tag is v0.2.1, the version of roster/config.hpp is 0.2.0"),
                ("0.2.0", config("0.2.0", "0.2.0"), CHANGELOG, "the tag is 0.2.0"),
                ("v0.2.0", config("0.2.0", "0.2.1"), CHANGELOG, "ROSTER_VERSION_STRING is 0.2.1, the numbers are 0.2.0"),
                ("v0.3.0", config("0.3.0", "0.3.0"), CHANGELOG, 'no section "## [0.3.0] - YYYY-MM-DD"'),
                ("v0.2.0", config("0.2.0", "0.2.0"), "## [0.2.0] - 2026-12-01\n\n## [0.1.0]\n", "no section"),
                ("v0.2.0", config("0.2.0", "0.2.0"), "## [0.2.0]\n\n- A.\n", "no section")):
            with self.subTest(message=message), self.assertRaises(SystemExit) as rejected:
                release.check(tag, headers, changelog)
            self.assertIn(message, str(rejected.exception))

    def test_the_headers_have_one_version(self):
        self.assertRegex(release.version_of_headers((TOP / "include/roster/config.hpp").read_text()), r"^\d+\.\d+\.\d+$")

    def test_the_packages_have_the_version_of_the_headers(self):
        version = release.version_of_headers((TOP / "include/roster/config.hpp").read_text())
        self.assertEqual(release.stale_packages(version), {})
        older = "0.0." + version.rpartition(".")[2]
        self.assertEqual(release.stale_packages(older),
                         dict.fromkeys(("bazel", "debian", "debian's library", "meson", "vcpkg"), version))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
