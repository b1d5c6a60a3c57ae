#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Runs all benchmarks, or only the decoders, row by row in every round, and writes the results to one file.

Every row has the median, quartiles, minimum and maximum of its figure and of its ratio to the first row of the group, which is
Roster's, and the figure of each round. Ratios are computed within a round, so that a slow moment affects both sides.

usage: benchmarks.py --programs DIR --results FILE --flags FLAGS [--node-modules DIR] [--roster-ls FILE] [--rounds N] [--quick] [--only-decoding]
"""

import argparse
import datetime
import json
import math
import os
import platform
import shutil
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.dont_write_bytecode = True

import benchmark_pages  # noqa: E402

TOP = Path(__file__).resolve().parent.parent
PAGE = 100
MOST_SLOW_ROUNDS = 5  # of listings that take seconds
MANY_SERVICES = 300  # in each of many concurrent listings


class Server:
    """A page server for one list and latency, running while it is used; with a folder that has a certificate, over TLS."""

    def __init__(self, programs, pages, services, latency, certificate=None):
        command = [programs / "bench-page-server", pages / f"list-{services}.jsonl", str(latency)]
        self.environment = dict(os.environ)
        handlers = [urllib.request.ProxyHandler({})]  # ignores the proxies of the environment
        if certificate:
            command += [certificate / "certificate.pem", certificate / "key.pem"]
            self.environment["SSL_CERT_FILE"] = str(certificate / "certificate.pem")
            handlers.append(urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=command[-2])))
        self.direct = urllib.request.build_opener(*handlers)
        self.services = services
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.endpoint = self.process.stdout.readline().strip()
        if not self.endpoint:
            sys.exit("bench-page-server did not start")

    def requests(self):
        with self.direct.open(f"{self.endpoint}/requests") as answer:
            return int(answer.read())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def make_certificate(folder):
    """Writes a certificate of 127.0.0.1, which is its own authority, and its key."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=bench", "-addext", "subjectAltName=IP:127.0.0.1", "-out", folder / "certificate.pem",
                    "-keyout", folder / "key.pem"], check=True, capture_output=True)


def command_of(programs, client):
    """Returns the command of a client, in which the endpoint comes after the path."""
    program, *arguments = client
    return ["node", program, *arguments] if isinstance(program, Path) else [programs / program, *arguments]


def list_once(server, command):
    """Runs one client to its end and returns what it cost."""
    before = server.requests()
    at = next(i for i, word in enumerate(command) if isinstance(word, Path)) + 1  # strace and node come before the program
    ended = subprocess.run([*command[:at], server.endpoint, *command[at:]], stdout=subprocess.PIPE, text=True, check=True,
                           env=server.environment)
    sample = json.loads(ended.stdout)
    pages = server.requests() - before
    if sample["items"] != server.services or pages != server.services // PAGE:
        sys.exit(f"{command}: {sample['items']} of {server.services} services from {pages} pages")
    return sample


def list_in_turn(programs, pages, services, latency, clients, rounds, certificate=None):
    """Returns the samples of every client: {name: [sample of the first round, …]}."""
    samples = {name: [] for name in clients}
    with Server(programs, pages, services, latency, certificate) as server:
        for _ in range(rounds):
            for name, client in clients.items():
                samples[name].append(list_once(server, command_of(programs, client)))
    sums = {sample["sum"] for name, of_client in samples.items() if name != BYTES_ONLY for sample in of_client}
    if len(sums) != 1:
        sys.exit(f"the clients do not see the same services: {sums}")
    return samples


def spread(values, digits=3):
    quarter = statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3
    figures = {"median": statistics.median(values), "least": min(values), "most": max(values),
               "lower_quartile": quarter[0], "upper_quartile": quarter[2]}
    return {name: round(figure, digits) for name, figure in figures.items()}


def group(unit, rows):
    """Summarizes a group: {row: [figure of the first round, …]}; the ratio of a row is to the first one."""
    first = next(iter(rows.values()))
    return {"unit": unit, "rows": {
        name: {**spread(values), "ratio": spread([b / a for a, b in zip(first, values)]),
               "rounds": " ".join(f"{value:.5g}" for value in values)}
        for name, values in rows.items()}}


