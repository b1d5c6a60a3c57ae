# SPDX-License-Identifier: BSL-1.0
"""Runs the vendors' clients, whose packages are in NODE_PATH."""

import json
import os
import subprocess
import tempfile

CLIENTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vendor_clients.cjs")


def run(job, **environment):
    """Returns what a vendor's client says. It runs elsewhere, since it reads a .env where it is started."""
    environment = {"PATH": os.environ["PATH"], "NODE_PATH": os.environ["NODE_PATH"], "NODE_NO_WARNINGS": "1", **environment}
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run(["node", CLIENTS, json.dumps(job)], env=environment, cwd=folder, capture_output=True, timeout=120)
    if result.returncode or result.stderr:
        raise AssertionError(result.stderr.decode())
    return json.loads(result.stdout)
