#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that a source file that includes only one header compiles within a limit: the best of three runs, in CPU seconds.

usage: tools/compile_time.py SECONDS CXX HEADER...
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

INCLUDE = Path(__file__).resolve().parent.parent / "include"


def seconds(compiler, header):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "only.cpp")
        source.write_text(f"#include <{header}>\n")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([compiler, "-std=c++20", "-O2", "-I", str(INCLUDE), "-c", source, "-o", source.with_suffix(".o")],
                       check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(arguments):
    if len(arguments) < 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    most, compiler, headers = float(arguments[0]), arguments[1], arguments[2:]
    status = 0
    for header in headers:
        best = min(seconds(compiler, header) for _ in range(3))
        print(f"{header}: {best:.2f} s")
        if best > most:
            print(f"{header}: takes longer than {most:g} s to compile with {compiler}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
