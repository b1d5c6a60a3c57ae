#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks tools/check_workflows: the commands that it finds in workflows, and what it reports.

usage: tests/tools/workflows_test.py
"""

import sys
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path

sys.dont_write_bytecode = True
check_workflows = SourceFileLoader("check_workflows", str(Path(__file__).resolve().parents[2] / "tools/check_workflows")).load_module()


def workflow(*commands, **job):
    steps = [{"uses": "actions/checkout@v4"}, *({"run": command} for command in commands)]
    return {"permissions": {}, "jobs": {"job": {"runs-on": "ubuntu-latest", "timeout-minutes": 1, "steps": steps} | job}}


def texts(loaded):
    return [command.text for command in check_workflows.commands("a.yml", loaded)]


class Workflows(unittest.TestCase):
    def test_every_combination_of_a_matrix_has_its_commands(self):
        matrix = {"matrix": {"a": [1, 2], "b": ["x"], "include": [{"a": 3}]}}
        self.assertEqual(texts(workflow("tools/test ${{ matrix.a }} ${{matrix.b}}", strategy=matrix)), ["tools/test 1 x", "tools/test 2 x", "tools/test 3"])
        self.assertEqual(texts(workflow("tools/test", ".ci/run")), ["tools/test", ".ci/run"])

    def test_valid_workflows_are_accepted(self):
        self.assertEqual(list(check_workflows.findings("a.yml", workflow("tools/test", ".ci/run"))), [])

    def test_everything_but_a_script_of_the_repository_is_reported(self):
        for command in ("make", "tools/no-such-script", "tools/test; true", "tools/test && true", "tools/test | tail", "tools/test\ntrue",
                        "tools/test $(date)", "../tools/test", "tools/check_workflows > file"):
            with self.subTest(command=command):
                self.assertEqual(len(list(check_workflows.findings("a.yml", workflow(command)))), 1)

    def test_time_limits_and_permissions_are_required(self):
        unlimited = workflow("tools/test")
        del unlimited["permissions"], unlimited["jobs"]["job"]["timeout-minutes"]
        self.assertEqual(list(check_workflows.findings("a.yml", unlimited)),
                         ["a.yml: no permissions; state the least that the jobs need", "a.yml: job: no timeout-minutes"])

    def test_only_commands_of_this_system_can_run_here(self):
        for change in ({"container": "debian:no-such-release"}, {"container": ""}, {"runs-on": "ubuntu-24.04-arm"}):
            with self.subTest(change=change):
                command = next(check_workflows.commands("a.yml", workflow("tools/test", **{"container": "debian:" + RELEASE} | change)))
                self.assertEqual(check_workflows.can_run_here(command), "arm" in str(change) and check_workflows.platform.machine() == "aarch64")


RELEASE = check_workflows.platform.freedesktop_os_release().get("VERSION_CODENAME", "")

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
