#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Runs a numbered example and compares what it prints with the text file beside its source.

usage: run.py PROGRAM SOURCE"""

import pathlib
import signal
import subprocess
import sys
import threading
import urllib.request


def output_of(program):
    if "testing" in program:  # only its last line: times, counts and versions do not matter
        result = subprocess.run([program], capture_output=True, text=True, timeout=60)
        result.stdout = result.stdout if result.returncode else result.stdout.splitlines(True)[-1]
        return result
    if "gateway" in program:
        return output_of_gateway(program)
    return subprocess.run([program], capture_output=True, text=True, timeout=60)


def output_of_gateway(program):
    """Gets the list once the service is down, then interrupts the gateway. Its output follows what it served."""
    process = subprocess.Popen([program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        timer = threading.Timer(60, process.kill)
        timer.start()
        endpoint = process.stdout.readline().strip()
        said = process.stdout.readline()
        with urllib.request.urlopen(endpoint, timeout=60) as response:
            served = response.read().decode() + "Warning: " + response.headers["Warning"] + "\n"
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate()
        timer.cancel()
    return subprocess.CompletedProcess(program, process.returncode, served + said + rest, errors)


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    result = output_of(program)
    expected = source.with_suffix(".txt").read_text()
    if (result.returncode, result.stdout, result.stderr) == (0, expected, ""):
        return 0
    print(f"{source.name}: exit status {result.returncode}, standard error: {result.stderr}")
    print(f"--- printed\n{result.stdout}--- expected\n{expected}", end="")
    return 1


sys.exit(main())
