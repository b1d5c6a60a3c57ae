#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Runs a numbered example and compares what it prints with the text file beside its source.

usage: run.py PROGRAM SOURCE"""

import http.server
import json
import pathlib
import signal
import subprocess
import sys
import threading
import urllib.parse
import urllib.request

TOKEN = "sk-example"
MODELS = [{"id": f"model-{i}", "object": "model", "owned_by": "me" if i % 2 else "them", "created": 1760000000 + i} for i in range(3)]
DEPLOYMENTS = [{"name": f"accounts/a/deployments/{i}", "baseModel": f"model-{i % 3}", "replicaCount": i} for i in range(5)]


class OwnApis(http.server.BaseHTTPRequestHandler):
    """The API that the example of a custom API lists: one list in one page, and one in pages of two items with a token."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        target = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(target.query))
        if self.headers["authorization"] != "Bearer " + TOKEN:
            return self.answer({"error": {"message": "no such token"}}, 401)
        if target.path == "/v1/models":
            return self.answer({"object": "list", "data": MODELS})
        if target.path == "/v1/deployments" and query.get("filter") == "READY":
            begin = int(query.get("pageToken", "0"))
            page = {"deployments": DEPLOYMENTS[begin : begin + 2]}
            if begin + 2 < len(DEPLOYMENTS):
                page["nextPageToken"] = str(begin + 2)
            return self.answer(page)
        return self.answer({"error": {"message": "not found"}}, 404)

    def answer(self, value, status=200):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def output_of(program):
    if "testing" in program:  # only its last line: times, counts and versions do not matter
        result = subprocess.run([program], capture_output=True, text=True, timeout=60)
        result.stdout = result.stdout if result.returncode else result.stdout.splitlines(True)[-1]
        return result
    if "gateway" in program:
        return output_of_gateway(program)
    if "own_api" not in program:
        return subprocess.run([program], capture_output=True, text=True, timeout=60)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), OwnApis) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        try:
            endpoint = f"http://127.0.0.1:{server.server_address[1]}"
            return subprocess.run([program, endpoint, TOKEN], capture_output=True, text=True, timeout=60)
        finally:
            server.shutdown()


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