def measured_by_program(programs, name, arguments, rounds, quick):
    command = [programs / name, *arguments, "--rounds", str(rounds)] + (["--quick"] if quick else [])
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    unit, scale = ("us", 1e-3) if name == "bench-decode" else ("ns", 1)
    return {title: group(unit, {row: [value * scale for value in values] for row, values in rows.items()})
            for title, rows in json.loads(output).items()}


BYTES_ONLY = "socket by hand, bytes only"
CLIENTS = {
    "Roster, collect()": ["bench-list-roster", "collect"],
    "Roster, for_each()": ["bench-list-roster", "visit"],
    "libcurl + nlohmann::json": ["bench-list-curl"],
    "Beast + Boost.JSON value_to": ["bench-list-beast", "value_to"],
    "Beast + Boost.JSON walk by hand": ["bench-list-beast", "walk"],
    "socket by hand, Roster's decoder": ["bench-list-socket", "decode"],
    BYTES_ONLY: ["bench-list-socket", "bytes"],
}
NODE_CLIENTS = {"the vendor's Node SDK": [TOP / "benchmarks/list_node.cjs"]}
OVER_TLS = ("Roster, collect()", "libcurl + nlohmann::json")  # of the clients

PREFETCHED = (4, 8, 16)  # pages


def prefetching(pages):
    return f"Roster, collect(), prefetch {pages}"


