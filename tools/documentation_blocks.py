#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compiles every C++ block of the README as it stands, without warnings; all but those of examples, which are compiled with
the examples.

usage: readme_blocks.py CXX"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror", "-fsyntax-only",
         "-DROSTER_SEPARATE_COMPILATION", "-I", str(TOP / "include"), "-x", "c++", "-"]


EXAMPLE = re.compile(r"<!-- examples/[^>]* -->\n$")


def blocks(text):
    """Yields (line, code) of each block."""
    for match in re.finditer(r"^```cpp\n(.*?)^```$", text, re.M | re.S):
        if not EXAMPLE.search(text, 0, match.start()):
            yield text.count("\n", 0, match.start()) + 2, match.group(1)


def compiles(block):
    return subprocess.run([sys.argv[1], *FLAGS], input=block[1], text=True).returncode == 0


def main():
    text = (TOP / "README.md").read_text()
    found = list(blocks(text))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = [block[0] for block, good in zip(found, pool.map(compiles, found)) if not good]
    for line in failed:
        print(f"README.md:{line}: this block does not compile")
    if not found or text.count("\n", 0, text.index("\n```\n")) + 2 > 30:
        print("README.md: the whole story must be one compiled block before line 30")
        failed.append(0)
    sys.exit(1 if failed else 0)


main()
