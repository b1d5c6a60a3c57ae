#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compiles every C++ block of the documentation and allows no warnings, except those of examples, which are compiled with the
examples. A block of output must have a mark that names the program that prints it.

usage: documentation_blocks.py CXX"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys

import documents

TOP = pathlib.Path(__file__).resolve().parent.parent
FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror", "-fsyntax-only",
         "-DROSTER_SEPARATE_COMPILATION", "-I", str(TOP / "include"), "-x", "c++", "-"]
LAST_LINE_OF_STORY = 35  # of the README, which begins with one program and its output


def compiles(code):
    return subprocess.run([sys.argv[1], *FLAGS], input=code, text=True).returncode == 0


def main():
    programs, problems = [], []
    for path in documents.pages(TOP):
        for line, mark, language, code in documents.blocks((TOP / path).read_text()):
            if language == "cpp" and not documents.EXAMPLE.match(mark):
                programs.append((f"{path}:{line}", code))
            elif language == "text" and not mark:
                problems.append(f"{path}:{line}: nothing says which program prints this output")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(compiles, (code for _, code in programs))
        problems += [f"{place}: this block does not compile" for (place, _), good in zip(programs, results) if not good]
    story = [line + code.count("\n") for line, _, language, code in documents.blocks((TOP / "README.md").read_text()) if language == "cpp"]
    if not story or story[0] > LAST_LINE_OF_STORY:
        problems.append(f"README.md: its first C++ block does not end before line {LAST_LINE_OF_STORY}")
    print("".join(problem + "\n" for problem in problems), end="")
    return 1 if problems else 0


sys.exit(main())
