#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that invalid programs are rejected with the expected message.

Each file begins with `// expect: <text>`. It passes only if its compilation fails with that text in the output. If
`// needs: <macro>` follows, it is compiled as C++23, and skipped if <ranges> does not define that macro. With --reflection,
all are compiled as C++26 with reflection, and those with `// unless: reflection`, which are then valid or rejected for
another reason, are skipped.

usage: tools/compile_fail.py [--reflection] CXX FILE...
"""

import collections
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

INCLUDE = Path(__file__).resolve().parent.parent / "include"
MARK = "// expect: "
NEEDS = "// needs: "
UNLESS_REFLECTION = "// unless: reflection"
REFLECTION = ["-std=c++26", "-freflection"]
LONGEST_OUTPUT = 2000
OFTEN = 4  # a header that at least this many files include is part of the precompiled header
ROSTER_INCLUDE = re.compile(r"^#include <(roster/[^>]+)>", re.M)


def expected_text(file):
    first = file.read_text().partition("\n")[0]
    if not first.startswith(MARK + "roster: "):
        return None
    return first[len(MARK):].strip()


def second_line(file):
    return (file.read_text().splitlines() + [""] * 2)[1]


def needed_macro(file):
    second = second_line(file)
    return second[len(NEEDS):].strip() if second.startswith(NEEDS) else None


def defines(compiler, macro):
    program = f"#include <ranges>\n#ifndef {macro}\n#error\n#endif\n"
    command = [compiler, "-std=c++23", "-fsyntax-only", "-x", "c++", "-"]
    return subprocess.run(command, input=program, capture_output=True, text=True).returncode == 0


def is_clang(compiler):
    return "clang" in Path(compiler).name


class Precompiled:
    """A precompiled header with the headers that many of the files include; it reduces the time to a third."""

    def __init__(self, compiler, standard, files, folder):
        self.standard = standard
        counts = collections.Counter(header for file in files for header in set(ROSTER_INCLUDE.findall(file.read_text())))
        self.headers = {header for header, count in counts.items() if count >= OFTEN}
        self.file = Path(folder, "often.hpp")
        self.file.write_text("".join(f"#include <{header}>\n" for header in sorted(self.headers)))
        suffix = ".pch" if is_clang(compiler) else ".gch"
        subprocess.run([compiler, *standard, "-fmessage-length=0", "-I", str(INCLUDE), "-x", "c++-header", str(self.file),
                        "-o", str(self.file) + suffix], check=True)

    def flags(self, file, standard):
        used = standard == self.standard and self.headers & set(ROSTER_INCLUDE.findall(file.read_text()))
        return ["-include", str(self.file)] if used else []


def problem(compiler, precompiled, file):
    """Returns the error in the outcome, or None."""
    expected = expected_text(file)
    if expected is None:
        return f"its first line is not `{MARK}roster: ...`"
    newer = needed_macro(file) and precompiled.standard != REFLECTION
    standard = ["-std=c++23"] if newer else precompiled.standard
    command = [compiler, *standard, "-fsyntax-only", "-fmessage-length=0", "-I", str(INCLUDE),
               *precompiled.flags(file, standard), str(file)]
    if not is_clang(compiler):
        command.append("-Wfatal-errors")  # the expected message has to be the first error; clang prints others before it
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", env={**os.environ, "LC_ALL": "C.UTF-8"})
    output = run.stdout + run.stderr
    if run.returncode == 0:
        return f"it compiles; expected: {expected}"
    if run.returncode < 0 or "internal compiler error" in output:
        return f"the compiler crashed; expected: {expected}"
    if expected not in output:
        shown = output if len(output) <= LONGEST_OUTPUT else output[:LONGEST_OUTPUT] + "..."
        return f"another error than expected: {expected}\n{shown}"
    return None


def main(arguments):
    with_reflection = arguments[:1] == ["--reflection"]
    arguments = arguments[with_reflection:]
    if len(arguments) < 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    compiler, given = arguments[0], [Path(name) for name in arguments[1:]]
    missing = {macro for macro in set(map(needed_macro, given)) - {None} if not defines(compiler, macro)}
    files = [file for file in given if needed_macro(file) not in missing
             and not (with_reflection and second_line(file) == UNLESS_REFLECTION)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        precompiled = Precompiled(compiler, REFLECTION if with_reflection else ["-std=c++20"], files, folder)
        problems = list(pool.map(lambda file: problem(compiler, precompiled, file), files))
    for file, text in zip(files, problems):
        if text is not None:
            print(f"{file}: {text}")
    failed = sum(text is not None for text in problems)
    if missing:
        print(f"left out: {sum(needed_macro(file) in missing for file in given)}, as the standard library lacks {', '.join(sorted(missing))}")
    print(f"{len(files) - failed} of {len(files)} wrong programs were rejected as expected")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
