#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Prints, as a table, what compiling costs with the reflection of C++26 and with Boost.PFR, both by the same compiler as C++26.

User time and peak memory of the compiler with -O0, the median of three runs.

usage: tools/compare_reflection.py [CXX]    default: g++, which has to be 16 or newer
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

INCLUDE = Path(__file__).resolve().parent.parent / "include"
RUNS = 3
WIRE = """#include <roster/eas/schema.hpp>
#include <roster/wire.hpp>
static_assert(roster::detail::check_every_member<roster::eas::service, roster::pascal_case>());
bool read(std::string_view json, roster::eas::service& out) { return !roster::decode<roster::pascal_case>(json, out); }
std::string text_of(const roster::eas::service& one) { return roster::to_json<roster::pascal_case>(one); }
"""
PROGRAMS = {
    "`roster/schema.hpp`": "#include <roster/schema.hpp>\n",
    "`roster/eas/schema.hpp`": "#include <roster/eas/schema.hpp>\n",
    "checking, reading and writing `eas::service`": WIRE,
    "`roster/eas.hpp`": "#include <roster/eas.hpp>\n",
}
WAYS = {"Boost.PFR": ["-DROSTER_USE_PFR"], "reflection": []}


def cost(compiler, flags, text):
    """Returns the seconds and the megabytes that compiling needs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "program.cpp")
        file.write_text(text)
        command = [compiler, "-std=c++26", "-freflection", "-O0", *flags, "-I", str(INCLUDE), "-c", str(file), "-o", f"{folder}/out.o"]
        process = os.posix_spawnp(compiler, command, os.environ)
        _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"tools/compare_reflection.py: failed: {' '.join(command)}")
    return usage.ru_utime, usage.ru_maxrss / 1024


def main(arguments):
    if len(arguments) > 1 or arguments[:1] == ["--help"]:
        print(__doc__.strip())
        return 0
    compiler = arguments[0] if arguments else "g++"
    print("| compiled |" + "".join(f" time, {way} | memory, {way} |" for way in WAYS))
    print("|---|" + "---|---|" * len(WAYS))
    for name, text in PROGRAMS.items():
        row = f"| {name} |"
        for flags in WAYS.values():
            runs = [cost(compiler, flags, text) for _ in range(RUNS)]
            seconds, megabytes = (statistics.median(values) for values in zip(*runs))
            row += f" {seconds:.2f} s | {megabytes:.0f} MB |"
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