def ideal(services, latency, prefetch):
    """Returns the least that a listing can take whose first page has to come before the others are known."""
    return latency * (1 + math.ceil((services // PAGE - 1) / prefetch))


def measured_listings(programs, pages, lists, rounds, clients):
    short, long = lists
    slow_rounds = min(rounds, MOST_SLOW_ROUNDS)
    out = {}
    ahead = {prefetching(pages): ["bench-list-roster", "collect", str(pages)] for pages in PREFETCHED}
    for latency, how_often, listed in ((0, rounds, clients), (20, slow_rounds, clients | ahead)):
        samples = list_in_turn(programs, pages, short, latency, listed, how_often)
        for figure, unit in (("wall", "ms"), ("cpu", "ms"), ("peak", "KiB")):
            rows = {name: [sample[figure] for sample in of_client] for name, of_client in samples.items()}
            if latency and figure == "wall":
                rows |= {f"ideal of prefetch {pages}": [ideal(short, latency, pages)] * how_often for pages in PREFETCHED}
            out[f"list {figure}, latency {latency} ms"] = group(unit, rows)
    visit = "Roster, for_each()"
    memory = {}
    for length in (short, long):
        samples = list_in_turn(programs, pages, length, 0, {visit: CLIENTS[visit]}, slow_rounds)
        memory[f"{length} services"] = [sample["peak"] for sample in samples[visit]]
    out["list peak, for_each()"] = group("KiB", memory)
    return out


def can_trace():
    """Returns whether strace is installed and allowed to trace, which it is not in every container."""
    return shutil.which("strace") and subprocess.run(["strace", "-c", "true"], capture_output=True).returncode == 0


def system_calls(server, command):
    """Returns how many system calls a client makes, counted by strace."""
    with tempfile.NamedTemporaryFile("r") as summary:
        list_once(server, ["strace", "-f", "-c", "-o", summary.name, *command])
        total = next(line.split() for line in summary if line.endswith(" total\n"))
    return int(total[3])


def allocations(server, command):
    """Returns how often a client allocates, counted by valgrind."""
    with tempfile.NamedTemporaryFile("r") as log:
        list_once(server, ["valgrind", f"--log-file={log.name}", *command])
        total = next(line for line in log if "total heap usage:" in line)
    return int(total.split("usage:")[1].split()[0].replace(",", ""))


def counted(count, each, unit, programs, pages, lists, clients, certificate=None):
    """Returns what clients do for `each` services: the difference of two lists, without the start of the program."""
    rows = {}
    for name in clients:
        counts = []
        for services in lists:
            with Server(programs, pages, services, 0, certificate) as server:
                counts.append(count(server, command_of(programs, CLIENTS[name])))
        rows[name] = [(counts[1] - counts[0]) * each / (lists[1] - lists[0])]
    return group(unit, rows)


def first_output(command, environment):
    """Returns the milliseconds until a program writes the first bytes of JSON."""
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, bufsize=0) as process:
        first = process.stdout.read(4096)
        elapsed = time.perf_counter() - begin
        process.kill()
    if not first.startswith(b'{"'):
        sys.exit(f"{command}: unexpected output {first[:80]}")
    return elapsed * 1000


def measured_start(roster_ls, programs, pages, services, rounds):
    """Returns the time from the start of roster-ls to its first row, and from that of curl to its first bytes."""
    with Server(programs, pages, services, 0) as server:
        environment = {**server.environment, "ALIBABA_CLOUD_ACCESS_KEY_ID": "bench", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "bench"}
        commands = {
            "roster-ls": [roster_ls, "eas", "--endpoint", server.endpoint, "--output", "jsonl"],
            "curl": ["curl", "--silent", "--no-buffer", f"{server.endpoint}/api/v2/services?PageNumber=1&PageSize=100"],
        }
        rows = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                rows[name].append(first_output(command, environment))
    return {"start": group("ms", rows)}


def measured_over_tls(programs, pages, lists, rounds):
    """Returns the CPU time of a listing over HTTPS, and its system calls for each page if they can be counted."""
    make_certificate(pages)
    samples = list_in_turn(programs, pages, lists[0], 0, {name: CLIENTS[name] for name in OVER_TLS}, rounds, pages)
    out = {"list https cpu, latency 0 ms":
           group("ms", {name: [sample["cpu"] for sample in of_client] for name, of_client in samples.items()})}
    if can_trace():
        out["system calls https"] = counted(system_calls, PAGE, "calls", programs, pages, lists, OVER_TLS, pages)
    return out


def measured_many_listings(programs, pages, listings, rounds):
    """Returns what a listing needs in memory, beside the program, and an item of it in CPU time."""
    memory, cpu = {}, {}
    for prefetch in (0, 4):
        for concurrent in (listings, listings // 10, 1):
            command = [programs / "bench-many-listings", pages / f"list-{MANY_SERVICES}.jsonl", str(concurrent),
                       str(listings // concurrent), str(prefetch)]
            samples = [json.loads(first_line(*command)) for _ in range(rounds)]
            if any(sample["items"] != listings * MANY_SERVICES for sample in samples):
                sys.exit(f"{command}: not all services were listed")
            name = f"{concurrent} at once, prefetch {prefetch}"
            if concurrent > 1:
                memory[name] = [max(sample["memory"], 0.1) for sample in samples]
            cpu[name] = [sample["cpu"] for sample in samples]
    return {"many listings memory": group("KiB", memory), "many listings cpu": group("ns", cpu)}


def measured_threads(programs, pages, repeats, rounds):
    """Returns the wall time of an item of 8 listings at once on several threads; the responses come from memory."""
    rows = {}
    for _ in range(rounds):
        for threads in (1, 2, 4):
            command = [programs / "bench-many-listings", pages / f"list-{MANY_SERVICES}.jsonl", "8", str(repeats), "0", str(threads)]
            sample = json.loads(first_line(*command))
            if sample["items"] != 8 * repeats * MANY_SERVICES:
                sys.exit(f"{command}: not all services were listed")
            rows.setdefault(f"{threads} thread{'s' * (threads > 1)}", []).append(sample["wall"])
    return {"many listings threads": group("ns", rows)}


def first_line(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()[0]


def package_version(header, macro):
    """Returns what a header says about its version; the compiler finds the header."""
    program = f"#include <{header}>\n@@ {macro}\n"
    output = subprocess.run(["g++", "-std=c++20", "-E", "-P", "-xc++", "-"], input=program, stdout=subprocess.PIPE,
                            text=True, check=True).stdout
    return output[output.rindex("@@") + 2:].strip().replace('" "', "").strip('"')


def node_versions(modules):
    """Returns the versions of Node and of the vendor's SDK if they are measured."""
    if not has_node(modules):
        return {}
    package = json.loads((modules / "@alicloud/openapi-core/package.json").read_text(encoding="utf-8"))
    return {"node": first_line("node", "--version").lstrip("v"), "openapi_core": package["version"]}


def has_node(modules):
    return bool(modules and shutil.which("node") and (modules / "@alicloud/openapi-core").is_dir())


def about(programs, flags, rounds, command, modules):
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
               platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    nlohmann = [package_version("nlohmann/json.hpp",
                                f"NLOHMANN_JSON_VERSION_{part}") for part in ("MAJOR", "MINOR", "PATCH")]
    return {
        "date": datetime.date.today().isoformat(),
        "command": command,
        "rounds": rounds,
        "slow_rounds": min(rounds, MOST_SLOW_ROUNDS),
        "machine": {"cpu": cpu, "cores": os.cpu_count(), "memory_gib": round(memory / 2**30), "system": system,
                    "kernel": platform.release()},
        "versions": {"compiler": first_line("g++", "--version"),
                     "libc": " ".join(platform.libc_ver()),
                     "boost": package_version("boost/version.hpp", "BOOST_LIB_VERSION").replace("_", "."),
                     "openssl": package_version("openssl/opensslv.h", "OPENSSL_VERSION_STR"),
                     "libcurl": package_version("curl/curlver.h", "LIBCURL_VERSION"),
                     "nlohmann_json": ".".join(nlohmann),
                     **json.loads(first_line(programs / "bench-decode", "--versions")),
                     **node_versions(modules)},
        "flags": flags,
    }


def measured_lists(arguments, pages, lists, modules):
    """Measures everything that lists: over the network, and many listings from memory."""
    clients = CLIENTS
    if has_node(modules):
        clients = CLIENTS | NODE_CLIENTS
        os.environ["NODE_PATH"] = str(modules)
    else:
        print("the vendor's Node SDK is not there: it is not measured", file=sys.stderr)
    slow_rounds = min(arguments.rounds, MOST_SLOW_ROUNDS)
    print("listing from the page server", file=sys.stderr)
    short = lists[0]
    groups = measured_listings(arguments.programs, pages, lists, arguments.rounds, clients)
    groups |= measured_over_tls(arguments.programs, pages, lists, slow_rounds)
    traced = ("Roster, collect()", "libcurl + nlohmann::json", "Beast + Boost.JSON walk by hand")
    if can_trace():
        groups["system calls"] = counted(system_calls, PAGE, "calls", arguments.programs, pages, lists, traced)
    else:
        print("strace cannot be run: the system calls are not counted", file=sys.stderr)
    if shutil.which("valgrind"):
        groups["allocations"] = counted(
            allocations, 1, "", arguments.programs, pages, (MANY_SERVICES, short), (*traced, "socket by hand, Roster's decoder"))
    else:
        print("valgrind is not installed: the allocations are not counted", file=sys.stderr)
    if arguments.roster_ls:
        groups |= measured_start(arguments.roster_ls.resolve(), arguments.programs, pages, short, arguments.rounds)
    print("running bench-many-listings", file=sys.stderr)
    groups |= measured_many_listings(arguments.programs, pages, 10 if arguments.quick else 1000, slow_rounds)
    return groups | measured_threads(arguments.programs, pages, 1 if arguments.quick else 100, slow_rounds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--flags", required=True)
    parser.add_argument("--node-modules", type=Path)
    parser.add_argument("--roster-ls", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only-decoding", action="store_true")
    arguments = parser.parse_args()
    groups = {}
    pages = arguments.programs / "pages"
    lists = () if arguments.only_decoding else (200, 400) if arguments.quick else (10_000, 50_000)
    modules = arguments.node_modules and arguments.node_modules.resolve()
    print("writing the pages", file=sys.stderr)
    benchmark_pages.write_pages(pages, (*lists, MANY_SERVICES) if lists else ())
    print("comparing every decoded value with the pages", file=sys.stderr)
    decoders = benchmark_pages.check_values(arguments.programs, pages)
    programs = [("bench-decode", [pages])]
    if not arguments.only_decoding:
        programs += [("bench-sign", []), ("bench-range", [])]
    for program, own in programs:
        print(f"running {program}", file=sys.stderr)
        groups |= measured_by_program(arguments.programs, program, own, arguments.rounds, arguments.quick)
    if unchecked := [name for name in groups if name.startswith("decode") and list(groups[name]["rows"]) != decoders.get(name)]:
        sys.exit(f"other rows are measured than compared: {unchecked}")
    if not arguments.only_decoding:
        groups |= measured_lists(arguments, pages, lists, modules)
    command = "tools/bench-newest" if arguments.only_decoding else "tools/bench"
    results = {"about": about(arguments.programs, arguments.flags, arguments.rounds, command, modules), "groups": groups}
    arguments.results.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
