#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Removes one defence at a time from the sources, and checks that the tests of its faults fail, and no tests of other faults.

A defence is a piece of code in a file and its replacement without the defence (tools/defences.py). The file is modified in place and
restored. Tests that name no fault may fail, too: they are unit tests of the header. One line per defence; the exit status is 1 if the
wrong tests fail for one of them.

usage: tools/check_defences.py [--only WORD] COMMAND PROGRAM...

  COMMAND   builds the test programs: "cmake --build build/gcc --target test_transport test_client"
  PROGRAM   build/gcc/tests/test_transport …
  --only    only defences with this word in their description
"""

import argparse
import re
import resource
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import unescape

from check_faults import NUMBERS
from defences import DEFENCES

ROOT = Path(__file__).resolve().parent.parent
INCLUDE = ROOT / "include/roster"
LONGEST_RUN = 120  # seconds
MOST_MEMORY = 4 << 30


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def red_tests_of(program):
    """Returns the test cases that fail; one that terminates or blocks the program is excluded from the next run."""
    red = set()
    while True:
        known = ",".join(name.replace(",", "?") for name in red)  # a comma separates names, '?' matches any character
        command = [program, "--reporters=xml", *([f"--test-case-exclude={known}"] if red else [])]
        try:
            run = subprocess.run(command, capture_output=True, preexec_fn=limit_memory, timeout=LONGEST_RUN)
            output, ended = run.stdout, b"</doctest>" in run.stdout
        except subprocess.TimeoutExpired as late:
            output, ended = late.stdout or b"", False
        cases = re.split(r'<TestCase name="', output.decode(errors="replace"))[1:]
        names = [unescape(case.partition('"')[0], {"&quot;": '"'}) for case in cases]
        found = {name for name, case in zip(names, cases) if 'test_case_success="false"' in case}
        if not ended and names:
            found.add(names[-1])
        if ended or not found - red:
            return red | found
        red |= found


def numbers_of(name):
    found = NUMBERS.search(name)
    return set(map(int, found[1].split(", "))) if found else set()


def verdict(red, faults):
    """Returns whether the failed tests are those of the faults, and a description."""
    missed = faults - set().union(*map(numbers_of, red))
    others = sorted(name for name in red if numbers_of(name) and not numbers_of(name) & faults)
    said = f"{len(red)} tests red"
    if missed:
        said += f"; none for fault {', '.join(map(str, sorted(missed)))}"
    if others:
        said += f"; also {'; '.join(others)}"
    return not missed and not others, said


def without(defence, command, programs):
    """Returns the verdict on the tests without the defence."""
    _, file, place, instead, faults = defence
    path = next(p for p in (INCLUDE / file, ROOT / file) if p.exists())
    before = path.read_text()
    if before.count(place) != 1:
        return False, f"{file} contains the code {before.count(place)} times"
    try:
        path.write_text(before.replace(place, instead))
        build = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
        if build.returncode != 0:
            return False, "does not build without it:\n" + (build.stdout + build.stderr)[-2000:]
        return verdict(set().union(*map(red_tests_of, programs)), faults)
    finally:
        path.write_text(before)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help=argparse.SUPPRESS)
    parser.add_argument("command", help=argparse.SUPPRESS)
    parser.add_argument("programs", nargs="+", metavar="PROGRAM", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    wrong = 0
    for defence in DEFENCES:
        if arguments.only in defence[0]:
            good, said = without(defence, arguments.command, arguments.programs)
            wrong += not good
            print(f"{'as it should be' if good else 'WRONG'}: {defence[0]} ({', '.join(map(str, sorted(defence[4])))}): {said}", flush=True)
    subprocess.run(arguments.command, shell=True, cwd=ROOT, capture_output=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
