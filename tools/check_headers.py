#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that every header and every .ipp file compiles alone, and that none includes a library that it must not include.

One line per finding; the exit status is 1 if there is one.

A file that follows only files which it includes itself is compiled as if it were alone: the preceding files add nothing. Each
compilation therefore covers a chain of files, each of which includes the previous one, and the number of chains is the smallest that
covers all files.

usage: tools/check_headers.py CXX
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from check_layout import Project

SEPARATE = ["-DROSTER_SEPARATE_COMPILATION"]  # a header does not include its .ipp file, which is compiled alone, too
FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wold-style-cast",
         "-Wformat-nonliteral", "-Wnon-virtual-dtor", "-Werror"]

# The libraries that a header must not include, not even transitively.
FREE_OF = [
    (r"roster/(schema/.*|catalog/.*|inventory/(model_service|maps|mappings/.*)|eas/schema.*|qianfan/schema.*)\.hpp", [], ["boost/asio", "boost/beast", "boost/json", "openssl"]),
    (r"roster/(eas|qianfan|client)\.hpp", SEPARATE, ["boost/beast"]),
    (r"roster/(eas|qianfan|client)\.hpp", [], ["boost/json/value"]),
]


def included_by(project, header):
    """Returns the files of this project that a file includes with separate compilation, directly or not."""
    seen, waiting = set(), [header]
    while waiting:
        name = waiting.pop()
        for _, included in project.includes(name):
            body = included.endswith(".ipp") and name != "roster/src.hpp"
            if included in project.headers and included not in seen and not body:
                seen.add(included)
                waiting.append(included)
    return seen - {header}


def chains(project):
    """Returns lists that together contain all files; each file in a list includes the previous one."""
    included = {header: included_by(project, header) for header in project.headers}
    before = {}  # the file before each file: a maximum matching, by augmenting paths

    def place(header, tried):
        for later in project.headers:
            if header in included[later] and later not in tried:
                tried.add(later)
                if later not in before or place(before[later], tried):
                    before[later] = header
                    return True
        return False

    for header in project.headers:
        place(header, set())
    behind = {header: later for later, header in before.items()}
    for header in project.headers:
        if header not in before:
            chain = [header]
            while chain[-1] in behind:
                chain.append(behind[chain[-1]])
            yield chain


class Compiler:
    def __init__(self, project, command):
        self.project = project
        self.command = command

    def run(self, headers, flags):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "alone.cpp")
            source.write_text("".join(f"#include <{header}>\n" for header in headers))
            command = [self.command, *FLAGS, *flags, "-I", self.project.include, source]
            return subprocess.run(command, capture_output=True, text=True, errors="replace")

    def alone(self, chain):
        run = self.run(chain, SEPARATE)
        if run.returncode == 0:
            return []
        if len(chain) > 1:  # find the one that fails
            return [finding for header in chain for finding in self.alone([header])] or self.report(chain, run)
        return self.report(chain, run)

    def report(self, chain, run):
        errors = [line for line in run.stderr.splitlines() if "error:" in line] or run.stderr.splitlines()
        return [f"include/{chain[-1]}:1: does not compile alone: {(errors or ['?'])[0]}"]

    def banned(self, rule):
        """Checks all headers of a rule at once, and one by one if one of them violates it."""
        pattern, flags, libraries = rule
        headers = [header for header in self.project.headers if re.fullmatch(pattern, header)]
        if not any(self.reached(headers, flags, libraries)):
            return []
        return [f"include/{header}:1: includes {library} {' '.join(flags)}".rstrip()
                for header in headers for library in self.reached([header], flags, libraries)]

    def reached(self, headers, flags, libraries):
        dependencies = self.run(headers, [*flags, "-M"]).stdout
        return [library for library in libraries if f"/{library}" in dependencies]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("compiler", metavar="CXX")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    project = Project(arguments.root)
    compiler = Compiler(project, arguments.compiler)
    found = False
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for findings in [*pool.map(compiler.alone, chains(project)), *pool.map(compiler.banned, FREE_OF)]:
            for finding in findings:
                print(finding)
                found = True
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
