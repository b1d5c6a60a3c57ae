#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Counts the instructions of decoding a page, which do not depend on how busy the machine is.

usage: tools/check_instructions.py --check | --write | --print

  --check  compares the counts with benchmarks/instructions.json, and fails if one of them differs by more than 3 %
  --write  writes them to that file
  --print  prints them

Counted is one decode of each page of benchmarks/pages.py, by valgrind, with g++ -O2. The counts depend on the compiler, the C
library and valgrind: with other versions than those in the file, nothing is compared.
"""

import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "benchmarks" / "instructions.json"
VARIANTS = ["documented", "alphabetical", "shuffled", "pretty", "unknown", "few", "escapes", "chinese", "chinese-escaped", "long"]
CASES = [(what, variant) for variant in VARIANTS for what in ("eas", "qianfan")] + [("eas-six-members", "documented")]
TOLERANCE = 0.03


def instructions(program, what, page, times):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, what, page, str(times)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return int(re.search(r"Collected : (\d+)", output)[1])


def count(folder):
    """Returns the instructions of one decode of each case, by name."""
    program = folder / "decode"
    subprocess.run(["g++", "-std=c++20", "-O2", "-DNDEBUG", "-I", ROOT / "include", ROOT / "benchmarks" / "decode_repeatedly.cpp", "-o", program],
                   check=True)
    subprocess.run([sys.executable, ROOT / "benchmarks" / "pages.py", folder], check=True)

    def of_case(case):
        what, variant = case
        page = folder / what.partition("-")[0] / f"{variant}.json"
        # The difference omits the start of the program.
        return f"{what} {variant}", (instructions(program, what, page, 6) - instructions(program, what, page, 2)) // 4

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(pool.map(of_case, CASES))


def versions():
    """Returns the versions on which the counts depend."""
    commands = {"compiler": ["g++", "--version"], "libc": ["ldd", "--version"], "valgrind": ["valgrind", "--version"]}
    return {name: subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[0]
            for name, command in commands.items()}


def differences(counted, stored):
    for name in sorted(counted.keys() | stored.keys()):
        if name not in counted or name not in stored:
            yield f"{name}: counted {counted.get(name, 'nothing')}, stored {stored.get(name, 'nothing')}"
            continue
        change = counted[name] / stored[name] - 1
        if abs(change) > TOLERANCE:
            yield f"{name}: {counted[name]} instructions, {change:+.1%} of the stored {stored[name]}"


def main(arguments):
    if arguments not in (["--check"], ["--write"], ["--print"]):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    stored = json.loads(STORED.read_text()) if arguments == ["--check"] else None
    if stored and stored["versions"] != versions():
        print(f"not compared: the stored counts are of {', '.join(stored['versions'].values())}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        counted = count(Path(folder))
    if arguments == ["--write"]:
        STORED.write_text(json.dumps({"versions": versions(), "instructions": counted}, indent=1) + "\n")
    elif arguments == ["--print"]:
        for name, number in counted.items():
            print(f"{number:>10}  {name}")
    elif found := list(differences(counted, stored["instructions"])):
        print(*found, sep="\n")
        print("If the change is intended, run tools/check_instructions.py --write.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
