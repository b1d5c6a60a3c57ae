#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Prints, as a table, what compiling costs with the reflection of C++26 and with Boost.PFR, both by the same compiler as C++26.

User time and peak memory of the compiler with -O0, the median of three runs.

usage: tools/compare_reflection.py [CXX]    default: g++, which has to be 16 or newer
"""

import statistics
import sys

import compile_time

RUNS = 3
WIRE = """#include <roster/eas/schema.hpp>
#include <roster/wire.hpp>
static_assert(roster::detail::check_every_member<roster::eas::service, roster::pascal_case>());
bool read(std::string_view json, roster::eas::service& out) { return !roster::decode<roster::pascal_case>(json, out); }
std::string text_of(const roster::eas::service& one) { return roster::to_json<roster::pascal_case>(one); }
"""
PROGRAMS = {
    "`roster/schema.hpp`": compile_time.include("roster/schema.hpp"),
    "`roster/eas/schema.hpp`": compile_time.include("roster/eas/schema.hpp"),
    "checking, reading and writing `eas::service`": WIRE,
    "`roster/eas.hpp`": compile_time.include("roster/eas.hpp"),
}
WAYS = {"Boost.PFR": ["-DROSTER_USE_PFR"], "reflection": []}


def median_cost(compiler, name, text, flags):
    """Returns what compiling as C++26 costs."""
    row = compile_time.Row(name, text, "-O0", ("-std=c++26", "-freflection", *flags))
    runs = [compile_time.measure_once(compiler, row) for _ in range(RUNS)]
    return compile_time.Cost(statistics.median(run.seconds for run in runs), statistics.median(run.megabytes for run in runs))


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
            cost = median_cost(compiler, name, text, flags)
            row += f" {cost.seconds:.2f} s | {cost.megabytes:.0f} MB |"
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
