#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks the table of faults, tests/faults.md, against the tests: a test names the faults that it covers at the end of its name,
"(fault 29)" or "(faults 27, 28)", and the table lists it in exactly these rows.

One line per finding; the exit status is 1 if there is one. A row without a test says "open".

usage: tools/check_faults.py [--write]

  --write   rewrite the last column
"""

import argparse
import re
import sys
from pathlib import Path

from check_layout import TEST_CASE, literal

TABLE = "tests/faults.md"
COUNT = 226
NUMBERS = re.compile(r"\(faults? (\d+(?:, \d+)*)\)")
PYTHON_TEST = re.compile(r'"""(.*\(faults? [\d, ]+\).*?)\.?"""')
ROW = re.compile(r"\| (\d+) \| (.*) \| (.*) \| (.*) \|")


def names_of_tests(root):
    """Yields the names of all tests that name faults; for Python tests the first line of the docstring."""
    for file in sorted((root / "tests").rglob("*.test.cpp")):
        yield from (literal(found[1]) for found in TEST_CASE.finditer(file.read_text()))
    for file in sorted((root / "tests").rglob("*_test.py")):
        yield from PYTHON_TEST.findall(file.read_text())


def tests_by_fault(root):
    tests = {}
    for name in names_of_tests(root):
        found = NUMBERS.search(name)
        for number in map(int, found[1].split(", ")) if found else []:
            tests.setdefault(number, []).append(name)
    return tests


def written_anew(table, tests):
    """Returns the table with the correct column of tests."""
    def row(found):
        cell = "<br>".join(NUMBERS.sub("", name).strip() for name in tests.get(int(found[1]), [])) or "open"
        return f"| {found[1]} | {found[2]} | {found[3]} | {cell} |"
    return ROW.sub(row, table)


def findings(table, tests):
    numbers = [int(found[1]) for found in ROW.finditer(table)]
    if numbers != list(range(1, COUNT + 1)):
        yield f"{TABLE}:1: the rows are not numbered from 1 to {COUNT}"
    yield from (f"{TABLE}:1: there is no fault {n}, which is named by: {tests[n][0]}" for n in sorted(tests) if n not in numbers)
    for number, (is_line, should) in enumerate(zip(table.splitlines(), written_anew(table, tests).splitlines()), 1):
        if is_line != should:
            yield f"{TABLE}:{number}: not what the tests say; run tools/check_faults.py --write"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    path, tests = arguments.root / TABLE, tests_by_fault(arguments.root)
    if arguments.write:
        path.write_text(written_anew(path.read_text(), tests))
    found = list(findings(path.read_text(), tests))
    print("".join(f"{line}\n" for line in found), end="")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
