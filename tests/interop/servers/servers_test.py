#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Roster lists from servers that are not of this project. Those that are not installed are skipped.

usage: servers_test.py LIST_SERVERS [unittest's arguments], with json-server in NODE_PATH"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
HERE = os.path.dirname(os.path.abspath(__file__))
COUNTS = [0, 1, 10, 11, 57]
PYTHON = "/usr/bin/python3"  # the one with Debian's packages


def runs(*command):
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True).returncode == 0


class Servers(unittest.TestCase):
    def start(self, command):
        """Starts a server that prints its port, and returns its endpoint."""
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.stop, process)
        return f"http://127.0.0.1:{int(process.stdout.readline())}"

    def stop(self, process):
        process.terminate()
        process.communicate(timeout=60)

    def list(self, style, endpoint, size):
        result = subprocess.run([PROGRAM, style, endpoint, str(size)], capture_output=True, text=True, timeout=120)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def check(self, styles, endpoint, expected, largest):
        """Lists in each style with pages of several sizes, also with one that the server reduces to its largest."""
        for style in styles:
            for size in (3, 10, largest, 50):
                with self.subTest(style=style, count=len(expected), size=size):
                    found = self.list(style, endpoint, size)
                    self.assertEqual(found["keys"], expected)
                    pages = max(1, -(-len(expected) // min(size, largest)))
                    self.assertIn(found["pages"], (pages, pages + 1))  # the last one may be empty

    def numbered(self, count):
        return [str(i + 1) for i in range(count)]

    @unittest.skipUnless(runs("node", "-e", "require('json-server')"), "json-server is not installed")
    def test_json_server(self):
        for count in COUNTS:
            endpoint = self.start(["node", os.path.join(HERE, "json_server.cjs"), str(count)])
            self.check(["json_server_link", "json_server_number", "json_server_offset"], endpoint, self.numbered(count), 50)

    @unittest.skipUnless(runs(PYTHON, "-c", "import rest_framework"), "python3-djangorestframework is not installed")
    def test_django_rest_framework(self):
        for count in COUNTS:
            endpoint = self.start([PYTHON, "-B", os.path.join(HERE, "django_server.py"), str(count)])
            self.check(["django_number", "django_status", "django_url", "django_offset", "django_offset_plain", "django_offset_url",
                        "django_cursor"], endpoint, self.numbered(count), 20)

    def start_registry(self, folder, names):
        """A registry lists the folders of its repositories."""
        for name in names:
            os.makedirs(os.path.join(folder, "docker/registry/v2/repositories", name, "_layers"))
        config = os.path.join(folder, "config.yml")
        with open(config, "w") as file:
            json.dump({"version": "0.1", "http": {"addr": "127.0.0.1:0"}, "storage": {"filesystem": {"rootdirectory": folder}}}, file)
        process = subprocess.Popen(["docker-registry", "serve", config], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.stop, process)
        for line in process.stderr:
            if found := re.search(r"listening on (127\.0\.0\.1:\d+)", line):
                return "http://" + found[1]
        self.fail("docker-registry did not start")

    @unittest.skipUnless(shutil.which("docker-registry"), "docker-registry is not installed")
    def test_docker_registry(self):
        for count in COUNTS:
            names = sorted(f"team-{i % 3}/model-{i}" for i in range(count))
            with tempfile.TemporaryDirectory() as folder:
                os.makedirs(os.path.join(folder, "docker/registry/v2/repositories"))
                endpoint = self.start_registry(folder, names)
                self.check(["registry_link", "registry_last_item"], endpoint, names, 50)


if __name__ == "__main__":
    unittest.main()
