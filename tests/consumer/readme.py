#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Does what the README's "Use it in a project" says, word for word, away from this project: its program is built in each of its
ways, run, and has to print what the README shows.

usage: readme.py CXX"""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
SECTION = (TOP / "README.md").read_text().partition("\n## Use it in a project\n")[2].partition("\n## ")[0]


def shown(mark):
    """Returns the block behind <!-- mark -->."""
    found = re.findall(rf"^<!-- {re.escape(mark)} -->\n```\w+\n(.*?)^```$", SECTION, re.M | re.S)
    if len(found) != 1:
        raise SystemExit(f"README.md, Use it in a project: {len(found)} blocks behind <!-- {mark} -->")
    return found[0]


def failed(way, folder, environment):
    """Returns what is wrong with a way, or None."""
    (folder / "roster").symlink_to(TOP)
    (folder / "main.cpp").write_text(shown("main.cpp"))
    (folder / "meson.build").write_text(shown("meson.build"))
    listed = shown("CMakeLists.txt")
    if "find_package" in shown(way) or "CMAKE_PREFIX_PATH" in shown(way):
        if "`find_package(roster REQUIRED)`" not in SECTION or "add_subdirectory(roster)\n" not in listed:
            return "README.md does not say what an installed package is found by"
        listed = listed.replace("add_subdirectory(roster)\n", "find_package(roster REQUIRED)\n")
    (folder / "CMakeLists.txt").write_text(listed)
    built = subprocess.run(["bash", "-euo", "pipefail", "-c", shown(way)], cwd=folder, env=environment, text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT)
    if built.returncode:
        return built.stdout
    program = next(path for path in (folder / "app", folder / "build/app", folder) if path.is_file() or path == folder)
    said = subprocess.run([program], capture_output=True, text=True, timeout=60)
    if (said.returncode, said.stdout, said.stderr) != (0, shown("output"), ""):
        return f"exit status {said.returncode}, {said.stderr}prints\n{said.stdout}instead of\n{shown('output')}"
    libraries = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    return libraries if "boost" in libraries else None


def main():
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        compiler = place / "bin/g++"  # the README's commands call it so
        compiler.parent.mkdir()
        once = TOP / "tests/consumer/compile_once"  # the same program, found in another way, is compiled once
        compiler.write_text(f'#!/bin/sh\nexec "{once}" "{shutil.which(sys.argv[1])}" "$@"\n')
        compiler.chmod(0o755)
        environment = {**os.environ, "PATH": f"{compiler.parent}:{os.environ['PATH']}", "CXX": "g++", "HOME": str(place), "CMAKE_GENERATOR": "Ninja"}
        environment.setdefault("ROSTER_COMPILED", str(place / "compiled"))
        ways = re.findall(r"^<!-- way: (.*) -->$", SECTION, re.M)
        folders = {way: place / f"way {i}" for i, way in enumerate(ways)}
        first = [way for way in ways if "install" in shown("way: " + way)]  # others may use what it installs
        for folder in folders.values():
            folder.mkdir()

        def attempt(way):
            problem = failed("way: " + way, folders[way], environment)
            print(f"{way}: {'ok' if problem is None else problem}", flush=True)
            return problem is None

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = [attempt(way) for way in first]
            results += pool.map(attempt, (way for way in ways if way not in first))
    return 0 if results and all(results) else 1


sys.exit(main())
