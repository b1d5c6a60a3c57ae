#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Builds the README's program in each way that the README and the guide show, word for word, away from this project; runs it,
and compares what it prints with what the README shows.

usage: readme.py CXX
       readme.py CXX FOLDER WAY...     these ways, also of the page of packages; in this folder, each with a copy of this project"""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tools"))
sys.dont_write_bytecode = True

import ways as shown_ways  # noqa: E402

PAGES = ["README.md", "docs/guide/getting-started.md"]
if len(sys.argv) > 2:
    PAGES.append("docs/guide/packages.md")  # tools/test-packages tests these
WAYS = shown_ways.Ways(TOP, PAGES)


def problem(way, folder, environment):
    """Returns what is wrong with a way, or None."""
    if len(sys.argv) > 2:
        shutil.copytree(TOP, folder / "roster", symlinks=True, ignore=shutil.ignore_patterns("build"))
    else:
        (folder / "roster").symlink_to(TOP)
    for name, code in WAYS.files(way).items():
        (folder / name).write_text(code)
    built = subprocess.run(["bash", "-euo", "pipefail", "-c", WAYS.commands(way)], cwd=folder, env=environment, text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if built.returncode:
        return built.stdout
    program = next(path for path in (*(folder / name for name in shown_ways.PROGRAM), folder) if path.is_file() or path == folder)
    run = subprocess.run([program], capture_output=True, text=True, timeout=60)
    if (run.returncode, run.stdout, run.stderr) != (0, WAYS.shown("output"), ""):
        return f"exit status {run.returncode}, {run.stderr}prints\n{run.stdout}instead of\n{WAYS.shown('output')}"
    libraries = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    return libraries if "boost" in libraries else None


def main():
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else place).absolute()
        compiler = place / "bin/g++"  # the commands call it so
        compiler.parent.mkdir(parents=True)
        once = TOP / "tests/consumer/compile_once"  # the same program, found in another way, is compiled once
        compiler.write_text(f'#!/bin/sh\nexec "{once}" "{shutil.which(sys.argv[1])}" "$@"\n')
        compiler.chmod(0o755)
        environment = {**os.environ, "PATH": f"{compiler.parent}:{os.environ['PATH']}", "CXX": "g++", "HOME": str(place), "CMAKE_GENERATOR": "Ninja"}
        if len(sys.argv) > 2:
            environment["CXX"] = os.environ.get("CXX", "g++")
        environment.setdefault("ROSTER_COMPILED", str(place / "compiled"))
        ways = sys.argv[3:] or WAYS.names()
        # A space in a name must do no harm; debhelper does not accept it.
        folders = {way: place / (f"way-{i}" if sys.argv[3:] else f"way {i}") for i, way in enumerate(ways)}
        first = [way for way in ways if re.search("(--|apt-get |vcpkg )install", WAYS.commands(way))]  # others may use what it installs
        for folder in folders.values():
            folder.mkdir()

        def attempt(way):
            found = problem(way, folders[way], environment)
            print(f"{way}: {'ok' if found is None else found}", flush=True)
            return found is None

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = [attempt(way) for way in first]
            results += pool.map(attempt, (way for way in ways if way not in first))
    return 0 if results and all(results) else 1


sys.exit(main())
