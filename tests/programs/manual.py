#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Tests the manual pages of the programs and, with a build that installs them, what is installed.

usage: manual.py ROSTER_LS ROSTER_EMULATOR [--build FOLDER] [unittest's arguments]"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAMS = [Path(sys.argv.pop(1)).resolve(), Path(sys.argv.pop(1)).resolve()]
BUILD = None
if sys.argv[1:2] == ["--build"]:
    sys.argv.pop(1)
    BUILD = sys.argv.pop(1)
TOOL = Path(__file__).parent.parent.parent / "tools" / "man_page.py"


def run(*command, **more):
    return subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", timeout=120, **more)


class Manual(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.pages = {}
        for program in PROGRAMS:
            written = run(sys.executable, "-B", TOOL, program, "--date", "2026-01-02", "--see-also", "roster-other")
            assert (written.returncode, written.stderr) == (0, ""), written.stderr
            cls.pages[program] = Path(cls.folder.name) / f"{program.name}.1"
            cls.pages[program].write_text(written.stdout, encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_mandoc_finds_nothing(self):
        if not shutil.which("mandoc"):
            self.skipTest("mandoc is not installed")
        for page in self.pages.values():
            self.assertEqual(run("mandoc", "-T", "lint", "-W", "warning", page).stdout, "")

    def test_groff_warns_about_nothing(self):
        if not shutil.which("groff"):
            self.skipTest("groff is not installed")
        for page in self.pages.values():
            result = run("groff", "-man", "-ww", "-Tutf8", "-z", page)
            self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_everything_of_the_help_is_shown(self):
        if not shutil.which("mandoc"):
            self.skipTest("mandoc is not installed")
        for program, page in self.pages.items():
            shown = re.sub("_\b|.\b(?=.)", "", run("mandoc", "-T", "utf8", "-O", "width=1000", page).stdout)
            words = set(shown.split())
            for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SEE ALSO"):
                self.assertRegex(shown, f"(?m)^{section}$")
            self.assertEqual(set(re.sub("usage: ", "", run(program, "--help").stdout).split()) - words - title_words(shown), set())

    def test_what_is_installed(self):
        if not BUILD:
            self.skipTest("this build does not install the programs")
        with tempfile.TemporaryDirectory() as folder:
            result = run("cmake", "--install", BUILD, "--component", "programs", "--prefix", folder)
            self.assertEqual(result.returncode, 0, result.stderr)
            installed = {str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file()}
            names = ("roster-ls", "roster-emulator")
            scripts = {(name, shell): path.replace("@", name) for name in names for shell, path in (
                ("bash", "share/bash-completion/completions/@"), ("zsh", "share/zsh/site-functions/_@"), ("fish", "share/fish/vendor_completions.d/@.fish"))}
            self.assertEqual(installed, {*scripts.values(), *(f"bin/{name}" for name in names), *(f"share/man/man1/{name}.1" for name in names)})
            for (name, shell), path in scripts.items():
                self.assertEqual((Path(folder) / path).read_text(encoding="utf-8"), run(Path(folder) / "bin" / name, "--completion", shell).stdout)
            for name in names:
                self.assertRegex(run(Path(folder) / "bin" / name, "--version").stdout, rf"^{name} \d")
                page = (Path(folder) / "share" / "man" / "man1" / f"{name}.1").read_text(encoding="utf-8")
                self.assertRegex(page, rf'^\.TH {name.upper()} 1 "\d{{4}}-\d\d-\d\d" "{name} \d')


def title_words(shown):
    """Returns the words of titles, which are in upper case, as the help has them, and of the text that became titles."""
    titles = re.findall(r"(?m)^([A-Z][A-Z ]+)$", shown)
    return {variant for title in titles for word in title.split() for base in (word.lower(), word.capitalize())
            for variant in (base, base + ":", base + ".")}


if __name__ == "__main__":
    unittest.main()
