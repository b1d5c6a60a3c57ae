#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes docs/benchmarks.md and its drawing from benchmarks/results.json, and from benchmarks/results-newest.json if it exists.

usage: benchmark_table.py --write | --check | --print  [--results FILE] [--newest FILE] [--output FILE]
"""

import argparse
import json
import statistics
import sys
from pathlib import Path

import benchmark_plot

TOP = Path(__file__).resolve().parent.parent
LIMITS = TOP / "benchmarks/limits.md"  # written by hand
PLOT = "benchmarks-decoding.svg"
NODE = [("the vendor's Node SDK", "the vendor's SDK for Node")]  # where it is installed
SOCKETS = [("socket by hand, Roster's decoder", "a blocking socket by hand, Roster's decoder"),
           ("socket by hand, bytes only", "the same, neither decoded nor kept, the lower bound")]
STREAM_RANGE = "a blocking range with the structure of google-cloud-cpp's `StreamRange`"
# The comparisons: group of the results, Roster's row, its description, and the peers with their names.
COMPARISONS = [
    ("decode eas documented", "Roster", "decode a page of 100 EAS services, all 53 members", [
        ("Boost.JSON parse + value_to", "Boost.JSON, `value_to`"),
        ("Boost.JSON arena + value_to", "Boost.JSON in an arena, `value_to`")]),
    ("decode eas documented", "Roster, the peers' structs", "the same into the structs of the peers", [
        ("Boost.JSON parse + value_to", "Boost.JSON, `value_to`")]),
    ("decode six members", "Roster", "the same page, 6 of the members", [
        ("simdjson on demand", "simdjson on demand"),
        ("yyjson", "yyjson"),
        ("Boost.JSON arena + walk by hand", "Boost.JSON in an arena, traversed by hand"),
        ("nlohmann::json + from_json", "nlohmann::json")]),
    ("list wall, latency 0 ms", "Roster, collect()", "list and keep 10,000 services over loopback", [
        *NODE,
        ("libcurl + nlohmann::json", "libcurl, nlohmann::json"),
        ("Beast + Boost.JSON value_to", "Beast by hand, `value_to`"),
        ("Beast + Boost.JSON walk by hand", "Beast by hand, Boost.JSON traversed by hand"),
        *SOCKETS]),
    ("list cpu, latency 0 ms", "Roster, collect()", "the same, CPU time", [
        *NODE,
        ("libcurl + nlohmann::json", "libcurl, nlohmann::json"),
        ("Beast + Boost.JSON walk by hand", "Beast by hand, Boost.JSON traversed by hand"),
        *SOCKETS]),
    ("list peak, latency 0 ms", "Roster, collect()", "the same, peak memory", [
        *NODE,
        ("libcurl + nlohmann::json", "libcurl, nlohmann::json"),
        ("Beast + Boost.JSON walk by hand", "Beast by hand, Boost.JSON traversed by hand"),
        *SOCKETS]),
    ("system calls", "Roster, collect()", "the same, system calls for each page, by strace", [
        ("libcurl + nlohmann::json", "libcurl, nlohmann::json"),
        ("Beast + Boost.JSON walk by hand", "Beast by hand, Boost.JSON traversed by hand")]),
    ("allocations", "Roster, collect()", "the same, allocations for each service, by valgrind", [
        ("libcurl + nlohmann::json", "libcurl, nlohmann::json"),
        ("Beast + Boost.JSON walk by hand", "Beast by hand, Boost.JSON traversed by hand"),
        SOCKETS[0]]),
    ("start", "roster-ls", "start of `roster-ls` to its first row", [("curl", "curl, to the first bytes of the page")]),
    ("list https cpu, latency 0 ms", "Roster, collect()", "list and keep 10,000 services over HTTPS on loopback, CPU time", [
        ("libcurl + nlohmann::json", "libcurl, nlohmann::json")]),
    ("system calls https", "Roster, collect()", "the same, system calls for each page, by strace", [
        ("libcurl + nlohmann::json", "libcurl, nlohmann::json")]),
    ("list wall, latency 20 ms", "Roster, collect()", "list and keep 10,000 services, each response delayed by 20 ms", [
        ("libcurl + nlohmann::json", "libcurl, nlohmann::json"),
        ("Beast + Boost.JSON walk by hand", "Beast by hand, Boost.JSON traversed by hand")]),
    *(("list wall, latency 20 ms", f"Roster, collect(), prefetch {pages}", f"the same with `prefetch = {pages}`", [
        (f"ideal of prefetch {pages}", "round trips alone, the lower bound"),
        ("Beast + Boost.JSON walk by hand", "Beast by hand, one page after the other")]) for pages in (4, 8, 16)),
    ("list peak, for_each()", "10000 services", "peak memory of `for_each` over 10,000 services", [
        ("50000 services", "the same with 50,000 services")]),
    *((f"many listings {figure}", f"1000 at once, prefetch {pages}", f"{what}, `prefetch = {pages}`", [
        (f"{fewer} at once, prefetch {pages}", f"{fewer} at once")])
      for figure, fewer, what in (("memory", 100, "memory of each of 1,000 listings at once, 300 services"),
                                  ("cpu", 1, "CPU time of an item of these"))
      for pages in (0, 4)),
    *(("many listings threads", f"{threads} threads", what, [("1 thread", "1 thread")]) for threads, what in (
        (2, "wall time of an item of 8 listings at once, responses from memory, 2 clients on 2 threads"),
        (4, "the same with 4 clients on 4 threads"))),
    ("sign", "ACS3-HMAC-SHA256", "sign a request to EAS", [
        ("OpenSSL's HMAC(), once", "one `HMAC()` of OpenSSL, the lower bound")]),
    ("sign", "bce-auth-v1", "sign a request to Qianfan", [
        ("OpenSSL's HMAC(), once", "one `HMAC()` of OpenSSL, the lower bound")]),
    ("range filter | transform | take", "next()", "an item of `filter \\| transform \\| take` by `next()`", [
        ("a coroutine for each item, by hand", "a coroutine that only returns the item, the lower bound"),
        ("StreamRange, modelled", STREAM_RANGE),
        ("loop by hand", "a loop over the pages by hand")]),
    ("range filter | transform | take", "for_each()", "the same by `for_each`", [
        ("StreamRange, modelled", STREAM_RANGE),
        ("loop by hand", "a loop over the pages by hand")]),
    *(("range services of 53 members", own, what, [("StreamRange, modelled", STREAM_RANGE)]) for own, what in (
        ("next()", "an item by `next()`, 53 members"), ("for_each()", "the same by `for_each`"))),
    ("range services of 53 members", "collect()", "an item of `collect`, 53 members", [
        ("loop by hand, into one vector", "a loop by hand into one reserved vector")]),
]

# The decoded pages: the variant in the group's name, and its description.
VARIANTS = [
    ("documented", "documented order"),
    ("alphabetical", "alphabetical order"),
    ("shuffled", "every object shuffled"),
    ("pretty", "indented by two spaces"),
    ("unknown", "8 unknown members in each service"),
    ("few", "optional members absent"),
    ("escapes", "strings full of escapes"),
    ("chinese", "Chinese strings, UTF-8"),
    ("chinese-escaped", "the same as `\\uXXXX`"),
    ("long", "a string of 30 KB in each service"),
]
DECODERS = [
    ("Roster", "Roster"),
    ("Roster, the peers' structs", "Roster, the peers' structs"),
    ("glaze", "glaze"),
    ("simdjson on demand", "simdjson"),
    ("yyjson", "yyjson"),
    ("Boost.JSON arena + walk by hand", "Boost.JSON"),
    ("nlohmann::json + from_json", "nlohmann"),
    ("copy of the structs", "copy of the structs"),
]


def shown(value, unit):
    if unit == "KiB" and value >= 1024:
        value, unit = value / 1024, "MiB"
    if unit == "ns" and value >= 1000:
        value, unit = value / 1000, "us"
    if unit == "us" and value >= 1000:
        value, unit = value / 1000, "ms"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit.replace('us', 'µs')}".rstrip()


def times(own, peer):
    """Returns the ratio of the peer's figure to Roster's, round by round: the median and the quartiles."""
    pairs = zip(own["rounds"].split(), peer["rounds"].split())
    ratios = [float(b) / float(a) for a, b in pairs]
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    digits = 1 if middle >= 1.95 else 2
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def table(results):
    lines = ["| what | Roster | against | | times Roster's |", "|---|---|---|---|---|"]
    for group_name, own, what, peers in COMPARISONS:
        if group_name not in results["groups"]:  # strace could not be run
            continue
        group = results["groups"][group_name]
        unit, rows = group["unit"], group["rows"]
        if own not in rows:  # a smoke run lists fewer services
            own = next(iter(rows))
            peers = [(list(rows)[-1], peers[0][1])]
        for row, name in peers:
            if row not in rows:  # yyjson where it is not installed
                continue
            figures = [shown(rows[which]["median"], unit) for which in (own, row)]
            lines.append(f"| {what} | {figures[0]} | {name} | {figures[1]} | {times(rows[own], rows[row])} |")
            what = ""
    return "\n".join(lines)


def decoding_table(results, more=()):
    """Returns the table of all pages: times, in parentheses the ratio to Roster's, bold where Roster is slower."""
    groups = results["groups"]
    decoders = [(row, name) for row, name in DECODERS if row in groups["decode eas documented"]["rows"]]
    lines = ["| page of 100 services | " + " | ".join(name for _, name in decoders) + " |", "|---" * (len(decoders) + 1) + "|"]
    pages = [(f"{vendor_name}, {what}", f"decode {vendor} {variant}")
             for vendor, vendor_name in (("eas", "EAS"), ("qianfan", "Qianfan")) for variant, what in VARIANTS]
    for what, name in (*pages, *more):
        group = groups[name]
        cells = []
        for row, _ in decoders:
            if row not in group["rows"]:
                cells.append("")
                continue
            figures = group["rows"][row]
            ratio, cell = figures["ratio"]["median"], shown(figures["median"], group["unit"])
            if row != "Roster":
                cell += f" ({ratio:.{1 if ratio >= 1.95 else 2}f})"
            if ratio < 1 and not row.startswith(("Roster", "copy")):
                cell = f"**{cell}**"
            cells.append(cell)
        lines.append(f"| {what} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def yyjson_version(versions):
    return f", yyjson {versions['yyjson']} (not a package of Debian 12: measured where installed)" if "yyjson" in versions else ""


def newest_section(results):
    """Returns the section about the decoders with the newest compiler and libraries."""
    about = results["about"]
    versions = about["versions"]
    return f"""## With the newest compilers and libraries

The same pages, measured by `tools/bench-newest` with the packages of Debian sid, and with glaze, for which g++ 12 is too old.
glaze fills the peers' structs by its own reflection: `glz::read` with its default options, except that unknown members are allowed.
It validates the UTF-8 of every string, by scalar code without `-march`. Of a value that it skips it only finds the end, by quotes and
brackets: it accepts `nul`, `[1,,2}}]` and unknown escapes there, and any text after the page. It skips a member whose name is written
with escapes as unknown. Roster rejects the former and reads the latter.

{decoding_table(results, [("EAS, 6 of the members", "decode six members")])}

Medians of {about["rounds"]} interleaved rounds on {about["date"]}, on {about["machine"]["system"]}; {versions["compiler"]} with {about["flags"]};
glaze {versions["glaze"]}, simdjson {versions["simdjson"]}, yyjson {versions["yyjson"]}, Boost {versions["boost"]}, nlohmann::json {versions["nlohmann_json"]}.
Every figure and its spread is in `benchmarks/results-newest.json`.

"""


def further_clients(results):
    """Returns what is to be said about the clients that not every result has."""
    rows = results["groups"]["list wall, latency 0 ms"]["rows"]
    said = []
    if NODE[0][0] in rows:
        said.append("The vendor's SDK for Node signs, too; its figures do not include the start of Node and the loading of its modules.")
    if SOCKETS[0][0] in rows:
        said.append("The sockets by hand check only the status.")
    return "".join(f"\n{sentence}" for sentence in said)


def node_versions(versions):
    return f", Node {versions['node']} with @alicloud/openapi-core {versions['openapi_core']}" if "node" in versions else ""


def page(results, newest):
    about = results["about"]
    machine, versions = about["machine"], about["versions"]
    return f"""# Benchmarks

This page compares Roster with other libraries: decoding, listing over HTTP, signing, memory, and the overhead of a range.
It is generated by `tools/benchmark_table.py` from `benchmarks/results.json`; `tools/bench` measures again.
The cost of compiling is in [Compile times](guide/compile-times.md); the [guide](guide/README.md) describes the library.

## Decoding

The pages are written by `benchmarks/pages.py`, which does not use Roster: members in the order of the vendors' sample
responses, and variants of it. In parentheses is the time divided by Roster's, in bold where Roster is slower. All decoders fill
structs that own their strings, and another process first compares every value with the page. The peers' structs have plain
strings in place of enumerations, times and secrets. simdjson's on-demand parser, yyjson and Boost.JSON (in an arena) are read by a
hand-written loop over the members of each object with a hash table of their names. simdjson's padding is already allocated, its parser
is reused, and it does not validate the values that it skips. All are compiled with the same flags, without `-march`.

![The times of yyjson, simdjson and Boost.JSON, divided by Roster's, for each page]({PLOT})

{decoding_table(results)}

{newest_section(newest) if newest else ""}## Listing, signing and ranges

The last column is the peer's figure divided by Roster's, with its quartiles: below 1 Roster is slower. In the listings the peers send
unsigned requests, with no checks and no retries; Roster signs, checks and counts. `value_to` of Boost 1.81 rejects a page with a missing
or an unknown member, so it is only measured on pages without one.{further_clients(results)}

{table(results)}

{LIMITS.read_text(encoding="utf-8")}
## Method

Medians of {about["rounds"]} interleaved rounds ({about["slow_rounds"]} for delayed responses and for `for_each` over whole lists) on {about["date"]}.
{machine["cores"]} cores of {machine["cpu"]}, {machine["system"]}; {versions["compiler"]} with {about["flags"]};
Boost {versions["boost"]}, OpenSSL {versions["openssl"]}, libcurl {versions["libcurl"]}, nlohmann::json {versions["nlohmann_json"]},
simdjson {versions["simdjson"]}{yyjson_version(versions)}{node_versions(versions)}.
Every figure and its spread is in `benchmarks/results.json`.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--results", type=Path, default=TOP / "benchmarks/results.json")
    parser.add_argument("--newest", type=Path, default=TOP / "benchmarks/results-newest.json")
    parser.add_argument("--output", type=Path, default=TOP / "docs/benchmarks.md")
    what = parser.add_mutually_exclusive_group(required=True)
    for name in ("write", "check", "print"):
        what.add_argument(f"--{name}", action="store_true")
    arguments = parser.parse_args()
    results = json.loads(arguments.results.read_text(encoding="utf-8"))
    newest = json.loads(arguments.newest.read_text(encoding="utf-8")) if arguments.newest.exists() else None
    made = {arguments.output: page(results, newest),
            arguments.output.with_name(PLOT): benchmark_plot.drawing(results["groups"], VARIANTS)}
    if arguments.print:
        print(made[arguments.output], end="")
        return
    for path, text in made.items():
        if arguments.write:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.name} is not what benchmarks/results.json says; run tools/benchmark_table.py --write")


if __name__ == "__main__":
    main()
