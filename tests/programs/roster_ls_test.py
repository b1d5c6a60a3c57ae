#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Tests roster-ls as a user runs it: its output, its requests, and its failures.

usage: roster_ls_test.py PROGRAM [unittest's arguments]"""

import base64
import contextlib
import csv
import fcntl
import http.server
import io
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import unicodedata
import unittest
import urllib.parse

try:
    import yaml
except ImportError:
    yaml = None

from fake_clouds import eas_services, qianfan_services, serving, unused_port

PROGRAM = sys.argv.pop(1)
KEYS = {"ALIBABA_CLOUD_ACCESS_KEY_ID": "id", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "eas-secret", "QIANFAN_ACCESS_KEY": "id",
        "QIANFAN_SECRET_KEY": "qianfan-secret"}
SIZES = [0, 1, 99, 100, 101, 257]


def run(*arguments, environment=None, **more):
    env = {"PATH": os.environ["PATH"], **(KEYS if environment is None else environment)}
    return subprocess.run([PROGRAM, *map(str, arguments)], env=env, capture_output=True, timeout=120, **more)


def on_terminal(*arguments, terminal="xterm", columns=0, environment=None):
    """Runs the program with a terminal as standard output and error; returns the exit status and the output."""
    control, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    env = {**inherited, **KEYS, "TERM": terminal, **(environment or {})}
    process = subprocess.Popen([PROGRAM, *map(str, arguments)], env=env, stdout=end, stderr=end)
    os.close(end)
    shown = b""
    with contextlib.suppress(OSError):  # raised at the end of a terminal's output
        while piece := os.read(control, 65536):
            shown += piece
    os.close(control)
    return process.wait(timeout=60), shown.decode().replace("\r\n", "\n")


def left_on_terminal(shown):
    """Returns the text that remains after erased lines are removed."""
    return "\n".join(line.rpartition("\r\x1b[K")[2] for line in shown.split("\n"))


def text(result):
    return result.stdout.decode()


def error(result):
    return result.stderr.decode()


# Controls, what changes the direction of text or breaks lines, and what cannot be seen.
HIDDEN = ("\0\x1b\x07\x7f\x85\x9b\xad\u061c\u180e\u200b\u200c\u200d\u2028\u2029\u202e\u2060\u2066\ufe0f\ufeff\ufff9\ufffb\uffff"
          "\U000e0041\U000e007f\U0010fffe")


def hidden_in(shown):
    """Returns the characters of a text that must not be written to a terminal, except line ends."""
    return {c for c in shown if c not in "\r\n" and (c in HIDDEN or unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp"))}


class Listing(unittest.TestCase):
    def rows(self, api, server, *arguments):
        result = run(api, "--endpoint", server.url, "-o", "jsonl", *arguments)
        self.assertEqual((result.returncode, error(result)), (0, ""))
        return [json.loads(line) for line in text(result).splitlines()]

    def same(self, rows, expected):
        """Works as assertEqual, which takes minutes to compute the difference of two long lists."""
        for i, (row, service) in enumerate(zip(rows, expected)):
            self.assertEqual(row, service, f"row {i}")
        self.assertEqual(len(rows), len(expected))

    def all_of(self, api, server, *arguments):
        return self.rows(api, server, "--reveal-secrets", *arguments)

    def test_prints_exactly_the_eas_services_in_order_for_any_clamp(self):
        for count in SIZES:
            for clamp in (7, 100, 1000):
                with self.subTest(count=count, clamp=clamp), serving(eas=eas_services(count), clamp=clamp) as server:
                    self.same(self.all_of("eas", server), server.eas)
                    used = min(clamp, 100)
                    self.assertEqual(len(server.requests), max(1, -(-count // used)))

    def test_compressed_accepts_gzip_and_prints_the_same(self):
        for api, held in (("eas", {"eas": eas_services(257)}), ("qianfan", {"qianfan": qianfan_services(257)})):
            with self.subTest(api=api), serving(**held) as server:
                plain = self.all_of(api, server)
                self.assertEqual(server.compressed, 0)
                self.same(self.all_of(api, server, "--compressed"), plain)
                self.assertEqual(server.compressed, len(server.requests) / 2)

    def test_prints_exactly_the_qianfan_services_of_both_versions_for_any_clamp(self):
        for count in SIZES:
            for clamp in (7, 100):
                with self.subTest(count=count, clamp=clamp), serving(qianfan=qianfan_services(count), clamp=clamp) as server:
                    expected = [s for s in server.qianfan if s["protocolVersion"] == 1]
                    expected += [s for s in server.qianfan if s["protocolVersion"] == 2]
                    self.same(self.all_of("qianfan", server), expected)

    def test_prints_ten_thousand_of_each(self):
        with serving(eas=eas_services(10_000), qianfan=qianfan_services(10_000)) as server:
            self.same(self.all_of("eas", server), server.eas)
            self.assertEqual(len(server.requests), 100)
            ones = [s for s in server.qianfan if s["protocolVersion"] == 1]
            self.same(self.all_of("qianfan", server, "-p", "protocolVersion=1"), ones)

    def test_prefetched_services_come_in_the_same_order_from_the_same_requests(self):
        with serving(eas=eas_services(1050), qianfan=qianfan_services(450)) as server:
            for prefetch in (1, 4, 64):
                with self.subTest(prefetch=prefetch):
                    server.requests.clear()
                    self.same(self.all_of("eas", server, "--prefetch", prefetch), server.eas)
                    self.assertEqual(sorted(int(r["PageNumber"]) for r in server.requests), list(range(1, 12)))
            ones = [s for s in server.qianfan if s["protocolVersion"] == 1]
            self.same(self.all_of("qianfan", server, "-p", "protocolVersion=1", "--prefetch", 4), ones)

    def test_limit_makes_one_small_request(self):
        with serving(eas=eas_services(10_000)) as server:
            self.same(self.all_of("eas", server, "--limit", 5), server.eas[:5])
            self.assertEqual(server.requests, [{"PageNumber": "1", "PageSize": "5"}])

    def test_skip_and_limit_cut_the_list_over_page_borders(self):
        with serving(eas=eas_services(300), clamp=10) as server:
            self.same(self.all_of("eas", server, "--skip", 95, "--limit", 120), server.eas[95:215])
            self.same(self.all_of("eas", server, "--skip", 300), [])
            self.same(self.all_of("eas", server, "--limit", 0), [])

    def test_limit_goes_on_over_the_versions_of_qianfan(self):
        with serving(qianfan=qianfan_services(20)) as server:
            rows = self.all_of("qianfan", server, "--limit", 13)
            self.assertEqual([r["protocolVersion"] for r in rows], [1] * 10 + [2] * 3)

    def test_where_keeps_what_fits(self):
        with serving(eas=eas_services(250)) as server:
            self.same(self.all_of("eas", server, "--where", "Gpu >= 2", "--where", "Cpu < 100"),
                             [s for s in server.eas if s["Gpu"] >= 2 and s["Cpu"] < 100])
            self.same(self.all_of("eas", server, "--where", "Weight != 5"), [])
            self.same(self.all_of("eas", server, "--where", "ServiceName ~ _24", "--limit", 2), [server.eas[24], server.eas[240]])

    def test_where_asks_the_service_for_what_it_filters_by_and_gives_the_same(self):
        for api, condition, rest, fits in (
                ("eas", "Status == Running", "Gpu > 0", lambda s: s.get("Status") == "Running" and s.get("Gpu", 0) > 0),
                ("qianfan", "runStatus == Serving", "name ~ a", lambda s: s.get("runStatus") == "Serving" and "a" in s["name"].lower())):
            with self.subTest(api=api):
                listed = lambda *more: [json.loads(line) for line in text(run(api, "--emulator=200", "-o", "jsonl", *more)).splitlines()]
                expected = [s for s in listed() if fits(s)]
                self.assertGreater(len(expected), 0)
                self.same(listed("--where", condition, "--where", rest), expected)
                came = lambda *more: json.loads(error(run(api, "--emulator=200", "--count", "--stats", *more)).splitlines()[-1])["items"]
                self.assertLess(came("--where", condition, "--where", rest), 200)
                self.assertEqual(came("--where", condition, "--limit", 2), 2)
                self.assertEqual(came("--where", rest), 200)

    def test_sends_parameters_and_labels_and_nothing_else(self):
        with serving(eas=eas_services(1), qianfan=qianfan_services(1)) as server:
            self.all_of("eas", server, "-p", "ServiceStatus=Running", "-pAutoscalerEnabled=true", "-l", "k=v,k2", "--page-size", 7)
            self.assertEqual(server.requests[-1], {"ServiceStatus": "Running", "AutoscalerEnabled": "true", "Label": '{"k":"v","k2":null}',
                                                   "PageNumber": "1", "PageSize": "7"})
            self.all_of("qianfan", server, "-p", "runStatus=New", "-p", "runStatus=Serving", "-p", "protocolVersion=2", "--param=name=a b")
            self.assertEqual(server.requests[-1], {"maxKeys": 100, "name": "a b", "runStatus": ["New", "Serving"], "protocolVersion": 2})

    def test_unchecked_parameters_reach_the_wire_as_they_are(self):
        with serving(eas=eas_services(1), qianfan=qianfan_services(1)) as server:
            self.all_of("eas", server, "--unchecked", "-p", "NewFilter=a b", "-p", "Name=x")
            self.assertEqual(server.requests[-1], {"NewFilter": "a b", "Name": "x", "PageNumber": "1", "PageSize": "100"})
            self.all_of("qianfan", server, "--unchecked", "-p", "protocolVersion=2", "-p", "depth=3", "-p", "tags=[1,null]", "-p", "text=a b")
            self.assertEqual(server.requests[-1], {"maxKeys": 100, "protocolVersion": 2, "depth": 3, "tags": [1, None], "text": "a b"})

    def test_stable_asks_for_the_oldest_first(self):
        with serving(eas=eas_services(3), qianfan=qianfan_services(1)) as server:
            self.all_of("eas", server, "--stable")
            self.assertEqual(server.requests[-1], {"Order": "asc", "Sort": "CreateTime", "PageNumber": "1", "PageSize": "100"})
            before = len(server.requests)
            run("all", "--endpoint", server.url, "--stable")
            later = server.requests[before:]  # the clouds are listed at the same time
            self.assertEqual([r["Order"] for r in later if "PageNumber" in r], ["asc"])
            self.assertIn({"maxKeys": 100, "protocolVersion": 2}, later)

    def test_verify_lists_until_two_lists_agree(self):
        with serving(eas=eas_services(25), clamp=10) as server:
            self.all_of("eas", server, "--verify")
            self.assertEqual([request["PageNumber"] for request in server.requests], ["1", "2", "3"] * 2)

    def test_sorted_rows_follow_the_value_of_a_field_over_all_pages(self):
        services = eas_services(57)
        for i, service in enumerate(services):
            service["Cpu"] = (i * 7) % 57 * 3
            if i % 10 == 5:
                del service["Gpu"]
        with serving(eas=services, clamp=10) as server:
            self.same(self.all_of("eas", server, "--sort-by", "Cpu"), sorted(services, key=lambda s: s["Cpu"]))
            descending = sorted(services, key=lambda s: ("Gpu" not in s, -s.get("Gpu", 0)))
            self.same(self.all_of("eas", server, "--sort-by", "Gpu:desc"), descending)
            self.same(self.all_of("eas", server, "--sort-by", "Gpu:desc", "--skip", 3, "--limit", 5), descending[3:8])
            few = [s for s in sorted(services, key=lambda s: s["Cpu"]) if s["Cpu"] > 100]
            self.same(self.all_of("eas", server, "--sort-by=Cpu:asc", "--where", "Cpu > 100", "--limit", 4), few[:4])

    def test_sorting_goes_over_all_regions(self):
        with serving(eas=eas_services(5)) as one, serving(eas=eas_services(3)) as two:
            result = run("eas", "--endpoint", "cn-a=" + one.url, "--endpoint", "cn-b=" + two.url, "--sort-by", "Cpu:desc", "-o", "name")
            self.assertEqual(text(result).split(), [f"service_{i}" for i in (4, 3, 2, 2, 1, 1, 0, 0)])

    def test_count_prints_a_number_only(self):
        with serving(eas=eas_services(257)) as server:
            self.assertEqual(text(run("eas", "--endpoint", server.url, "--count")), "257\n")
            self.assertEqual(text(run("eas", "--endpoint", server.url, "--count", "--where", "Gpu == 0")), "65\n")
        ended = run("eas", "--endpoint", server.url, "--count", "--retries", 0)
        self.assertEqual((ended.returncode, text(ended)), (1, ""))

    def test_all_lists_both(self):
        with serving(eas=eas_services(3), qianfan=qianfan_services(4)) as server:
            names = text(run("all", "--endpoint", server.url, "-o", "name")).split()
            self.assertEqual(names, ["service_0", "service_1", "service_2", "service_0", "service_2", "service_1", "service_3"])

    def test_regions_are_listed_one_after_the_other_each_from_its_endpoint(self):
        with serving(eas=eas_services(2)) as one, serving(eas=eas_services(3)) as two:
            result = run("eas", "--endpoint", "cn-a=" + one.url, "--endpoint", "cn-b=" + two.url, "--region", "cn-b", "-o", "name")
            self.assertEqual(text(result).split(), [f"service_{i}" for i in (0, 1, 2, 0, 1)])


    def test_all_regions_are_read_side_by_side_and_written_in_order(self):
        shown = text(run("eas", "--region", "all", "--dry-run"))
        regions = [line.split(".")[1] for line in shown.splitlines() if line.startswith("GET https://pai-eas.")]
        self.assertGreaterEqual(len(regions), 28)
        together = threading.Barrier(6)  # is broken, so that every listing fails, unless six are requested concurrently

        def wait_for_others(handler):
            if len(handler.server.requests) <= 6:
                together.wait(timeout=30)
            return False

        with serving(eas=eas_services(2), answer=wait_for_others) as server:
            down = f"http://127.0.0.1:{unused_port()}"
            places = {region: server.url for region in regions} | {regions[3]: down, regions[20]: down}
            endpoints = [f"--endpoint={region}={url}" for region, url in places.items()]
            result = run("eas", "--region", "all", *endpoints, "--parallel", 7, "--retries", 0, "-o", "name", "--stats")
            self.assertEqual((result.returncode, text(result).split()), (3, ["service_0", "service_1"] * (len(regions) - 2)))
            lines = error(result).splitlines()
            self.assertEqual(lines[-2], f"roster-ls: incomplete: 2 of {len(regions)} listings failed: eas {regions[3]}, eas {regions[20]}")
            self.assertEqual(len(lines), 4)
            self.assertEqual(len(server.requests), len(regions) - 2)

    def test_a_silent_region_holds_no_other_up_where_their_order_does_not_matter(self):
        silent = threading.Event()
        with serving(eas=eas_services(1), answer=lambda h: not silent.wait(timeout=60)) as slow, serving(eas=eas_services(3), clamp=1) as quick:
            arguments = [PROGRAM, "eas", "--endpoint", "cn-a=" + slow.url, "--endpoint", "cn-b=" + quick.url, "-o", "name", "--unordered"]
            process = subprocess.Popen(arguments, env={"PATH": os.environ["PATH"], **KEYS}, stdout=subprocess.PIPE)
            self.assertEqual([process.stdout.readline() for _ in range(3)], [b"service_0\n", b"service_1\n", b"service_2\n"])
            silent.set()
            self.assertEqual(process.communicate(timeout=60)[0], b"service_0\n")
            self.assertEqual(process.returncode, 0)

    def test_a_limit_leaves_the_other_regions_alone(self):
        with serving(eas=eas_services(7)) as one, serving(eas=eas_services(7)) as two:
            endpoints = ["--endpoint", "cn-a=" + one.url, "--endpoint", "cn-b=" + two.url]
            self.assertEqual(len(text(run("eas", *endpoints, "--limit", 5, "-o", "name")).split()), 5)
            self.assertEqual((len(one.requests), len(two.requests)), (1, 0))
            self.assertEqual(len(text(run("eas", *endpoints, "--limit", 9, "-o", "name")).split()), 9)
            self.assertEqual((len(one.requests), len(two.requests)), (2, 1))


class ModelServers(http.server.ThreadingHTTPServer):
    """Serves the model lists of OpenAI, KServe and Triton."""

    daemon_threads = True

    def __init__(self, models=(), labels=None):
        super().__init__(("127.0.0.1", 0), ModelHandler)
        self.models, self.labels, self.requests = list(models), labels or {"team-a/x": "b"}, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class ModelHandler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.requests.append((self.path, self.headers["authorization"]))
        if self.path == "/v1/models":
            body = {"object": "list", "data": [{"id": name, "object": "model", "created": 1700000000, "owned_by": "me"} for name in self.server.models]}
        elif self.path.startswith("/apis/serving.kserve.io/v1beta1/inferenceservices?"):
            body = {"metadata": {}, "items": [{"metadata": {"name": name, "namespace": "ns", "uid": "u-" + name, "labels": self.server.labels,
                                                            "creationTimestamp": "2026-01-02T03:04:05Z"},
                                               "status": {"url": f"http://{name}.ns.example/v1", "conditions": [{"type": "Ready", "status": "True"}]}}
                                              for name in self.server.models]}
        else:
            self.send_error(404)
            return
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Services(unittest.TestCase):
    """The fields that all APIs have in common."""

    def list(self, *arguments, environment=None):
        result = run(*arguments, environment=environment)
        self.assertEqual((result.returncode, error(result)), (0, ""))
        return text(result)

    def test_all_has_the_common_fields(self):
        with serving(eas=eas_services(3), qianfan=qianfan_services(4)) as server:
            rows = [json.loads(line) for line in self.list("all", "--endpoint", server.url, "-o", "jsonl").splitlines()]
            self.assertEqual([row["api"] for row in rows], ["pai-eas"] * 3 + ["qianfan"] * 4)
            self.assertEqual(rows[1]["name"], "service_1")
            self.assertEqual(rows[1]["state"], "running")
            table = self.list("eas", "qianfan", "--endpoint", server.url).splitlines()
            self.assertEqual(table[0].split(), ["API", "NAME", "ID", "STATE", "MODEL", "REPLICAS", "REGION", "AGE"])
            self.assertEqual(len(table), 8)
            names = self.list("all", "--endpoint", server.url, "--where", "api == pai-eas && name ~ _2", "--fields", "name,state", "-o", "csv")
            self.assertEqual(names.splitlines()[1:], ["service_2,running"])
            grouped = self.list("all", "--endpoint", server.url, "--group-by", "api", "-o", "tsv")
            self.assertEqual(grouped, "api\tcount\npai-eas\t3\nqianfan\t4\n")
            sorted_names = self.list("all", "--endpoint", server.url, "--sort-by", "id:desc", "-o", "name").splitlines()
            self.assertEqual(len(sorted_names), 7)

    def test_labels_select_services_of_any_api(self):
        with ModelServers(["a"]) as server:
            listed = lambda *more: self.list("kserve", "--endpoint", server.url, "-o", "name", *more, environment={"KUBE_TOKEN": "t"})
            for labels, expected in (("team-a/x=b", "a\n"), ("team-a/x", "a\n"), ("team-a/x=c", ""), ("other", ""), ("team-a/x,other", "")):
                with self.subTest(labels=labels):
                    self.assertEqual(listed("-l", labels), expected)
            self.assertEqual(listed("-l", "team-a/x=b", "--limit", 1), "a\n")

    def test_one_label_is_a_field(self):
        with ModelServers(["b", "a"]) as server:
            listed = lambda *more: self.list("kserve", "--endpoint", server.url, *more, environment={"KUBE_TOKEN": "t"})
            self.assertEqual(listed("-o", "name", "--where", "labels.team-a/x == b && name == a"), "a\n")
            self.assertEqual(listed("-o", "name", "--where", "labels.team-a/x != b || labels.other == b"), "")
            self.assertEqual(listed("-o", "name", "--sort-by", "labels.team-a/x:desc", "--limit", 1), "b\n")
            self.assertEqual(listed("--fields", "name,labels.team-a/x,labels.other", "--sort-by", "name", "-o", "tsv"),
                             "name\tlabels.team-a/x\tlabels.other\na\tb\t\nb\tb\t\n")
            self.assertEqual(listed("--group-by", "labels.team-a/x", "-o", "tsv"), "labels.team-a/x\tcount\nb\t2\n")
            self.assertEqual(json.loads(listed("--fields", "labels.team-a/x", "-o", "jsonl").splitlines()[0]), {"labels.team-a/x": "b"})

    def test_the_key_of_a_label_may_have_any_character(self):
        labels = {'a"b': "1", "a\\": "2", "\x1b[31m": "3", "Cost Center": "4", "blank": ""}
        with ModelServers(["a"], labels) as server:
            listed = lambda *more: self.list("kserve", "--endpoint", server.url, *more, environment={"KUBE_TOKEN": "t"})
            for key, value in labels.items():
                with self.subTest(key=key):
                    field = "labels." + key
                    self.assertEqual(json.loads(listed("--fields", field, "-o", "jsonl")), {field: value})
                    self.assertEqual(json.loads(listed("--group-by", field, "-o", "jsonl")), {field: value, "count": 1})
                    self.assertEqual(listed("--fields", field, "-o", "yaml").count("\n"), 1)
                    for output in ("table", "markdown"):
                        self.assertNotIn("\x1b", listed("--fields", field, "-o", output, "--color=never") + listed("--group-by", field, "-o", output))
            self.assertEqual(listed("-o", "name", "--where", "labels.'Cost Center' == 4 && labels.blank == ''"), "a\n")
            self.assertEqual(listed("--fields", "labels.a\"b", "-o", "yaml"), '- "labels.a\\"b": "1"\n')

    def test_labels_with_the_name_of_a_secret_are_redacted(self):
        with ModelServers(["a", "b"], {"api_key": "planted", "team": "x"}) as server:
            listed = lambda *more: self.list("kserve", "--endpoint", server.url, *more, environment={"KUBE_TOKEN": "t"})
            for output in ("json", "jsonl", "yaml", "csv", "tsv", "table", "markdown", "prometheus", "prometheus-sd"):
                for more in ([], ["--fields", "name,labels.api_key,labels"], ["--group-by", "labels.api_key"]):
                    if more and output.startswith("prometheus"):
                        continue
                    with self.subTest(output=output, more=more):
                        self.assertNotIn("planted", listed("-o", output, *more))
            self.assertIn('"planted"', listed("-o", "prometheus-sd", "--reveal-secrets"))
            self.assertEqual(listed("--sort-by", "labels.api_key:desc", "-o", "name"), "a\nb\n")

    def test_another_api_is_listed_with_its_token(self):
        with ModelServers(["a", "b"]) as server:
            self.assertEqual(self.list("openai", "--endpoint", server.url, "-o", "name", environment={"OPENAI_API_KEY": "sk-1"}), "a\nb\n")
            self.assertEqual(server.requests, [("/v1/models", "Bearer sk-1")])
            result = run("openai", "--endpoint", server.url, environment={})
            self.assertEqual(result.returncode, 1)
            self.assertIn("the environment variable OPENAI_API_KEY is not set", error(result))
            self.assertNotIn("--emulator", error(result))
            self.assertEqual(len(server.requests), 1)

    def test_every_api_shows_its_first_request(self):
        names = re.findall(r"^  ([a-z-]+): ", text(run("--help")).partition("Other APIs")[2], re.M)
        self.assertEqual(len(names), 14)
        parameters = {"azure-ml": ["-p", "subscriptionId=s", "-p", "resourceGroupName=g", "-p", "workspaceName=w"],
                      "fireworks": ["-p", "account_id=a"], "hugging-face": ["-p", "namespace=n"], "vertex-ai": ["-p", "project=p"]}
        for name in names:
            with self.subTest(api=name):
                where = ["--endpoint", "https://a.example"] if name in ("kserve", "triton") else []
                where += ["--region", "eu-west-1"] if name in ("ark", "bedrock", "sagemaker", "sagemaker-components", "tione", "vertex-ai") else []
                result = run(name, "--dry-run", *where, *parameters.get(name, []), environment={})
                self.assertEqual(result.returncode, 0, error(result))
                self.assertRegex(text(result), r"^(GET|POST) https://")

    def test_every_api_has_an_openapi_document(self):
        names = re.findall(r"^  ([a-z-]+): ", text(run("--help")).partition("Other APIs")[2], re.M)
        for name in ["eas", "qianfan", *names]:
            with self.subTest(api=name):
                result = run("--openapi", name, "--endpoint", "https://a.example/b", environment={})
                self.assertEqual((result.returncode, error(result)), (0, ""))
                document = json.loads(text(result))
                self.assertEqual((document["openapi"], document["servers"]), ("3.1.0", [{"url": "https://a.example/b"}]))
                (path,) = document["paths"]
                self.assertTrue(path.startswith("/"))
                references = re.findall(r'"\$ref": "#/components/schemas/(\w+)"', text(result))
                self.assertTrue(references)
                self.assertEqual(set(references), set(document["components"]["schemas"]))
        document = json.loads(text(run("qianfan", "--openapi", environment={})))
        self.assertNotIn("servers", document)
        self.assertIn({"name": "Action", "in": "query", "required": True, "schema": {"type": "string", "const": "DescribeServices"}},
                      document["paths"]["/v2/service"]["post"]["parameters"])

    def test_an_openapi_document_has_a_valid_endpoint_only(self):
        for url in ("https://u:planted@h/?token=T", "https://h/?token=planted", "ftp://h"):
            result = run("--openapi", "eas", "--endpoint", url, environment={})
            self.assertEqual((result.returncode, text(result)), (2, ""))
            self.assertIn("roster-ls: --endpoint: invalid endpoint", error(result))
            self.assertNotIn("planted", error(result))

    def test_an_endpoint_is_that_of_the_only_region(self):
        shown = text(run("eas", "--region", "cn-shanghai", "--endpoint", "http://127.0.0.1:9702", "--dry-run"))
        self.assertEqual(re.findall(r"^GET (http://[^/]+)", shown, re.M), ["http://127.0.0.1:9702"])

    def test_a_dry_run_says_that_it_has_no_conditions(self):
        result = run("sagemaker", "--region", "eu-west-1", "--dry-run", "--where", "state == running", environment={})
        self.assertIn("the requests are shown without the conditions", error(result))

    def test_metrics_for_prometheus(self):
        odd = eas_services(2)
        odd[0].update(ServiceName='a"b\\c\nd\u202e', Status="NewStatus")
        odd[1].update(RunningInstance=2, TotalInstance=3)
        with serving(eas=odd) as server:
            shown = self.list("eas", "--endpoint", server.url, "-o", "prometheus")
        lines = shown.splitlines()
        for line in lines:
            self.assertRegex(line, r'^(# (HELP|TYPE) [a-z_]+ .*|[a-z_]+(\{([a-z_]+="([^"\\]|\\.)*",?)+\})? [0-9.e+-]+)$')
        names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
        self.assertEqual(len(names), len(set(names)))
        self.assertEqual(len([line for line in lines if not line.startswith("#")]), len({line for line in lines if not line.startswith("#")}))
        value = lambda start: [line.rpartition(" ")[2] for line in lines if line.startswith(start) and odd[1]["ServiceId"] in line]
        self.assertEqual(value("model_service_ready_replicas"), ["2"])
        self.assertEqual(value("model_service_wanted_replicas"), ["3"])
        self.assertEqual(sum(map(int, value("model_service_state"))), 1)
        self.assertIn('roster_list_success{source="eas"} 1', lines)
        self.assertTrue(any('raw_state="NewStatus"' in line for line in lines))
        result = run("eas", "--endpoint", f"http://127.0.0.1:{unused_port()}", "--retries", 0, "-o", "prometheus")
        self.assertIn('roster_list_success{source="eas"} 0', text(result).splitlines())

    def test_texts_that_assign_a_value_to_a_secret_name_are_redacted_for_prometheus(self):
        """roster-ls: prometheus and prometheus-sd show no more than the other formats."""
        service = eas_services(1)[0]
        service.update(ServiceName="password=planted-1", AppSpecName="curl -u user:planted-2 h", Status="token=planted-3", Region="api_key=planted-4",
                       InternetEndpoint="http://h.example/?access_token=planted-5", Labels=[{"LabelKey": "note", "LabelValue": "api_key=planted-6"}])
        with serving(eas=[service]) as server:
            for output, expected in (("jsonl", "123456"), ("prometheus", "1234"), ("prometheus-sd", "12456")):
                with self.subTest(output=output):
                    listed = lambda *more: text(run("eas", "qianfan", "--endpoint", server.url, "-o", output, *more))
                    self.assertEqual(re.findall(r"planted-\d", listed()), [])
                    self.assertIn("***", listed())
                    self.assertEqual(set(re.findall(r"planted-(\d)", listed("--reveal-secrets"))), set(expected))
                if output == "prometheus-sd":
                    self.assertEqual(json.loads(listed())[0]["targets"], ["h.example:80"])

    def test_targets_for_prometheus(self):
        with ModelServers(["a"]) as server:
            shown = self.list("kserve", "--endpoint", server.url, "-o", "prometheus-sd", environment={"KUBE_TOKEN": "t"})
        (target,) = json.loads(shown)
        self.assertEqual(target["targets"], ["a.ns.example:80"])
        self.assertEqual(target["labels"]["__scheme__"], "http")
        self.assertEqual(target["labels"]["__meta_roster_url"], "http://a.ns.example/v1")
        self.assertEqual(target["labels"]["__meta_roster_label_team_a_x"], "b")
        self.assertEqual(target["labels"]["__meta_roster_state"], "running")
        with ModelServers([]) as server:
            self.assertEqual(self.list("kserve", "--endpoint", server.url, "-o", "prometheus-sd", environment={"KUBE_TOKEN": "t"}), "[]\n")


def has_toml():
    result = run("--config", os.devnull, environment={})
    return "built without toml++" not in error(result)


@unittest.skipUnless(has_toml(), "roster-ls was built without toml++ (Debian: libtomlplusplus-dev)")
class ConfigurationFile(unittest.TestCase):
    """The file that names the sources."""

    def listed(self, config, *arguments, environment=None, folder=None):
        with tempfile.TemporaryDirectory() as home:
            os.mkdir(os.path.join(home, "roster"))
            with open(os.path.join(home, "roster", "config.toml"), "w", encoding="utf-8") as file:
                file.write(config)
            return run(*arguments, environment={"XDG_CONFIG_HOME": home, **(KEYS if environment is None else environment)})

    def test_roster_ls_alone_lists_every_source(self):
        with serving(eas=eas_services(2), qianfan=qianfan_services(2)) as clouds, ModelServers(["m"]) as models:
            config = f"""
                [[source]]
                api = "eas"
                name = "production"
                endpoint = "{clouds.url}"
                parameters = {{ ServiceStatus = "Running", PageSize = 1 }}
                [[source]]
                api = "qianfan"
                endpoint = "{clouds.url}"
                access_key_env = "OTHER_KEY"
                secret_key_env = "OTHER_SECRET"
                [[source]]
                api = "openai"
                name = "vllm"
                endpoint = "{models.url}"
                token_env = "VLLM_KEY"
                """
            environment = {**KEYS, "OTHER_KEY": "id2", "OTHER_SECRET": "s", "VLLM_KEY": "sk-2"}
            result = self.listed(config, "-o", "jsonl", "-v", environment=environment)
            self.assertEqual(result.returncode, 0, error(result))
            rows = [json.loads(line) for line in text(result).splitlines()]
            self.assertEqual([row["api"] for row in rows], ["pai-eas"] * 2 + ["qianfan"] * 2 + ["openai"])
            self.assertEqual(rows[-1]["account"], "vllm")
            self.assertIn({"ServiceStatus": "Running", "PageNumber": "1", "PageSize": "1"}, clouds.requests)
            self.assertEqual(models.requests, [("/v1/models", "Bearer sk-2")])
            self.assertNotIn("sk-2", error(result) + text(result))
            # One API of the file, and none
            self.assertEqual(text(self.listed(config, "openai", "-o", "name", environment=environment)), "m\n")
            native = self.listed(config, "eas", "--fields", "ServiceName", "-o", "csv", "--no-headers", environment=environment)
            self.assertEqual(text(native).split(), ["service_0", "service_1"])
            self.assertEqual(text(self.listed(config, "openai", "--endpoint", models.url, "-o", "name", environment={"OPENAI_API_KEY": "k"})), "m\n")
            without = self.listed(config, "openai", "--config", "", "--dry-run", environment={"OPENAI_API_KEY": "k"})
            self.assertIn("https://api.openai.com", text(without))

    def test_options_of_eas_are_refused_for_the_others(self):
        for option in ("--stable", "--verify"):
            result = self.listed("[[source]]\napi = 'openai'\n", option)
            self.assertEqual(result.returncode, 2)
            self.assertIn(f"{option} works with eas and qianfan only; the configuration file also has openai", error(result))

    def test_a_token_file_is_read(self):
        with tempfile.NamedTemporaryFile("w") as token, ModelServers(["m"]) as models:
            token.write("from-file\n")
            token.flush()
            config = f'[[source]]\napi = "kserve"\nendpoint = "{models.url}"\ntoken_file = "{token.name}"\n'
            self.assertEqual(text(self.listed(config, "-o", "name")), "m\n")
            self.assertEqual(models.requests[0][1], "Bearer from-file")

    def test_the_text_of_an_entry_that_should_name_a_secret_is_not_shown(self):
        """roster-ls: a secret in place of the name of its variable or file is in no message."""
        for key in ("token_env", "access_key_env", "secret_key_env", "session_token_env"):
            for secret in ("sk-proj-Planted", "Planted/wJalr", "0Planted", "Planted ", "é"):
                result = self.listed(f'[[source]]\napi = "openai"\n{key} = "{secret}"\n')
                self.assertEqual((result.returncode, text(result)), (2, ""))
                self.assertIn(f'config.toml:3: "{key}": expected the name of an environment variable', error(result))
                self.assertNotIn("Planted", error(result))
        for secret in ("sk-proj-Planted", "Planted/wJalr", "/Planted", "Planted" * 100):
            result = self.listed(f'[[source]]\napi = "openai"\ntoken_file = "{secret}"\n')
            self.assertEqual(result.returncode, 1)
            self.assertIn("config.toml:3: the file of token_file cannot be found", error(result))
            self.assertNotIn("Planted", error(result))
        result = self.listed('[[source]]\napi = "openai"\ntoken_env = "NOT_SET"\n')
        self.assertIn("the environment variable NOT_SET is not set", error(result))

    def test_the_file_may_be_a_pipe(self):
        reading, writing = os.pipe()
        os.write(writing, b"[[source]]\napi = 'openai'\n")
        os.close(writing)
        result = run("--config", f"/dev/fd/{reading}", "--dry-run", environment={}, pass_fds=[reading])
        os.close(reading)
        self.assertIn("GET https://api.openai.com", text(result), error(result))

    def test_a_file_that_cannot_be_read_has_no_line(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "c.toml")
            for problem in ("No such file or directory", "Permission denied", "Is a directory"):
                if problem == "Permission denied":
                    os.close(os.open(path, os.O_CREAT, 0))
                    if os.access(path, os.R_OK):
                        continue  # root
                if problem == "Is a directory":
                    path = folder
                result = run("--config", path, environment={})
                self.assertEqual((result.returncode, error(result)), (2, f"roster-ls: {path}: cannot be read: {problem}\n"))
            with open(os.path.join(folder, "large.toml"), "w", encoding="utf-8") as file:
                file.write("#" * (1 << 20) + "\n")
            self.assertIn("large.toml: too large: more than 1 MiB", error(run("--config", file.name, environment={})))

    def test_errors_name_the_line(self):
        for config, message in {
                "[[source]\n": ":1: invalid TOML",
                "": "config.toml: no [[source]]",
                "x = 1": ':1: unknown entry "x"; expected [[source]]',
                "[source]\napi = 'eas'": ':1: unknown entry "source"; expected [[source]]',
                "[[source]]\nname = 'x'": ':1: a [[source]] needs api = "…"',
                "[[source]]\napi = 'eas'\nregoin = 'x'": ':3: unknown entry "regoin"; did you mean "region"?',
                "[[source]]\napi = 7": ':2: "api": expected a text',
                "[[source]]\napi = 'eas'\nregions = 'x'": ':3: "regions": expected a list of texts',
                "[[source]]\napi = 'eas'\nparameters = 'x'": ':3: "parameters": expected {',
                "[[source]]\napi = 'eas'\nregion = 'cn-hangzhou'\nparameters = { PageSzie = 'x' }": ':4: unknown parameter "PageSzie"; did you mean "PageSize"?',
                "[[source]]\napi = 'openai'\n[source.parameters]\na = 'x'": ':4: unknown parameter "a"',
                "[[source]]\napi = 'eas'\nendpoint = 'ftp://h'": ':3: invalid endpoint "ftp://h": the scheme must be http or https',
                "[[source]]\napi = 'openai'\n\nendpoint = 'https://u:PlantedToken@h'": ':4: invalid endpoint: a user name or password',
                "[[source]]\napi = 'eas'\nregions = ['CN SHANG']": ':3: invalid region: expected a name such as cn-shanghai, found "CN SHANG"',
                "[[source]]\napi = 'eas'\nregions = [\n'x',\n'Y']": ':5: invalid region: expected a name such as cn-shanghai, found "Y"',
                "[[source]]\napi = 'sagemaker'\nregion = 'X'": ':3: invalid region: expected a name such as cn-shanghai, found "X"',
                "[[source]]\nname = 'x'\napi = 'eass'": ':3: unknown API "eass"; roster-ls --help lists the APIs; did you mean "eas"?',
                "[[source]]\napi = 'eas'\ntoken_env = 'X'": ":3: eas signs with an access key",
                "[[source]]\napi = 'openai'\naccess_key_env = 'X'\nsecret_key_env = 'Y'": ":3: openai uses a token",
                "[[source]]\napi = 'openia'": ':2: unknown API "openia"; roster-ls --help lists the APIs; did you mean "openai"?',
                "[[source]]\napi = 'qianfan'\nregion = 'x'": ":3: qianfan has neither regions nor profiles",
                "[[source]]\napi = 'openai'\nregion = 'x'": ":3: a region does not work with openai",
                "[[source]]\napi = 'openai'\nprofile = 'x'": ":3: a profile works with eas only, not with openai",
                "[[source]]\napi = 'sagemaker'": ":2: missing region: sagemaker requires --region",
                "[[source]]\napi = 'triton'\nendpoint = 'http://a'\ntoken_env = 'X'": ":4: triton uses no credentials",
                "[[source]]\napi = 'tione'\nregion = 'x'\naccess_key_env = 'X'": ":1: access_key_env and secret_key_env belong together",
                "[[source]]\napi = 'eas'\nregion = 'x'\nregions = ['y']": ":1: region and regions cannot be combined",
                "[[source]]\napi = 'eas'\nregions = ['cn-hangzhou', 'cn-shanghai']\nendpoint = 'http://a'": ":4: an endpoint belongs to one region",
                "[[source]]\napi = 'openai'\n[[source]]\napi = 'openai'": ':3: two sources are called "openai"; give each another name',
                "[[source]]\napi = 'openai'\ntoken = 'PlantedToken'": "credentials are not read from this file",
                "[[source]]\napi = 'eas'\naccess_key_secret = 'PlantedToken'": "credentials are not read from this file"}.items():
            with self.subTest(config=config):
                result = self.listed(config)
                self.assertEqual((result.returncode, text(result)), (2, ""))
                self.assertEqual(len(error(result).splitlines()), 1)
                self.assertIn(message, error(result))
                self.assertNotIn("PlantedToken", error(result))


class Output(unittest.TestCase):
    def list(self, *arguments, services=None):
        with serving(eas=eas_services(3) if services is None else services) as server:
            result = run("eas", "--endpoint", server.url, *arguments)
            self.assertEqual((result.returncode, error(result)), (0, ""))
            return text(result)

    def test_the_table_has_the_columns_that_people_need(self):
        lines = self.list().splitlines()
        self.assertEqual(lines[0].split(), ["API", "NAME", "ID", "STATUS", "KIND", "INSTANCES", "REGION", "AGE"])
        self.assertEqual(lines[2].split()[:4], ["eas", "service_1", "eas-m-000001", "Running"])
        self.assertEqual(len(lines), 4)
        self.assertEqual(len(self.list("--no-headers").splitlines()), 3)
        self.assertEqual(len(set(line.index("cn-shanghai") for line in lines[1:])), 1)

    def test_wide_has_more(self):
        self.assertIn("MESSAGE", self.list("-o", "wide").splitlines()[0])

    def test_json_is_one_list_with_everything(self):
        services = eas_services(3)
        for service in services:
            service["AccessToken"] = "***"
        self.assertEqual(json.loads(self.list("-o", "json")), services)
        self.assertEqual(json.loads(self.list("-o", "json", services=[])), [])

    def test_csv_holds_every_field_and_no_formula(self):
        rows = list(csv.DictReader(io.StringIO(self.list("-o", "csv"), newline="")))
        self.assertEqual([r["ServiceUid"] for r in rows], [f"eas-m-{i:06}\n" for i in range(3)])
        self.assertEqual(rows[1]["InstanceCountInResource.Public"], "2")
        self.assertEqual(json.loads(rows[1]["unknown fields"]), {"NewField": {"a": [1, 2.5, None]}})
        self.assertTrue(self.list("-o", "csv").endswith("\r\n"))

    def test_csv_defuses_every_form_of_a_formula(self):
        """roster-ls: no text in a CSV starts a formula, also after a line break or with full-width signs."""
        odd = eas_services(1)
        formulas = [before + sign + "cmd|'/c calc'!A0" for before in ("", "\t", "\r", "\n", "\n\t\r") for sign in "=+-@＝＋－＠"]
        for formula in formulas:
            odd[0]["Message"] = formula
            rows = list(csv.DictReader(io.StringIO(self.list("-o", "csv", services=odd), newline="")))
            self.assertEqual(rows[0]["Message"], "'" + formula)
        for harmless in ("a=1", "，b", "'quoted'", " "):
            odd[0]["Message"] = harmless
            rows = list(csv.DictReader(io.StringIO(self.list("-o", "csv", services=odd), newline="")))
            self.assertEqual(rows[0]["Message"], harmless)

    def test_csv_can_start_with_a_byte_order_mark(self):
        for more in ([], ["--no-headers"]):
            without = self.list("-o", "csv", *more)
            self.assertFalse(without.startswith("\ufeff"))
            self.assertEqual(self.list("-o", "csv", "--bom", *more), "\ufeff" + without)
        self.assertEqual(self.list("-o", "csv", "--bom", services=[])[:4], "\ufeff" + self.list("-o", "csv", services=[])[:3])

    @unittest.skipUnless(yaml, "PyYAML is missing (Debian: python3-yaml)")
    def test_yaml_holds_the_same_as_json(self):
        odd = eas_services(4)
        odd[1].update(Message="yes", Reason="\U0001f600\"\\\n: #", Labels=[], Source="null", Image="1.5", NewField={"a": [[1, {"b": []}], {}]})
        odd[2].update(Message="- x", Reason="a: b", Source=" x ", Image="0x1F", ServiceName="No", Gateway="2024-07-30", NewField={"y: ": "é"})
        odd[3].update(Message=HIDDEN, Reason="on", Source="~", Image="12:30:45", Gateway="!tag &a *b %d @e `f`", NewField={HIDDEN: [HIDDEN, None]})
        with serving(eas=odd) as server:
            listed = lambda *more: text(run("eas", "--endpoint", server.url, *more))
            self.assertEqual(yaml.safe_load(listed("-o", "yaml")), json.loads(listed("-o", "json")))
            self.assertEqual(hidden_in(listed("-o", "yaml")), set())
            self.assertEqual(yaml.safe_load(listed("-o", "yaml", "--fields", "ServiceName,Labels,Weight")),
                             json.loads(listed("-o", "json", "--fields", "ServiceName,Labels,Weight")))
        self.assertEqual(self.list("-o", "yaml", services=[]), "[]\n")

    @unittest.skipUnless(yaml, "PyYAML is missing (Debian: python3-yaml)")
    def test_a_long_key_of_yaml_is_explicit(self):
        keys = {"k" * n: {"x": ["y", {"é" * 1100: "z"}]} for n in (999, 1000, 1001, 1100, 5000)} | {" " * 1100: []}
        with serving(eas=[{"k" * 1100: 1, **eas_services(1)[0], "NewField": keys}]) as server:
            listed = lambda *more: text(run("eas", "--endpoint", server.url, *more))
            self.assertEqual(yaml.safe_load(listed("-o", "yaml")), json.loads(listed("-o", "json")))
            self.assertIn("? " + "k" * 1100 + "\n", listed("-o", "yaml"))
        with ModelServers(["a"], {"k" * 1100: "b"}) as server:
            listed = lambda *more: text(run("kserve", "--endpoint", server.url, *more, environment={"KUBE_TOKEN": "t"}))
            self.assertEqual(yaml.safe_load(listed("-o", "yaml")), json.loads(listed("-o", "json")))

    def test_tsv_holds_every_field(self):
        odd = eas_services(2)
        odd[0].update(Message="a\tb\\c\r\nd", Reason="=1")
        lines = self.list("-o", "tsv", services=odd).split("\n")
        rows = [dict(zip(lines[0].split("\t"), line.split("\t"))) for line in lines[1:-1]]
        self.assertEqual(rows[0]["Message"], r"a\tb\\c\r\nd")
        self.assertEqual(rows[0]["Reason"], "=1")
        self.assertEqual([row["ServiceName"] for row in rows], ["service_0", "service_1"])
        self.assertEqual(self.list("-o", "tsv", "--fields", "ServiceName", "--no-headers"), "service_0\nservice_1\nservice_2\n")

    def test_markdown_is_one_table_without_markup(self):
        odd = eas_services(1)
        odd[0]["ServiceName"] = "a|b *c* [d](e) <f> `g` _h_ &amp; \\\n"
        lines = self.list("-o", "markdown", services=odd).splitlines()
        self.assertEqual(lines[:2], ["| API | NAME | ID | STATUS | KIND | INSTANCES | REGION | AGE |", "|" + " --- |" * 8])
        self.assertTrue(lines[2].startswith(r"| eas | a\|b \*c\* \[d\](e) \<f\> \`g\` \_h\_ \&amp; "), lines[2])
        self.assertEqual(len(lines), 3)
        self.assertEqual(self.list("-o", "markdown", "--fields", "Gpu,Weight", services=odd).splitlines()[0], "| Gpu | Weight |")

    def test_groups_have_counts_and_sums(self):
        services = eas_services(60)
        for i, service in enumerate(services):
            service["Region"] = f"cn-{i % 3}"
            service["Gpu"] = i
            if i % 3 == 2:
                del service["Region"]
            if i % 3 == 1:
                del service["Gpu"]
        grouped = lambda *more: [json.loads(line) for line in self.list("--group-by", "Region", "--sum", "Gpu", *more, services=services).splitlines()]
        expected = [{"Region": "cn-0", "count": 20, "sum(Gpu)": sum(range(0, 60, 3))}, {"Region": "cn-1", "count": 20},
                    {"count": 20, "sum(Gpu)": sum(range(2, 60, 3))}]
        self.assertEqual(grouped("-o", "jsonl"), expected)
        self.assertEqual(grouped("-o", "jsonl", "--sort-by", "sum(Gpu):desc"), [expected[2], expected[0], expected[1]])
        self.assertEqual(grouped("-o", "jsonl", "--skip", 1, "--limit", 1), [expected[1]])
        self.assertEqual(grouped("-o", "jsonl", "--where", "Gpu < 5"),
                         [{"Region": "cn-0", "count": 2, "sum(Gpu)": 3}, {"count": 1, "sum(Gpu)": 2}])
        table = self.list("--group-by", "Region,Status", services=services).splitlines()
        self.assertEqual(table[0].split(), ["Region", "Status", "count"])
        self.assertEqual(sum(int(line.split()[-1]) for line in table[1:]), 60)
        self.assertEqual(self.list("--group-by", "Gpu", "-o", "csv", services=services[3:5]), "Gpu,count\r\n3,1\r\n,1\r\n")
        services[0]["Gpu"] = services[3]["Gpu"] = 2 ** 63 - 1
        self.assertEqual(grouped("-o", "jsonl", "--where", "Gpu > 100")[0]["sum(Gpu)"], 2.0 ** 64)

    def test_since_selects_by_the_time_of_creation(self):
        services = eas_services(3)
        for service, age in zip(services, (1, 20, 400)):
            service["CreateTime"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - age * 86400))
        for since, count in (("2d", 1), ("30d", 2), ("60w", 3), ("1h", 0), (services[1]["CreateTime"], 2), ("2001", 3)):
            with self.subTest(since=since):
                self.assertEqual(len(self.list("--since", since, "-o", "name", services=services).splitlines()), count)

    def test_fields_are_chosen_by_their_wire_names(self):
        self.assertEqual(self.list("--fields", "ServiceName,InstanceCountInResource.Public,Weight").splitlines()[1].split(),
                         ["service_0", "2", "-"])
        self.assertEqual(json.loads(self.list("--fields", "Gpu,Labels", "-o", "jsonl").splitlines()[1]),
                         {"Gpu": 1, "Labels": [{"LabelKey": "k", "LabelValue": "1"}]})
        self.assertEqual(self.list("--fields", "ServiceName", "-o", "csv", "--no-headers"), "service_0\r\nservice_1\r\nservice_2\r\n")

    def test_secrets_are_masked_unless_they_are_to_be_revealed(self):
        for output in ("table", "wide", "name", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "prometheus", "prometheus-sd"):
            with self.subTest(output=output):
                self.assertNotIn("token-1", self.list("-o", output))
        self.assertNotIn("token-1", self.list("--fields", "AccessToken"))
        self.assertIn("token-1", self.list("-o", "jsonl", "--reveal-secrets"))
        self.assertIn("token-1", self.list("-o", "csv", "--reveal-secrets"))

    def test_control_characters_do_not_reach_a_terminal(self):
        odd = eas_services(1)
        odd[0]["ServiceName"] = "a\x1b[31m\nb"
        for output in ("table", "name"):
            shown = self.list("-o", output, "--no-headers", services=odd)
            self.assertIn("a\\x1b[31m\\nb", shown)
            self.assertNotIn("\x1b", shown)

    def test_a_terminal_gets_nothing_that_it_would_obey_in_any_format(self):
        odd = eas_services(1)
        odd[0].update(ServiceName="a\x1b[31m\x9b31m\u202eb\x7f" + HIDDEN, Message="x\x1b]0;t\x07\ny")
        with serving(eas=odd) as server:
            for output in ("table", "wide", "name", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "prometheus", "prometheus-sd"):
                with self.subTest(output=output):
                    status, shown = on_terminal("eas", "--endpoint", server.url, "--color=never", "-o", output)
                    self.assertEqual(status, 0)
                    shown = left_on_terminal(shown)
                    self.assertEqual(hidden_in(shown), {"\t"} if output == "tsv" else set())
                    if output == "jsonl":
                        self.assertEqual(json.loads(shown), {**odd[0], "AccessToken": "***"})

    def test_output_holds_no_character_that_is_obeyed_or_invisible(self):
        """roster-ls: escapes control, bidirectional and invisible characters in every format, also in a pipe (fault 199)."""
        odd = eas_services(1)
        odd[0].update(ServiceName="a" + HIDDEN + "b", Message=HIDDEN, Status="Run" + HIDDEN, RoleAttrs=json.dumps({"x": HIDDEN}, ensure_ascii=False),
                      NewField={HIDDEN: [HIDDEN]}, Labels=[{"LabelKey": HIDDEN, "LabelValue": HIDDEN}])
        with serving(eas=odd) as server:
            for output in ("table", "wide", "name", "json", "jsonl", "yaml", "markdown"):
                for arguments in ([], ["--fields", "ServiceName,Message,Labels,RoleAttrs"], ["--watch", "0.01", "--rounds", "1"]):
                    if arguments and output == "name" or output in ("json", "yaml", "markdown", "prometheus", "prometheus-sd") and "--watch" in arguments:
                        continue
                    with self.subTest(output=output, arguments=arguments):
                        result = run("eas", "--endpoint", server.url, "-o", output, *arguments)
                        self.assertEqual((result.returncode, error(result)), (0, ""))
                        self.assertEqual(hidden_in(text(result)), set())
            shown = text(run("eas", "--endpoint", server.url, "-o", "jsonl"))
            self.assertEqual(json.loads(shown), {**odd[0], "AccessToken": "***"})
            self.assertIn("a\\x00\\x1b\\x07", text(run("eas", "--endpoint", server.url, "-o", "name")))

    def test_csv_is_escaped_where_it_is_to_be_safe(self):
        """roster-ls: --safe escapes control, bidirectional and invisible characters in CSV (fault 201)."""
        odd = eas_services(1)
        odd[0].update(ServiceName="a" + HIDDEN, Message="=x\u200b", NewField={HIDDEN: HIDDEN})
        plain = self.list("-o", "csv", services=odd)
        self.assertEqual(list(csv.DictReader(io.StringIO(plain, newline="")))[0]["ServiceName"], odd[0]["ServiceName"])
        shown = self.list("-o", "csv", "--safe", services=odd)
        self.assertEqual(hidden_in(shown), set())
        row = list(csv.DictReader(io.StringIO(shown, newline="")))[0]
        self.assertTrue(row["ServiceName"].startswith("a\\x00\\x1b\\x07\\x7f\\x85\\x9b\\xad\\u061c"), row["ServiceName"])
        self.assertEqual(row["Message"], "'=x\\u200b")
        self.assertEqual(json.loads(self.list("-o", "jsonl", "--safe", services=odd)), {**odd[0], "AccessToken": "***"})

    def test_a_pipe_gets_csv_as_it_is(self):
        odd = eas_services(1)
        odd[0]["Message"] = "a\x1b[31m\nb"
        rows = list(csv.DictReader(io.StringIO(self.list("-o", "csv", services=odd), newline="")))
        self.assertEqual(rows[0]["Message"], odd[0]["Message"])

    def test_progress_is_a_line_a_page_where_there_is_no_terminal(self):
        with serving(eas=eas_services(25), clamp=10) as server:
            result = run("eas", "--endpoint", server.url, "--progress", "--count")
            self.assertEqual(text(result), "25\n")
            self.assertEqual(error(result).splitlines(), ["roster-ls: eas: 0 services, 0 pages"] + [
                f"roster-ls: eas: {n} of 25 services, {pages}" for n, pages in ((10, "1 page"), (20, "2 pages"), (25, "3 pages"))])
            self.assertEqual(error(run("eas", "--endpoint", server.url, "--count")), "")

    def test_progress_shows_itself_on_a_terminal_and_leaves_nothing_behind(self):
        with serving(eas=eas_services(25), clamp=10) as server:
            status, shown = on_terminal("eas", "--endpoint", server.url, "-o", "name")
            self.assertEqual(status, 0)
            self.assertIn("roster-ls: eas: 10 of 25 services, 1 page", shown)
            self.assertEqual(left_on_terminal(shown).splitlines(), [f"service_{i}" for i in range(25)])
            self.assertNotIn("\x1b", on_terminal("eas", "--endpoint", server.url, "-o", "name", terminal="dumb")[1])

    def test_progress_is_not_drawn_where_the_rows_go_through_a_pipe(self):
        with serving(eas=eas_services(25), clamp=10) as server:
            control, end = pty.openpty()
            process = subprocess.Popen([PROGRAM, "eas", "--endpoint", server.url, "-o", "name"], env={**os.environ, **KEYS, "TERM": "xterm"},
                                       stdout=subprocess.PIPE, stderr=end)
            rows = process.stdout.read().decode()
            process.stdout.close()
            self.assertEqual(process.wait(timeout=60), 0)
            os.close(end)
            with self.assertRaises(OSError):  # no output is left
                os.read(control, 1)
            os.close(control)
            self.assertEqual(len(rows.splitlines()), 25)

    def test_progress_of_a_limited_listing_does_not_tell_the_total(self):
        with serving(eas=eas_services(25), clamp=10) as server:
            told = error(run("eas", "--endpoint", server.url, "--progress", "--limit", 7, "-o", "name"))
            self.assertIn("roster-ls: eas: 7 services, 1 page", told)
            self.assertNotIn(" of ", told)

    def test_a_time_of_zero_has_no_age(self):
        for time_text in ("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01T08:00:00+08:00", ""):
            services = eas_services(1)
            services[0]["CreateTime"] = time_text
            with serving(eas=services) as server:
                self.assertEqual(text(run("eas", "--endpoint", server.url, "--no-headers")).split()[-1], "-")

    def test_a_time_that_cannot_be_read_is_told(self):
        """roster-ls: names a time that it cannot parse (fault 138)."""
        services = eas_services(3)
        services[1]["CreateTime"] = services[2]["CreateTime"] = "soon"
        with serving(eas=services) as server:
            result = run("eas", "--endpoint", server.url, "-o", "name")
            self.assertEqual(len(text(result).splitlines()), 3)
            self.assertIn("eas: 2 invalid times, neither less nor greater than any other: the first is Services[1].CreateTime on page 1", error(result))

    def test_a_listing_that_failed_has_no_titles(self):
        for output in ("table", "wide", "csv"):
            self.assertEqual(text(run("eas", "--endpoint", f"http://127.0.0.1:{unused_port()}", "--retries", 0, "-o", output)), "")
            with serving(eas=[]) as server:
                self.assertEqual(len(text(run("eas", "--endpoint", server.url, "-o", output)).splitlines()), 1)

    def test_conditions_are_joined_and_take_times(self):
        services = eas_services(3)
        for service, created in zip(services, ("2024-06-30T23:59:59.9Z", "2024-07-01T00:00:00Z", "2024-07-31T23:59:59Z")):
            service["CreateTime"] = created
        with serving(eas=services) as server:
            def names(where):
                return text(run("eas", "--endpoint", server.url, "-o", "name", "--where", where)).split()
            self.assertEqual(names("CreateTime == 2024-07"), ["service_1", "service_2"])
            self.assertEqual(names("CreateTime < 2024-07 || ServiceName == 'service_2'"), ["service_0", "service_2"])
            self.assertEqual(names("ServiceName in (service_0, service_1) && !(ServiceName == service_0)"), ["service_1"])
            self.assertEqual(names("CreateTime > now-1d"), [])
            refused = run("eas", "--endpoint", server.url, "--where", "CreateTime > yesterday")
            self.assertEqual(refused.returncode, 2)
            self.assertIn("expected a time", error(refused))

    def test_verbose_tells_every_request_answer_page_and_repetition(self):
        def throttle_once(handler):
            if len(handler.server.requests) != 2:
                return False
            handler.send_json({"Code": "Throttling", "Message": "slow down", "RequestId": "r"}, 429, [("x-acs-request-id", "id-1")])
            return True

        with serving(eas=eas_services(150), answer=throttle_once) as server:
            result = run("eas", "--endpoint", server.url, "-v", "-o", "name")
            self.assertEqual(result.returncode, 0)
            self.assertEqual(len(text(result).splitlines()), 150)
            place = "roster-ls: {} " + server.url.removeprefix("http://") + ", list 1, page {}: {}"
            expected = [(">", 1, "GET /api/v2/services"), ("<", 1, "HTTP 200, "), ("=", 1, "100 of 150 services, read in "),
                        (">", 2, "GET /api/v2/services"), ("<", 2, "HTTP 429, "), ("!", 2, "throttled: the service rejected the request; HTTP 429; "),
                        (">", 2, "GET /api/v2/services, attempt 2"), ("<", 2, "HTTP 200, "), ("=", 2, "50 of 150 services, read in ")]
            lines = error(result).splitlines()
            self.assertEqual(len(lines), len(expected), lines)
            for line, parts in zip(lines, expected):
                self.assertTrue(line.startswith(place.format(*parts)), line)
            self.assertIn(", new connection", lines[1])
            self.assertIn(", connection reused, request id id-1", lines[4])

    def test_stats_are_the_last_line_on_standard_error(self):
        with serving(eas=eas_services(150)) as server:
            result = run("eas", "--endpoint", server.url, "--stats", "-o", "name")
        stats = json.loads(error(result).splitlines()[-1])
        self.assertEqual({k: stats[k] for k in ("requests", "retries", "pages", "items", "drift", "incomplete")},
                         {"requests": 2, "retries": 0, "pages": 2, "items": 150, "drift": False, "incomplete": False})
        self.assertGreater(stats["bytes"], 10_000)

    def test_lenient_leaves_out_what_cannot_be_read_and_says_so_at_the_end(self):
        eas, qianfan = eas_services(30), qianfan_services(4)
        eas[12]["Cpu"], eas[17]["Labels"], qianfan[2]["resourceConfig"]["qps"] = {"cores": 4}, "none", "many"
        with serving(eas=eas, qianfan=qianfan, clamp=10) as server:
            strict = run("eas", "--endpoint", server.url, "-o", "name")
            lenient = run("eas", "--endpoint", server.url, "--lenient", "--stats", "-o", "jsonl")
            both = run("all", "--endpoint", server.url, "--lenient", "-o", "name")
        self.assertEqual((strict.returncode, len(text(strict).splitlines())), (1, 10))
        self.assertIn("Services[2].Cpu: expected an integer, found an object", error(strict))
        self.assertEqual(lenient.returncode, 0)
        rows = [json.loads(line) for line in text(lenient).splitlines()]
        self.assertEqual([r["ServiceId"] for r in rows], [s["ServiceId"] for s in eas])
        self.assertEqual([i for i, r in enumerate(rows) if "Cpu" not in r], [12])
        said, stats = error(lenient).splitlines()
        self.assertEqual(said, "roster-ls: eas: skipped 2 fields that could not be decoded: the first is Services[2].Cpu on page 2")
        self.assertEqual(json.loads(stats)["left_out"], 2)
        self.assertEqual(len(text(both).splitlines()), 34)
        self.assertIn("roster-ls: qianfan version 1: skipped 1 field that could not be decoded: "
                      "result.serviceList[1].resourceConfig.qps on page 1", error(both))

    def test_dry_run_shows_the_request_and_sends_nothing(self):
        with serving(eas=eas_services(3)) as server:
            result = run("eas", "--endpoint", server.url, "--dry-run", "--limit", 5, "-p", "Filter=a b",
                         environment={**KEYS, "ALIBABA_CLOUD_SECURITY_TOKEN": "sts-token"})
            self.assertEqual((result.returncode, server.requests), (0, []))
            shown = text(result)
            self.assertIn(f"GET {server.url}/api/v2/services?Filter=a%20b&PageNumber=1&PageSize=5\n", shown)
            self.assertIn("  x-acs-action:ListServices\n", shown)
            self.assertNotIn("sts-token", shown)
            self.assertNotIn("eas-secret", shown)
            qianfan = text(run("qianfan", "--endpoint", server.url, "--dry-run", "-p", "protocolVersion=2"))
            self.assertIn(f"POST {server.url}/v2/service?Action=DescribeServices\n", qianfan)
            self.assertIn('body: {"maxKeys":100,"protocolVersion":2}\n', qianfan)

    def test_dry_run_shows_what_the_service_is_asked_for_by_a_condition(self):
        shown = text(run("eas", "--region", "cn-shanghai", "--dry-run", "--where", "Status == Running", "--limit", 5))
        self.assertIn("/api/v2/services?PageNumber=1&PageSize=5&ServiceStatus=Running\n", shown)
        shown = text(run("eas", "--region", "cn-shanghai", "--dry-run", "--where", "Status == Running", "--where", "Gpu > 0", "--limit", 5))
        self.assertIn("/api/v2/services?PageNumber=1&PageSize=100&ServiceStatus=Running\n", shown)

    def test_explain_shows_the_split_of_every_listing_and_sends_nothing(self):
        with serving(eas=eas_services(3), qianfan=qianfan_services(3)) as server:
            result = run("eas", "--endpoint", server.url, "--explain", "-p", "GroupName=g", "--where", "Status == Running", "--where", "Gpu > 0",
                         "--where", "AccessToken == eas-token", "--where", "QuotaId ==", environment={})
            self.assertEqual((result.returncode, error(result)), (0, ""))
            self.assertEqual(text(result).partition("\n")[2],
                             "  server-side filter: GroupName=g, ServiceStatus=Running\n"
                             '  client-side filter: Gpu > 0 and AccessToken == *** and QuotaId == ""\n')
            result = run("qianfan", "--endpoint", server.url, "--explain", "--where", "runStatus == Failed")
            self.assertEqual(text(result), "qianfan version 1\n"
                                           '  server-side filter: runStatus=["Failed"], protocolVersion=1\n'
                                           "  client-side filter: none\n"
                                           "qianfan version 2\n"
                                           '  server-side filter: runStatus=["Failed"], protocolVersion=2\n'
                                           "  client-side filter: none\n")
            self.assertEqual(server.requests, [])

    def test_a_closed_pipe_is_quiet(self):
        process = subprocess.Popen([PROGRAM, "eas", "--emulator=20000", "-o", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.stderr.read().decode().count("\n"), 1)  # the emulator's endpoint
        self.assertEqual(process.wait(timeout=60), 0)
        process.stderr.close()


class Terminal(unittest.TestCase):
    """The table on a terminal of a known size."""

    @staticmethod
    def width(line):
        return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)

    def table(self, *arguments, columns=80, status=0, **more):
        """Returns the lines that remain on the terminal."""
        ended, shown = on_terminal(*arguments, columns=columns, **more)
        self.assertEqual(ended, status, shown)
        return left_on_terminal(shown).splitlines()

    def rows_of(self, services, *arguments, **more):
        """Returns the header and the rows, without the note about columns that do not fit."""
        with serving(eas=services) as server:
            lines = self.table("eas", "--endpoint", server.url, "--color=never", *arguments, **more)
        return [line for line in lines if not line.startswith("roster-ls: ")]

    def services(self, count):
        services = eas_services(count)
        for i, service in enumerate(services):
            service.update(ServiceName=f"recommendation_model_{i}", Region="ap-southeast-1", AppType="stable-diffusion-webui", Status="Developing",
                           Message="模型服务 " * 20)
        return services

    def test_no_row_is_wider_than_the_terminal(self):
        """roster-ls: no row of a table wraps on a terminal of any width."""
        for columns in (1, 2, 7, 20, 40, 79, 80, 120, 200):
            for output in ("table", "wide"):
                with self.subTest(columns=columns, output=output):
                    rows = self.rows_of(self.services(5), "-o", output, columns=columns)
                    self.assertEqual(len(rows), 6)
                    self.assertLessEqual(max(map(self.width, rows)), columns)
                    self.assertGreater(min(map(self.width, rows)), 0)

    def test_identifiers_are_cut_last(self):
        for columns, whole in ((80, True), (53, True), (40, False)):
            rows = self.rows_of(self.services(3), columns=columns)[1:]
            self.assertEqual(all(f"recommendation_model_{i}  eas-m-{i:06}" in row for i, row in enumerate(rows)), whole, rows)
        self.assertTrue(all("…" in row for row in self.rows_of(self.services(3), columns=80)[1:]))
        self.assertFalse(any("…" in row for row in self.rows_of(self.services(3), columns=120)))

    def test_rows_after_the_measured_ones_fit_as_well(self):
        services = self.services(150)
        services[140].update(ServiceName="a_much_longer_name_than_that_of_any_other_service_in_the_list_of_services")
        rows = self.rows_of(services)
        self.assertEqual(len(rows), 151)
        self.assertLessEqual(max(map(self.width, rows)), 80)
        self.assertIn(services[140]["ServiceName"][:40], rows[141])
        self.assertIn("eas-m-000140", rows[141])
        self.assertEqual(rows[139].index("eas-m-"), rows[150].index("eas-m-"))

    def test_wide_characters_take_two_columns(self):
        """roster-ls: East Asian characters and emoji take two columns, combining marks none."""
        services = eas_services(4)
        for service, name in zip(services, ("推荐模型服务", "サービス", "🚀_e\u0301_ﬀ", "plain")):
            service["ServiceName"] = name
        rows = self.rows_of(services)
        ids = [self.width(row[: row.index("eas-m-")]) for row in rows[1:]]
        self.assertEqual(len(set(ids)), 1, rows)
        piped = text(self.piped(services)).splitlines()
        self.assertEqual(len({self.width(row[: row.index("eas-m-")]) for row in piped[1:]}), 1, piped)

    def piped(self, services, *arguments, **more):
        with serving(eas=services) as server:
            return run("eas", "--endpoint", server.url, *arguments, environment={**KEYS, "COLUMNS": "40"}, **more)

    def test_what_is_written_to_a_pipe_is_not_cut(self):
        """roster-ls: text in a table that is written to a pipe is not truncated, with any value of COLUMNS."""
        services = eas_services(1)
        services[0].update(ServiceName="模型" * 40, Message="m" * 5000, InternetEndpoint="http://" + "e" * 300)
        shown = text(self.piped(services, "-o", "wide"))
        for whole in (services[0]["ServiceName"], services[0]["Message"], services[0]["InternetEndpoint"]):
            self.assertIn(whole, shown)
        self.assertEqual(text(self.piped(services, "-o", "name")), services[0]["ServiceName"] + "\n")
        self.assertIn(services[0]["Message"], text(self.piped(services, "--fields", "Message")))

    def test_columns_of_the_environment_count(self):
        for text_, expected in (("40", 40), ("300", 300), ("", 100), ("0", 100), ("wide", 100)):
            rows = self.rows_of(self.services(3), "-o", "wide", columns=100, environment={"COLUMNS": text_})
            self.assertLessEqual(max(map(self.width, rows)), expected)
            self.assertGreater(max(map(self.width, rows)), expected - 20)

    def test_columns_that_do_not_fit_are_named(self):
        with serving(eas=self.services(2)) as server:
            listed = lambda *more, **how: [line for line in self.table("eas", "--endpoint", server.url, *more, **how) if line.startswith("roster-ls: ")]
            self.assertEqual(listed(columns=40), ["roster-ls: the terminal is too narrow for API, KIND, INSTANCES, REGION, AGE; "
                                                  "set COLUMNS, or write to a pipe: | less -S"])
            self.assertEqual(listed(columns=120), [])

    def test_states_have_colours_on_a_terminal_only(self):
        """roster-ls: states are coloured on a terminal with colours, unless NO_COLOR or --color disables it."""
        services = eas_services(5)
        for service, state in zip(services, ("Running", "Failed", "Scaling", "Stopped", "Unheard")):
            service["Status"] = state
        coloured = {"32": "Running", "31": "Failed", "33": "Scaling", "90": "Stopped"}
        with serving(eas=services) as server:
            def colours(*arguments, columns=120, **more):
                shown = on_terminal("eas", "--endpoint", server.url, *arguments, columns=columns, **more)[1]
                return {code: word for code, word in re.findall(r"\x1b\[(\d+)m([^\x1b]*)\x1b\[0m", shown)}
            self.assertEqual(colours(), coloured)
            self.assertEqual(colours("--fields", "ServiceName,Status"), coloured)
            self.assertEqual(colours("-o", "wide"), coloured)
            self.assertEqual(colours("--color=never"), {})
            self.assertEqual(colours(environment={"NO_COLOR": "1"}), {})
            self.assertEqual(colours(environment={"NO_COLOR": "0"}), {})
            self.assertEqual(colours(environment={"NO_COLOR": ""}), coloured)
            self.assertEqual(colours("--color", "always", environment={"NO_COLOR": "1"}), coloured)
            self.assertEqual(colours(terminal="dumb"), {})
            for output in ("name", "json", "jsonl", "csv"):
                self.assertEqual(colours("-o", output), {})
            plain = run("eas", "--endpoint", server.url)
            self.assertNotIn("\x1b", text(plain))
            always = text(run("eas", "--endpoint", server.url, "--color=always"))
            self.assertIn("\x1b[31mFailed\x1b[0m", always)
            self.assertEqual(re.sub(r"\x1b\[\d+m", "", always), text(plain))

    def test_an_empty_list_is_said_to_be_empty(self):
        with serving(eas=[]) as server:
            listed = lambda *more: self.table("eas", "--endpoint", server.url, *more, columns=100)
            self.assertEqual(listed()[-2:], ["API  NAME  ID  STATUS  KIND  INSTANCES  REGION  AGE", "roster-ls: no services found"])
            self.assertEqual(listed("--no-headers"), ["roster-ls: no services found"])
            self.assertEqual(listed("-o", "json"), ["[]"])
            self.assertEqual(error(run("eas", "--endpoint", server.url)), "")

    def test_messages_do_not_come_within_a_line_of_json(self):
        down = f"http://127.0.0.1:{unused_port()}"
        lines = self.table("eas", "--endpoint", "a=" + down, "--endpoint", "b=" + down, "--retries", 0, "-o", "json", status=1)
        self.assertEqual([line[:11] for line in lines], ["roster-ls: ", "roster-ls: ", "[]"])

    def test_changes_have_colours(self):
        with serving(eas=eas_services(1)) as server:
            shown = on_terminal("eas", "--endpoint", server.url, "--watch", "0.01", "--rounds", 1, columns=100)[1]
            self.assertIn("\x1b[32m+\x1b[0m", shown)

    def test_help_is_at_most_80_columns_wide(self):
        """roster-ls: the help of both programs is at most 80 columns wide."""
        for program in (PROGRAM, os.path.join(os.path.dirname(PROGRAM), "roster-emulator")):
            for line in subprocess.run([program, "--help"], capture_output=True, timeout=60).stdout.decode().splitlines():
                self.assertLessEqual(self.width(line), 80, line)


class Warnings(unittest.TestCase):
    """Undocumented values are accepted in requests and conditions, with a warning."""

    def warned(self, api, *arguments, status=0):
        result = run(api, *arguments, "-o", "name")
        self.assertEqual(result.returncode, status, error(result))
        lines = [line.removeprefix("roster-ls: ") for line in error(result).splitlines()]
        return [line.removeprefix("warning: ") for line in lines if line.startswith("warning: ")]

    def test_values_that_are_not_documented_are_named_with_the_nearest(self):
        """roster-ls: warns of an undocumented value of an enumeration, and suggests the closest one."""
        running = ["'Runing' is not a documented value of Status; did you mean 'Running'?"]
        rows = [
            ("eas", ["--where", "Status == Runing"], running),
            ("eas", ["--where", "Status != 'Runing'"], running),
            ("eas", ["--where", "!(Status in (Stopped, Runing)) || Status == Runing"], running),
            ("eas", ["--where", "Status ~ Runing"], running),
            ("eas", ["--where", "Status == Runing", "--where", "Role == Que"],
             running + ["'Que' is not a documented value of Role; did you mean 'Queue'?"]),
            ("eas", ["-p", "ServiceStatus=Runing"], ["'Runing' is not a documented value of ServiceStatus; did you mean 'Running'?"]),
            ("eas", ["-p", "ServiceStatus=Running", "--where", "Status in (Running, Waiting)"], []),
            ("eas", ["--where", "Status ~ run", "--where", "ServiceName == Runing"], []),
            ("qianfan", ["--where", "runStatus in (Serving, serving, Fialed)"],
             ["'serving' is not a documented value of runStatus; did you mean 'Serving'?", "'Fialed' is not a documented value of runStatus; did you mean 'Failed'?"]),
            ("qianfan", ["-p", "runStatus=Serving", "-p", "runStatus=Servin"], ["'Servin' is not a documented value of runStatus; did you mean 'Serving'?"]),
            ("all", ["--where", "state == runing"], ["'runing' is not a documented value of state; did you mean 'running'?"]),
            ("all", ["--where", "state in (running, stopped)"], []),
            ("qianfan", ["-p", "chargeType=Free"], ["'Free' is not a documented value of chargeType; documented values: ComputingUnit, Tokens"]),
        ]
        for api, arguments, expected in rows:
            with self.subTest(arguments=arguments):
                self.assertEqual(self.warned(api, "--emulator=3", *arguments), expected)

    def test_messages_hold_no_character_that_is_obeyed_or_invisible(self):
        """roster-ls: escapes control, bidirectional and invisible characters in messages and in the requests of a dry run (fault 199)."""
        odd = HIDDEN.replace("\0", "")
        def refuse(handler):
            handler.send_json({"Code": "Bad" + odd, "Message": "no" + odd, "RequestId": odd}, 400)
            return True

        with serving(answer=refuse) as server, tempfile.TemporaryDirectory() as folder:
            rows = [
                ["eas", "--endpoint", server.url], ["eas", "--endpoint", server.url, "-v", "--progress"],
                ["eas", "--endpoint", f"cn{odd}=http://localhost:1", "--retries", "0", "--progress"],
                ["eas", "--ca-file", os.path.join(folder, "ca" + odd)], ["eas", "--region", "cn" + odd], ["eas" + odd], ["--list" + odd],
                ["eas", "--profile", "p" + odd], ["eas", "--emulator", "--fields", "a" + odd], ["eas", "--emulator", "--where", f"Status == '{odd}'"],
                ["eas", "--emulator", "--where", odd], ["eas", "--emulator", "--explain", "--where", f"Status == '{odd}'"],
                ["eas", "--emulator", "--dry-run", "-p", f"Filter={odd}", "--unchecked", "-p", f"x{odd}={odd}"],
                ["qianfan", "--emulator", "--dry-run", "--unchecked", "-p", f"x{odd}=\"{odd[3:]}\""],
                ["qianfan", "--emulator", "--dry-run", "--unchecked", "-p", "x={\"a\": \"\u202e\u200b\x7f\"}"],
            ]
            for arguments in rows:
                with self.subTest(arguments=arguments):
                    result = run(*arguments)
                    self.assertNotEqual(text(result) + error(result), "")
                    self.assertEqual(hidden_in(text(result) + error(result)), set())

    def test_a_value_that_no_terminal_should_get_is_escaped(self):
        self.assertIn("'\\x1b[31mRunning' is not", self.warned("eas", "--emulator=1", "--where", "Status == '\x1b[31mRunning'")[0])

    def test_regions_that_are_not_known_are_named_with_the_nearest(self):
        """roster-ls: warns of an unknown region, and suggests the closest one."""
        expected = ["unknown region 'cn-hangzou'; did you mean 'cn-hangzhou'?"]
        self.assertEqual(self.warned("eas", "--dry-run", "--region", "cn-hangzou", "--region", "cn-shanghai", "--region", "cn-hangzou"), expected)
        self.assertEqual(self.warned("eas", "--dry-run", "--region", "all"), [])
        self.assertEqual(self.warned("eas", "--dry-run", "--region", "moon-base"), ["unknown region 'moon-base'"])
        self.assertEqual(self.warned("eas", "--dry-run", "--endpoint", "cn-hangzou=http://localhost:1"), [])
        result = run("eas", "--dry-run", environment={**KEYS, "ALIBABA_CLOUD_REGION_ID": "cn-hangzou"})
        self.assertEqual(error(result), "roster-ls: warning: " + expected[0] + "\n")


class Watching(unittest.TestCase):
    """A server whose EAS list is different for every request; each request is a poll."""

    def watch(self, rounds, *arguments):
        """Each poll is a list of services, or a function that responds to the request."""
        def answer(handler):
            round_ = rounds[len(handler.server.requests) - 1]
            if callable(round_):
                round_(handler)
                return True
            handler.server.eas = round_
            return False

        with serving(answer=answer) as server:
            return run("eas", "--endpoint", server.url, "--watch", "0.01", "--rounds", len(rounds), "--retries", 0, *arguments)

    def test_what_came_changed_and_went_is_shown_round_by_round(self):
        old, new = eas_services(3), eas_services(3)
        new[0]["Status"] = "Stopped"
        result = self.watch([old[:2], [new[0], old[2]], [new[0], old[2]]], "-o", "name")
        self.assertEqual(text(result), "+ service_0\n+ service_1\n- service_1\n~ service_0\n+ service_2\n")
        self.assertEqual((result.returncode, error(result)), (0, ""))

    def test_jsonl_has_the_change_and_the_whole_service(self):
        services = eas_services(1)
        result = self.watch([services, []], "-o", "jsonl", "--reveal-secrets")
        lines = [json.loads(line) for line in text(result).splitlines()]
        self.assertEqual(lines, [{"change": "added", "service": services[0]}, {"change": "removed", "service": services[0]}])

    def test_the_table_has_a_sign_before_each_row(self):
        rows = text(self.watch([eas_services(2), []])).splitlines()
        self.assertEqual([row.split()[0] for row in rows], ["API", "+", "+", "-", "-"])
        self.assertEqual([row.split()[2] for row in rows[1:]], ["service_0", "service_1", "service_0", "service_1"])
        self.assertEqual(len({row.index("service_") for row in rows[1:]}), 1)

    def test_a_round_that_fails_or_is_incomplete_says_so_and_removes_nothing(self):
        fails = lambda handler: handler.send_json({"Code": "InternalError", "Message": "no"}, 500)
        lies = lambda handler: handler.send_json({"Services": [], "PageNumber": 1, "PageSize": 100, "TotalCount": 2})
        services = eas_services(2)
        result = self.watch([services, fails, lies, services], "-o", "name")
        self.assertEqual(text(result), "+ service_0\n+ service_1\n")
        told = error(result).splitlines()
        self.assertEqual(len(told), 2, told)
        self.assertIn("InternalError", told[0])
        self.assertIn("incomplete", told[1])
        self.assertEqual(result.returncode, 0)  # the last poll was complete

    def test_the_status_is_that_of_the_last_round(self):
        fails = lambda handler: handler.send_json({"Code": "InternalError", "Message": "no"}, 500)
        self.assertEqual(self.watch([eas_services(1), fails], "-o", "name").returncode, 1)

    def test_an_interrupt_ends_it(self):
        with serving(eas=eas_services(1)) as server:
            command = [PROGRAM, "eas", "--endpoint", server.url, "--watch", "1000", "-o", "name"]
            process = subprocess.Popen(command, env={"PATH": os.environ["PATH"], **KEYS}, stdout=subprocess.PIPE)
            self.assertEqual(process.stdout.readline(), b"+ service_0\n")
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(timeout=60), 130)
            process.stdout.close()


class CredentialsFromFiles(unittest.TestCase):
    """The access keys of the emulator, in files of a temporary home directory."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name

    def write(self, name, content):
        path = os.path.join(self.home, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as out:
            out.write(content)

    def write_profiles(self, *profiles, current=""):
        self.write(".aliyun/config.json", json.dumps({"current": current, "profiles": list(profiles)}))

    def listed(self, *arguments, environment=None):
        return run(*arguments, "--count", environment={"HOME": self.home, **(environment or {})}, cwd=self.home)

    def failed(self, *arguments, environment=None):
        result = self.listed(*arguments, environment=environment)
        self.assertEqual((result.returncode, error(result).count("\n")), (1, 1), error(result))
        self.assertNotIn("planted", error(result))
        return error(result)

    GOOD = {"name": "good", "mode": "AK", "access_key_id": "emulator", "access_key_secret": "emulator-secret", "region_id": "cn-hangzhou"}
    BAD = {**GOOD, "name": "bad", "access_key_secret": "planted-secret"}

    def test_the_profile_that_is_current_or_named(self):
        self.write_profiles(self.BAD, self.GOOD, current="good")
        with emulator("--services", "3") as endpoint:
            self.assertEqual(text(self.listed("eas", "--endpoint", endpoint)), "3\n")
            self.assertIn("SignatureDoesNotMatch", self.failed("eas", "--endpoint", endpoint, "--profile", "bad"))
            named = {"ALIBABA_CLOUD_PROFILE": "bad"}
            self.assertIn("SignatureDoesNotMatch", self.failed("eas", "--endpoint", endpoint, environment=named))
            self.assertEqual(text(self.listed("eas", "--endpoint", endpoint, "--profile", "good", environment={**KEYS, **named})), "3\n")

    def test_several_profiles_are_all_listed_and_one_that_fails_is_named(self):
        self.write_profiles(self.GOOD, {**self.GOOD, "name": "also good"}, self.BAD)
        with emulator("--services", "3") as endpoint:
            both = self.listed("eas", "--endpoint", endpoint, "--profile", "good", "--profile", "also good")
            self.assertEqual((both.returncode, text(both), error(both)), (0, "6\n", ""))
            some = self.listed("eas", "--endpoint", endpoint, "--profile", "bad", "--profile", "good")
            self.assertEqual((some.returncode, text(some)), (3, "3\n"))
            told, last = error(some).splitlines()
            self.assertIn("roster-ls: authentication failed: eas bad: ", told)
            self.assertIn("SignatureDoesNotMatch", told)
            self.assertEqual(last, "roster-ls: incomplete: 1 of 2 listings failed: eas bad")

    def test_the_credentials_file_and_dotenv(self):
        self.write(".alibabacloud/credentials", "[default]\ntype=access_key\naccess_key_id=emulator\naccess_key_secret=emulator-secret\n")
        self.write(".env", "QIANFAN_ACCESS_KEY=emulator\nQIANFAN_SECRET_KEY='emulator-secret'\n")
        with emulator("--services", "3") as endpoint:
            self.assertEqual(text(self.listed("all", "--endpoint", endpoint)), "6\n")

    def test_a_server_of_keys_is_asked_once_for_all_regions(self):
        key = {"Code": "Success", "AccessKeyId": "emulator", "AccessKeySecret": "emulator-secret", "SecurityToken": "planted", "Expiration": "2099-01-01T00:00:00Z"}
        here = {"ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true"}
        with serving(eas=eas_services(3)) as clouds, serving(answer=lambda h: h.send_json(key) or True) as keys:
            here["ALIBABA_CLOUD_CREDENTIALS_URI"] = keys.url + "/key?of=me"
            places = [a for region in ("cn-beijing", "cn-hangzhou", "cn-shanghai") for a in ("--endpoint", f"{region}={clouds.url}")]
            self.assertEqual(text(self.listed("eas", *places, environment=here)), "9\n")
            self.assertEqual(keys.requests, [{"of": "me"}])
        with serving(answer=lambda h: h.send_json({"Code": "planted", "Message": "planted"}, 403) or True) as keys:
            here["ALIBABA_CLOUD_CREDENTIALS_URI"] = keys.url + "/planted"
            self.assertIn("the server of ALIBABA_CLOUD_CREDENTIALS_URI (permission denied, HTTP 403)",
                          self.failed("eas", "--region", "cn-shanghai", environment=here))

    def test_a_role_of_the_environment_that_cannot_be_assumed(self):
        self.write_profiles(self.GOOD, current="good")
        role = {"ALIBABA_CLOUD_ROLE_ARN": "r", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": "p", "ALIBABA_CLOUD_OIDC_TOKEN_FILE": f"{self.home}/token"}
        message = self.failed("eas", "--region", "cn-shanghai", environment=role)
        self.assertIn(f"the OIDC role of ALIBABA_CLOUD_ROLE_ARN ({self.home}/token does not exist); the search stopped there", message)

    def test_the_region_of_the_profile(self):
        self.write_profiles(self.GOOD, current="good")
        shown = self.listed("eas", "--dry-run", "--profile", "good")
        self.assertIn("GET https://pai-eas.cn-hangzhou.aliyuncs.com:443/api/v2/services?", text(shown))

    def test_a_profile_that_is_nowhere(self):
        self.write_profiles(self.GOOD)
        message = self.failed("eas", "--region", "cn-shanghai", "--profile", "goood", environment=KEYS)
        self.assertEqual(message, f'roster-ls: no credentials: eas cn-shanghai: tried {self.home}/.aliyun/config.json (has no profile "goood"); '
                         f"{self.home}/.alibabacloud/credentials (does not exist); endpoint https://pai-eas.cn-shanghai.aliyuncs.com:443; request GET /api/v2/services; "
                         "to list generated services: roster-ls --emulator\n")

    def test_a_broken_file_is_named_and_not_shown(self):
        self.write(".aliyun/config.json", '{\n  "profiles": [{"name": "planted", planted}]}')
        message = self.failed("eas", "--region", "cn-shanghai")
        self.assertIn(f"{self.home}/.aliyun/config.json (line 2, column 36: not JSON: expected a member name in quotes)", message)
        self.assertIn("no region: tried", self.failed("eas"))
        os.mkfifo(os.path.join(self.home, ".env"))
        self.assertIn(".env (is not a regular file)", self.failed("qianfan"))


class WithoutACloud(unittest.TestCase):
    def test_without_arguments_it_lists_from_the_emulator_and_says_so(self):
        result = run(environment={})
        self.assertEqual(result.returncode, 0)
        self.assertRegex(error(result), r"^roster-ls: listing generated services from the embedded emulator at http://127\.0\.0\.1:\d+\n$")
        self.assertIn("qianfan", text(result))
        self.assertIn("eas-m-", text(result))

    def test_the_emulator_has_as_many_services_as_asked_for(self):
        for count in (0, 1, 100, 257):
            self.assertEqual(text(run("eas", f"--emulator={count}", "--count", environment={})), f"{count}\n")
            self.assertEqual(text(run("qianfan", f"--emulator={count}", "--count", environment={})), f"{count}\n")

    def test_help_and_version(self):
        shown = run("--help", environment={})
        self.assertEqual(shown.returncode, 0)
        for option in ("--emulator", "--endpoint", "--region", "--ca-file", "--profile", "config.json", ".env", "--param", "--label", "--where", "--limit", "--skip", "--count",
                       "--page-size", "--prefetch", "--timeout", "--deadline", "--max-items", "--retries", "--parallel", "--unordered", "--output", "--fields", "--no-headers", "--reveal-secrets",
                       "--stats", "--unchecked", "--sort-by", "--stable", "--verify", "--progress", "--dry-run", "--explain", "--openapi", "--version", "TrafficState", "pageReverse"):
            self.assertIn(option, text(shown))
        self.assertRegex(text(run("--version", environment={})), r"^roster-ls \d+\.\d+\.\d+\n$")

    def test_output_that_cannot_be_written_is_an_error(self):
        """roster-ls: every output on a full device or a closed descriptor is an error."""
        for arguments in (["--help"], ["help", "selection"], ["--version"], ["--completion", "bash"], ["--openapi", "eas"], ["eas", "--emulator=3"],
                          ["eas", "--emulator", "--dry-run"]):
            for redirection, expected in ((">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")):
                result = subprocess.run(["sh", "-c", f'"$@" {redirection}', "sh", PROGRAM, *arguments], env={"HOME": "/nonexistent"}, capture_output=True, text=True, timeout=60)
                with self.subTest(arguments=arguments, redirection=redirection):
                    self.assertEqual(result.returncode, 1)
                    self.assertEqual(result.stderr.splitlines()[-1], "roster-ls: cannot write to standard output: " + expected)
        for redirection in ("2>/dev/full", "2>&-"):
            result = subprocess.run(["sh", "-c", f'"$@" {redirection}', "sh", PROGRAM, "eas", "--emulator=3", "--stats", "-o", "name"], env={"HOME": "/nonexistent"},
                                    capture_output=True, text=True, timeout=60)
            self.assertEqual((result.returncode, result.stdout.count("\n")), (1, 3), redirection)

    def test_a_reader_that_closes_its_end_is_no_error(self):
        for arguments in (["--help"], ["--openapi", "eas"], ["eas", "--emulator=3"]):
            reader, writer = os.pipe()
            os.close(reader)
            result = subprocess.run([PROGRAM, *arguments], env={"HOME": "/nonexistent"}, stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60)
            os.close(writer)
            self.assertEqual(result.returncode, 0, result.stderr)

    def test_help_shows_one_topic(self):
        shown = lambda *topic: text(run("help", *topic, environment={}))
        everything = shown()
        self.assertEqual(everything, text(run("--help", environment={})))
        for topic in ("sources", "selection", "requests", "output", "credentials", "exit-status", "--output", "-o", "group-by", "--version"):
            with self.subTest(topic=topic):
                part = shown(topic)
                self.assertIn(part, everything)
                self.assertTrue(0 < len(part) < len(everything) / 3)
        self.assertEqual(shown("-o"), shown("--output"))
        self.assertIn("TrafficState: standalone, grouping", shown("eas"))
        self.assertIn("deploymentConfig.replicasCount", shown("qianfan"))
        self.assertRegex(shown("sagemaker"), r"(?s)AWS_REGION.*NameContains.*StatusEquals: OutOfService.*raw_state")
        self.assertIn("openai: ", shown("apis"))


class WrongUse(unittest.TestCase):
    def test_watching_is_not_mixed_with_what_needs_an_end(self):
        for arguments in (["--rounds", 1], ["--watch", 1, "--limit", 1], ["--watch", 1, "-o", "json"], ["--watch", 0], ["--watch", 1, "--rounds", 0]):
            result = run("eas", "--emulator", *arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn("--watch" if "--rounds" not in arguments or len(arguments) == 2 else "--rounds", error(result))

    def test_options_end_at_two_dashes_and_short_ones_can_be_combined(self):
        self.assertEqual(text(run("--emulator=3", "--count", "--", "eas")), "3\n")
        for arguments in (["-vo", "name"], ["-voname"], ["-vvo", "name"]):
            result = run("eas", "--emulator=2", *arguments)
            self.assertEqual((result.returncode, len(text(result).split())), (0, 2))
            self.assertIn("roster-ls: > ", error(result))

    def refused(self, *arguments, environment=None):
        result = run(*arguments, environment=environment)
        self.assertEqual(result.returncode, 2, error(result))
        self.assertEqual(text(result), "")
        self.assertEqual(error(result).count("\n"), 1)
        return error(result)

    def test_every_mistake_is_one_line_and_status_2(self):
        rows = [
            (["eas", "--emulator", "-p", "ServceName=x"], 'roster-ls: --param: unknown parameter "ServceName"; did you mean "ServiceName"?\n'),
            (["eas", "--emulator", "-p", "PageSize=many"], "roster-ls: --param: PageSize: "),
            (["eas", "--emulator", "--where", "Gpu >="], "roster-ls: --where: "),
            (["eas", "--emulator", "--where", "Gpuu > 1"], 'did you mean "Gpu"'),
            (["eas", "--emulator", "--where", "Gpu > many"], "roster-ls: --where: "),
            (["eas", "--emulator", "--fields", "Nmae"], "roster-ls: --fields: unknown field"),
            (["eas", "--emulator", "--limitt", "5"], 'did you mean "--limit"'),
            (["eas", "--emulator", "--limit"], "--limit: missing value"),
            (["eas", "--endpoint", "--color=never"], '--endpoint: missing value: "--color" is an option; write --endpoint=VALUE'),
            (["eas", "--region", ""], "--region: missing value; expected a name such as cn-shanghai"),
            (["eas", "--endpoint="], "--endpoint: missing value; expected a URL"),
            (["eas", "--endpoint", "cn-a="], "--endpoint: missing value; expected a URL"),
            (["eas", "--ca-file", ""], "--ca-file: missing value; expected the path"),
            (["eas", "--endpoint", "ftp://h"], '--endpoint: invalid endpoint "ftp://h": the scheme must be http or https'),
            (["eas", "--endpoint", "http://h:99999"], '--endpoint: invalid endpoint'),
            (["qianfan", "--endpoint", "cn-a=ftp://h"], '--endpoint: invalid endpoint'),
            (["eas", "--region", "cn shanghai"], '--region: invalid region: expected a name such as cn-shanghai, found "cn shanghai"'),
            (["eas", "--emulator", "--ca-file", "/nonexistent"], '--ca-file: CA file "/nonexistent" cannot be read: No such file or directory'),
            (["eas", "--emulator", "--ca-file", os.devnull], '--ca-file: CA file "/dev/null" is not a regular file'),
            (["eas", "--region", "x", "--proxy", "socks5://h"], '--proxy: invalid proxy: unsupported scheme "socks5"; only http proxies are supported'),
            (["eas", "--emulator", "-p", "ServiceName=\udcff"], "--param: the value is not valid UTF-8"),
            (["eas", "--emulator", "--where", "ServiceName == \udcff"], "--where: the value is not valid UTF-8"),
            (["eas", "--emulator", "-l", "a=\udcff"], "--label: the value is not valid UTF-8"),
            (["eas", "--emulator", "--fields", ","], "--fields: missing name; expected names separated by commas"),
            (["eas", "--emulator", "--limit", "9" * 23], f'--limit: invalid value "{"9" * 23}"; expected a whole number from 0 to {2**64 - 1}'),
            (["eas", "--emulator", "--page-size", "9" * 23], f"expected a whole number from 1 to {2**63 - 1}"),
            (["--emulator", "4", "eas"], 'unknown API "4"; the number of services is part of the option: --emulator=4'),
            (["eas", "--emulator=99999999"], '--emulator: invalid value "99999999"; expected a whole number from 0 to 100000'),
            (["eas", f"--emulator={2**63 - 1}"], "expected a whole number from 0 to 100000"),
            (["eas", "--emulator=x"], "expected a whole number from 0 to 100000"),
            (["eas", "--", "--limit"], 'unknown API "--limit"'),
            (["--endpoint", "--", "eas"], '--endpoint: missing value: "--" is an option'),
            (["fireworks", "-p", "account_id=.."], '--param: invalid path "/..": '),
            (["eas", "-vx"], 'unknown option "-x"'),
            (["eas", "-vo"], "--output: missing value"),
            (["eas", "-v=3"], "--verbose takes no value"),
            (["eas", "--emulator", "--limit", "-1"], '--limit: invalid value "-1"; expected a whole number'),
            (["eas", "--emulator", "--parallel", "0"], '--parallel: invalid value "0"; expected a whole number of at least 1'),
            (["eas", "--emulator", "--page-size", "0"], '--page-size: invalid value "0"; expected a whole number of at least 1'),
            (["eas", "--emulator", "--prefetch", "-1"], '--prefetch: invalid value "-1"; expected a whole number'),
            (["eas", "--emulator", "--timeout", "soon"], '--timeout: invalid value "soon"; expected seconds'),
            (["eas", "--emulator", "-o", "xml"], '--output: invalid value "xml"; expected table, wide, name, json, jsonl, yaml, csv, tsv, markdown, prometheus or prometheus-sd'),
            (["eas", "--emulator", "--count=3"], "--count takes no value"),
            (["eas", "--emulator", "--sort-by", "Nmae"], 'roster-ls: --sort-by: unknown field "Nmae"'),
            (["eas", "--emulator", "--sort-by", "Cpu:down"], "--sort-by: invalid value"),
            (["--emulator", "--sort-by", "Cpu"], '--sort-by: unknown field "Cpu"'),
            (["qianfan", "--emulator", "--stable"], "--stable works with eas only"),
            (["eas", "--emulator", "--stable", "-p", "Order=desc"], "--stable cannot be combined with -p Sort or -p Order"),
            (["eas", "--emulator", "--unchecked"], "--unchecked requires --param"),
            (["eas", "--emulator", "--unchecked", "-p", "PageSize=many"], "roster-ls: --param: PageSize: "),
            (["eas", "--emulator", "--color", "red"], '--color: invalid value "red"; expected auto, always or never'),
            (["eas", "--emulator", "--bom"], "--bom works with --output csv only"),
            (["eas", "--emulator", "--sum", "Gpu"], "--sum requires --group-by"),
            (["eas", "--emulator", "--group-by", "Region", "--count"], "--group-by cannot be combined with --count, --fields, --watch or --output name"),
            (["eas", "--emulator", "--group-by", "Regoin"], '--group-by: unknown field "Regoin"; did you mean "Region"?'),
            (["eas", "--emulator", "--group-by", "Region,"], "--group-by: missing name; expected names separated by commas"),
            (["eas", "--emulator", "--group-by", "Region", "--sum", "Status"], '--sum: the field "Status" is not a number'),
            (["eas", "--emulator", "--group-by", "Region", "--sort-by", "Gpu"],
             '--sort-by: unknown column "Gpu" of --group-by; expected one of Region, count'),
            (["eas", "--emulator", "--since", "10y"], "--since: invalid condition"),
            (["--emulator", "--group-by", "Region"], '--group-by: unknown field "Region"; did you mean "region"?'),
            (["eas", "--emulator", "-o", "prometheus", "--count"], "--output prometheus and prometheus-sd cannot be combined with --count"),
            (["openai", "--emulator"], "--emulator has services of eas and qianfan only, not of openai"),
            (["openai", "--endpoint", "http://a", "--endpoint", "http://b"], "--endpoint can be used once with openai"),
            (["openai", "eas", "--endpoint", "http://a"], "list openai alone"),
            (["openai", "--region", "x"], "a region does not work with openai, which has none"),
            (["sagemaker", "--region", "all"], 'the region "all" works with eas only; name the regions of sagemaker'),
            (["hugging-face"], "hugging-face: missing parameter: set --param namespace=…"),
            (["fireworks", "-p", "account_id="], "fireworks: missing parameter: set --param account_id=…"),
            (["eas", "--endpoint", "http://a", "--region", "x", "--region", "y"], "--endpoint URL with several regions: write --endpoint REGION=URL"),
            (["eas", "--emulator", "-o", "prometheus", "--where", "Gpu > 1"], "have the common fields of --help"),
            (["eas", "--emulator", "--group-by", "Region,Region"], '--group-by: "Region" is named twice'),
            (["openai", "--page-size", "7"], "--page-size works with eas and qianfan only"),
            (["openai", "--verify"], "--verify works with eas and qianfan only"),
            (["openai", "-p", "x=1"], '--param: unknown parameter "x"'),
            (["sagemaker"], "missing region: sagemaker requires --region, or a region in the configuration file, or AWS_REGION"),
            (["sagemaker", "--region", "x/../y"], 'invalid region "x/../y" of sagemaker'),
            (["kserve"], "missing endpoint: kserve has no public one"),
            (["all", "openai"], "all cannot be combined with other APIs"),
            (["all", "--explain"], "--explain requires eas or qianfan alone"),
            (["--config", "/nonexistent/config.toml"], "/nonexistent/config.toml: cannot be read: No such file or directory"),
            (["azure"], 'unknown API "azure"'),
            (["qanfan"], 'unknown API "qanfan"; expected eas, qianfan, all or one of those in --help; did you mean "qianfan"?'),
            (["eas", "-o", "tabel"], 'invalid value "tabel"; expected table, wide, name, json, jsonl, yaml, csv, tsv, markdown, prometheus or prometheus-sd; did you mean "table"?'),
            (["--emulator", "-p", "a=b"], "--param requires one API"),
            (["qianfan", "--emulator", "-l", "k=v"], "--label does not work with qianfan: its services have no labels"),
            (["eas"], "eas requires --region (such as cn-shanghai) or --endpoint"),
            (["eas", "--profile"], "--profile: missing value"),
            (["eas", "--profile="], "--profile: missing value; expected the name of a profile"),
            (["qianfan", "--profile", "p"], "--profile works with eas only"),
            (["--emulator", "--profile", "p"], "--emulator cannot be combined with --profile: it has its own credentials"),
            (["eas", "--emulator", "--rate", "0"], "--rate: invalid value"),
            (["eas", "--emulator", "--rate", "nan"], "--rate: invalid value"),
            (["eas", "--emulator", "--proxy", "http://localhost:1"], "--emulator cannot be combined with --proxy"),
            (["eas", "--region", "x", "--proxy", "http://me:hunter2@localhost:1"], "--proxy: a user name and password are not accepted"),
            (["--emulator", "--explain", "--dry-run"], "--explain and --dry-run cannot be combined"),
            (["eas", "--emulator", "--color", "alwyas"], '; did you mean "always"?'),
            (["--completion", "zhs"], '--completion: invalid value "zhs"; expected bash, zsh or fish; did you mean "zsh"?'),
            (["hlep"], '; did you mean "help"?'),
            (["eas", "help"], "help is the first word: roster-ls help [TOPIC]"),
            (["help", "eas", "openai"], "help takes one topic"),
            (["help", "openia"], 'help: unknown topic "openia"'),
            (["help", "limt"], '; did you mean "limit"?'),
            (["--openapi"], "--openapi requires one API, and one --endpoint at most"),
            (["--openapi", "all"], "--openapi requires one API, and one --endpoint at most"),
            (["--openapi", "eas", "--endpoint", "a=http://a", "--endpoint", "b=http://b"], "--openapi requires one API, and one --endpoint at most"),
            (["--openapi", "eas", "--explain"], "--openapi cannot be combined with --dry-run, --explain or --watch"),
        ]
        for arguments, expected in rows:
            with self.subTest(arguments=arguments):
                message = self.refused(*arguments)
                self.assertIn(expected, message)
                self.assertNotIn("hunter2", message)


class Proxies(unittest.TestCase):
    def listed(self, proxy, *arguments, **environment):
        """Lists from a host that does not exist, so that only a proxy can respond; returns the targets that the proxy received."""
        targets = []
        with serving(eas=eas_services(150), answer=lambda h: targets.append(h.path)) as server:
            variables = {name: server.url for name in environment.get("through", ())} | environment.get("more", {})
            proxied = ["--proxy", server.url] if proxy else []
            result = run("eas", "--endpoint", "http://pai-eas.example", "--count", "--retries", 0, *proxied, *arguments,
                         environment=KEYS | variables)
        return result, targets

    def test_everything_goes_through_the_proxy_of_the_environment(self):
        for name in ("http_proxy", "ALL_PROXY"):
            result, targets = self.listed(False, through=[name])
            self.assertEqual((text(result), error(result)), ("150\n", "roster-ls: warning: requests to http://pai-eas.example:80 are sent in clear text "
                                                             "(http): others on the network can read signatures, tokens and data; use https\n"))
            self.assertEqual(len(targets), 2)
            for target in targets:
                self.assertTrue(target.startswith("http://pai-eas.example/api/v2/services?"), target)

    def test_the_proxy_of_the_command_line_counts_and_not_that_of_the_environment(self):
        nowhere = {"http_proxy": f"http://127.0.0.1:{unused_port()}", "no_proxy": "*"}
        result, targets = self.listed(True, more=nowhere)
        self.assertEqual((text(result), len(targets)), ("150\n", 2))

    def test_the_proxy_of_the_command_line_carries_loopback_unless_it_is_excepted(self):
        with serving(eas=eas_services(3)) as proxy, serving(eas=eas_services(5)) as server:
            self.assertEqual(text(run("eas", "--endpoint", server.url, "--proxy", proxy.url, "--count")), "3\n")
            self.assertEqual((len(proxy.requests), len(server.requests)), (1, 0))
            for hosts in ("127.0.0.1", "example.com, 127.0.0.0/8", "*"):
                direct = run("eas", "--endpoint", server.url, "--proxy", proxy.url, "--no-proxy", hosts, "--count")
                self.assertEqual((text(direct), error(direct)), ("5\n", ""))
            self.assertEqual(len(proxy.requests), 1)
        self.assertIn("--no-proxy requires --proxy", error(run("eas", "--no-proxy", "x")))

    def test_credentials_of_this_machine_are_never_fetched_through_a_proxy(self):
        key = {"Code": "Success", "AccessKeyId": "id", "AccessKeySecret": "eas-secret", "SecurityToken": "t", "Expiration": "2099-01-01T00:00:00Z"}
        def give(handler):
            if not handler.path.startswith("/keys"):
                return False
            handler.send_body(json.dumps(key).encode(), "application/json")
            return True
        with serving(eas=eas_services(3)) as proxy, serving(answer=give) as keys:
            environment = {"ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true", "ALIBABA_CLOUD_CREDENTIALS_URI": keys.url + "/keys"}
            result = run("eas", "--endpoint", "http://127.0.0.1:1", "--proxy", proxy.url, "--count", environment=environment)
            self.assertEqual((text(result), error(result)), ("3\n", ""))
            self.assertEqual((len(keys.requests), len(proxy.requests)), (1, 1))

    def test_an_empty_proxy_is_none(self):
        result, targets = self.listed(False, "--proxy", "", through=["http_proxy"])
        self.assertEqual((result.returncode, targets), (1, []))
        self.assertIn("pai-eas.example", error(result))

    def test_the_emulator_and_whatever_is_on_this_machine_need_none(self):
        nowhere = f"http://127.0.0.1:{unused_port()}"
        variables = {**KEYS, "http_proxy": nowhere, "https_proxy": nowhere}
        self.assertEqual(text(run("eas", "--emulator=3", "--count", environment=variables)), "3\n")
        with serving(eas=eas_services(3)) as server:
            self.assertEqual(text(run("eas", "--endpoint", server.url, "--count", environment=variables)), "3\n")

    def test_https_wants_a_tunnel(self):
        with serving() as server:  # the server returns no credentials
            result = run("eas", "--endpoint", "https://pai-eas.example", "--proxy", server.url, "--retries", 0)
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"the proxy {server.url} cannot connect to https://pai-eas.example:443; HTTP 501", error(result))

    def test_a_proxy_that_cannot_be_used_is_named(self):
        result = run("eas", "--endpoint", "http://h.invalid", "--retries", 0, environment={**KEYS, "http_proxy": "socks5://localhost"})
        self.assertEqual(result.returncode, 1)
        self.assertIn("only http proxies are supported", error(result))


class Rate(unittest.TestCase):
    def test_requests_keep_to_the_rate(self):
        times = []
        with serving(eas=eas_services(50), answer=lambda h: times.append(time.monotonic())) as server:
            result = run("eas", "--endpoint", server.url, "--page-size", 10, "--count", "--rate", 20)
        self.assertEqual((text(result), len(times)), ("50\n", 5))
        self.assertGreater(times[-1] - times[0], 0.1)  # 0.2, minus the delay of the first request

    def test_all_regions_of_an_account_share_it_and_no_wait_goes_past_the_deadline(self):
        with serving(eas=eas_services(5)) as server:
            result = run("eas", "--endpoint", f"a={server.url}", "--endpoint", f"b={server.url}", "--count", "--rate", 0.001,
                         "--deadline", 60)
            self.assertEqual((result.returncode, text(result), len(server.requests)), (3, "5\n", 1))
        self.assertIn("rate", error(result))


class Failures(unittest.TestCase):
    def failed(self, *arguments, environment=None, status=1):
        result = run(*arguments, environment=environment)
        self.assertEqual(result.returncode, status, error(result))
        self.assertEqual(error(result).count("\n"), 1, error(result))
        for secret in ("eas-secret", "qianfan-secret"):
            self.assertNotIn(secret, error(result))
        return error(result)

    def test_missing_credentials_say_where_they_were_looked_for_and_how_to_do_without(self):
        message = self.failed("eas", "--region", "cn-shanghai", environment={"ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true"})
        for place in ("ALIBABA_CLOUD_ACCESS_KEY_ID (not set)", "ALIBABA_CLOUD_OIDC_TOKEN_FILE not set", "~/.aliyun/config.json (HOME is not set)",
                      "~/.alibabacloud/credentials", "the metadata service http://100.100.100.200 (ALIBABA_CLOUD_ECS_METADATA_DISABLED is true)",
                      "ALIBABA_CLOUD_CREDENTIALS_URI (not set)", "--emulator"):
            self.assertIn(place, message)
        message = self.failed("qianfan", "-p", "protocolVersion=2", environment={"QIANFAN_ACCESS_KEY": "only-the-id"})
        self.assertIn("QIANFAN_SECRET_KEY", message)
        self.assertNotIn("only-the-id", message)

    def test_a_malformed_url_is_never_quoted_with_what_may_be_a_password(self):
        """roster-ls: quotes no part of a malformed URL that may be a password (fault 193)."""
        for url in ("http://bob:planted-pw", "bob:planted-pw", "http://bob:planted-pw%40h:80", "http://h:planted-pw", "https://[planted-pw"):
            for arguments in (["eas", "--endpoint", url], ["eas", "--endpoint", "cn-a=" + url], ["qianfan", "-p", "protocolVersion=2", "--endpoint", url], ["eas", "--region", url],
                              ["eas", "--endpoint", "https://h.invalid", "--proxy", url]):
                message = self.failed(*arguments, "--retries", 0, status=2)
                self.assertNotIn("planted-pw", message)
            for scheme, name in (("http", "http_proxy"), ("http", "HTTP_PROXY"), ("https", "https_proxy"), ("https", "HTTPS_PROXY"), ("http", "all_proxy")):
                result = run("eas", "--endpoint", scheme + "://h.invalid", "--retries", 0, environment={**KEYS, name: url})
                self.assertIn("invalid proxy", error(result))
                self.assertNotIn("planted-pw", error(result))
            message = self.failed("qianfan", "--retries", 0, environment={**KEYS, "QIANFAN_CONSOLE_API_BASE_URL": url})
            self.assertIn("QIANFAN_CONSOLE_API_BASE_URL", message)
            self.assertNotIn("planted-pw", message)
        for arguments in (["eas", "http://bob:planted-pw@h"], ["http://bob:planted-pw@h"], ["eas", "--ca-file", "--proxy=http://bob:planted-pw@h"],
                          ["eas", "--limit", "http://bob:planted-pw%40h"]):
            self.assertNotIn("planted-pw", self.failed(*arguments, status=2))

    def test_clear_text_to_another_machine_is_refused_on_request_and_reported_once_otherwise(self):
        """roster-ls: warns once of http to another machine, and rejects it with --require-tls (fault 195)."""
        for api in (["eas"], ["qianfan", "-p", "protocolVersion=2"]):
            refused = self.failed(*api, "--endpoint", "http://h.invalid", "--require-tls")
            self.assertIn("TLS required: requests to http://h.invalid:80 would be sent in clear text (http)", refused)
            told = error(run(*api, "--endpoint", "http://h.invalid", "--retries", 0))
            self.assertEqual(told.count("roster-ls: warning: requests to http://h.invalid:80 are sent in clear text (http)"), 1, told)
        environment = {"ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true", "ALIBABA_CLOUD_CREDENTIALS_URI": "http://keys.invalid/?planted"}
        refused = self.failed("eas", "--endpoint", "https://h.invalid", "--require-tls", environment=environment)
        self.assertIn("TLS required: requests for credentials to http://keys.invalid:80", refused)
        with serving(eas=eas_services(3)) as server:
            result = run("eas", "--endpoint", server.url, "--count", "--require-tls")
            self.assertEqual((text(result), error(result)), ("3\n", ""))

    def test_an_unreachable_endpoint(self):
        port = unused_port()
        message = self.failed("eas", "--endpoint", f"http://127.0.0.1:{port}", "--retries", 0)
        self.assertIn(f"cannot connect to http://127.0.0.1:{port}", message)
        self.assertIn("refused", message)

    def test_a_wrong_secret(self):
        with emulator() as endpoint:
            message = self.failed("eas", "--endpoint", endpoint, environment={**KEYS, "ALIBABA_CLOUD_ACCESS_KEY_ID": "emulator"})
            self.assertIn("SignatureDoesNotMatch", message)
            self.assertNotIn("x-acs-", message)
            message = self.failed("qianfan", "--endpoint", endpoint, "-p", "protocolVersion=1",
                                  environment={**KEYS, "QIANFAN_ACCESS_KEY": "emulator"})
            self.assertIn("IamSignatureInvalid", message)

    def test_a_certificate_that_is_not_trusted(self):
        with tempfile.TemporaryDirectory() as place:
            certificate, key = place + "/c.pem", place + "/k.pem"
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
                            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
            with serving(eas=eas_services(2), tls=(certificate, key)) as server:
                message = self.failed("eas", "--endpoint", server.url)
                self.assertIn("certificate", message)
                self.assertIn(server.url, message)
                self.assertEqual(server.requests, [])
                self.assertEqual(text(run("eas", "--endpoint", server.url, "--ca-file", certificate, "--count")), "2\n")
            self.assertIn("no-such-file", self.failed("eas", "--endpoint", "https://127.0.0.1", "--ca-file", "no-such-file", status=2))

    def test_html_where_json_should_be(self):
        with serving(answer=lambda h: h.send_body(b"<html>Login</html>", "text/html") or True) as server:
            message = self.failed("eas", "--endpoint", server.url)
            self.assertIn("text/html", message)
            self.assertIn("<html>Login</html>", message)

    def test_an_answer_that_is_cut(self):
        def cut(handler):
            handler.send_body(b'{"Services":[', "application/json", announced=5000)
            handler.close_connection = True
            return True

        with serving(answer=cut) as server:
            self.assertIn("13 of 5000 bytes", self.failed("eas", "--endpoint", server.url, "--retries", 1))
            self.assertEqual(len(server.requests), 2)

    def test_an_error_within_a_status_of_200(self):
        with serving(answer=lambda h: h.send_json({"error_code": 110, "error_msg": "Access token invalid"}) or True) as server:
            self.assertIn("Access token invalid", self.failed("qianfan", "--endpoint", server.url, "-p", "protocolVersion=2"))

    def test_a_missing_permission_is_named(self):
        denied = {"Code": "NoPermission", "Message": "no", "RequestId": "r-1", "Recommend": "https://example.com/help",
                  "AccessDeniedDetail": {"AuthAction": "eas:ListServices"}}
        with serving(answer=lambda h: h.send_json(denied, 403) or True) as server:
            message = self.failed("eas", "--endpoint", server.url)
            for part in ("missing permission: eas:ListServices", "r-1", "https://example.com/help", "HTTP 403"):
                self.assertIn(part, message)

    def test_throttling_is_waited_for(self):
        def throttle(handler):
            if len(handler.server.requests) == 1:
                handler.send_json({"Code": "Throttling.User", "Message": "slow"}, 429, [("x-acs-retry-after", "20")])
                return True
            return False

        with serving(eas=eas_services(5), answer=throttle) as server:
            result = run("eas", "--endpoint", server.url, "--count", "--stats")
            self.assertEqual((result.returncode, text(result)), (0, "5\n"))
            self.assertEqual(json.loads(error(result).splitlines()[-1])["retries"], 1)

    def test_what_came_before_a_failure_is_printed(self):
        def fail_on_page_two(handler):
            if handler.server.requests[-1]["PageNumber"] != "2":
                return False
            handler.send_json({"Code": "InvalidParameter", "Message": "no page two"}, 400)
            return True

        with serving(eas=eas_services(30), clamp=10, answer=fail_on_page_two) as server:
            result = run("eas", "--endpoint", server.url, "-o", "json")
            self.assertEqual(result.returncode, 1)
            self.assertEqual(len(json.loads(text(result))), 10)
            self.assertIn("page 2", error(result))

    def test_fewer_services_than_the_total_said_is_incomplete(self):
        def lie(handler):
            page = handler.server.requests[-1]["PageNumber"]
            handler.send_json({"RequestId": "r", "Services": eas_services(1) if page == "1" else [], "PageNumber": int(page), "PageSize": 100,
                               "TotalCount": 2})
            return True

        with serving(answer=lie) as server:
            result = run("eas", "--endpoint", server.url, "-o", "name")
            self.assertEqual((result.returncode, text(result)), (3, "service_0\n"))
            self.assertIn("incomplete: the service reported a total of 2 items, but returned 1", error(result))

    def test_all_goes_on_when_one_api_fails(self):
        with serving(qianfan=qianfan_services(2), answer=lambda h: h.command == "GET" and (h.send_json({"Code": "X"}, 400) or True)) as server:
            result = run("all", "--endpoint", server.url, "-o", "name")
            self.assertEqual((result.returncode, text(result).split()), (3, ["service_0", "service_1"]))
            self.assertEqual(error(result).splitlines()[-1], "roster-ls: incomplete: 1 of 3 listings failed: eas")

    def test_regions_that_fail_are_named_and_the_others_listed(self):
        with serving(eas=eas_services(2)) as one:
            down = f"http://127.0.0.1:{unused_port()}"
            arguments = ["eas", "--retries", 0, "-o", "name", "--endpoint", f"cn-a={down}", "--endpoint", f"cn-b={one.url}", "--endpoint", f"cn-c={down}"]
            result = run(*arguments, "--stats")
            self.assertEqual((result.returncode, text(result).split()), (3, ["service_0", "service_1"]))
            lines = error(result).splitlines()
            self.assertEqual(lines[-2], "roster-ls: incomplete: 2 of 3 listings failed: eas cn-a, eas cn-c")
            self.assertTrue(lines[0].startswith("roster-ls: connection refused: eas cn-a: cannot connect"))
            self.assertEqual(json.loads(lines[-1])["pages"], 1)
            self.assertEqual(run("eas", "--retries", 0, "--endpoint", f"cn-a={down}", "--endpoint", f"cn-b={down}").returncode, 1)

    def test_a_deadline_ends_the_listing(self):
        stop = []

        def stall(handler):
            while not stop:
                time.sleep(0.01)
            return True

        with serving(answer=stall) as server:
            begin = time.monotonic()
            message = self.failed("eas", "--endpoint", server.url, "--deadline", 0.3)
            self.assertLess(time.monotonic() - begin, 20)
            stop.append(True)
            self.assertIn("within", message)

    def test_more_services_than_the_limit_are_an_error(self):
        for options in (["--page-size", 10], ["--verify"]):
            result = run("eas", "--emulator=30", "--max-items", 29, *options, environment={})
            self.assertEqual(result.returncode, 1)
            self.assertIn("response too large: eas: more than 29 items", error(result))
        for options in (["--max-items", 30], ["--max-items", 30, "--verify"], ["--max-items", 0]):
            self.assertEqual(text(run("eas", "--emulator=30", "--count", *options, environment={})), "30\n")

    def test_an_interrupt_ends_it_with_130(self):
        stop = []

        def stall(handler):
            while not stop:
                time.sleep(0.01)
            return True

        with serving(answer=stall) as server:
            process = subprocess.Popen([PROGRAM, "eas", "--endpoint", server.url], env={**os.environ, **KEYS}, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            while not server.requests:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
            stop.append(True)
            self.assertEqual(process.returncode, 130)


class Secrets(unittest.TestCase):
    """Canary secrets are in the environment and in the services, but not in any output."""

    KEY, TOKEN, PROXY, ITEM = "PlantedKey/kq7+Zx=Secret", "PlantedToken/CAIS+w8=sts", "PlantedProxyWord8731", "PlantedItemToken-NzE2Zm9v"
    PLANTED = {"ALIBABA_CLOUD_ACCESS_KEY_ID": "visible", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": KEY, "ALIBABA_CLOUD_SECURITY_TOKEN": TOKEN,
               "QIANFAN_ACCESS_KEY": "visible", "QIANFAN_SECRET_KEY": KEY}
    FORMATS = ("table", "wide", "name", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "prometheus", "prometheus-sd")
    # The options that affect the output, each with runs that use it.
    OUTPUTS = {
        "--output": [["-o", output] for output in FORMATS],
        "--fields": [["--fields", "AccessToken,ServiceConfig", "-o", output] for output in ("table", "json", "csv")],
        "--no-headers": [["--no-headers", "-o", "csv"]],
        "--color": [["--color", "always"]],
        "--bom": [["--bom", "-o", "csv"]],
        "--safe": [["--safe", "-o", "csv"]],
        "--progress": [["--progress"]],
        "--verbose": [["-v", "--stats", "--progress"], ["-v", "--prefetch", "2"]],
        "--stats": [["--stats", "--lenient"]],
        "--dry-run": [["--dry-run"]],
        "--explain": [["--explain", "--where", "AccessToken == " + ITEM]],
        "--openapi": [["--openapi"]],
        "--count": [["--count"]],
        "--sort-by": [["--sort-by", "AccessToken", "-v"]],
        "--where": [["--where", "AccessToken ~ Planted", "-v", "--stats"]],
        "--since": [["--since", "2000", "-v"]],
        "--group-by": [["--group-by", "AccessToken,ServiceConfig", "-o", output] for output in ("table", "json", "csv")],
        "--sum": [["--group-by", "AccessToken", "--sum", "Gpu"]],
        "--lenient": [["--lenient", "--stats", "-v"]],
        "--verify": [["--verify", "--stats", "-v"]],
        "--watch": [["--watch", "0.01", "--rounds", "2", "-v", "-o", output] for output in ("table", "wide", "name", "jsonl")],
    }
    # The other options: they select what is requested, from where, and how.
    INPUTS = {"--emulator", "--endpoint", "--region", "--profile", "--ca-file", "--proxy", "--no-proxy", "--allow-legacy-ciphers", "--compressed",
              "--require-tls",
              "--param", "--unchecked", "--label", "--limit", "--skip", "--page-size", "--prefetch", "--timeout", "--deadline", "--max-items",
              "--retries", "--rate", "--parallel", "--unordered", "--rounds", "--stable", "--config", "--completion", "--help", "--version"}
    REVEALING = {"--reveal-secrets"}
    EVERYTHING = [arguments for runs in OUTPUTS.values() for arguments in runs]

    def found(self, shown):
        """Returns the spellings of canary secrets that are in the output of a run."""
        forms = []
        for secret in (self.KEY, self.TOKEN, self.PROXY, self.ITEM):
            forms += [secret[i : i + 10] for i in range(len(secret) - 9)]
            forms += [urllib.parse.quote(secret, safe=""), secret.encode().hex(), secret.encode().hex().upper()]
            for before in ("", "x", "xx"):
                aligned = base64.b64encode((before + secret).encode()).decode()
                forms.append(aligned[4:-4])
        return [form for form in forms if form in shown]

    def run_planted(self, server, *arguments, environment=None):
        result = run("eas", "--endpoint", server.url, "--retries", "1", *arguments, environment={**self.PLANTED, **(environment or {})})
        return result, text(result) + error(result)

    def services(self):
        services = eas_services(5)
        for service in services:
            service["AccessToken"] = self.ITEM
            service["ServiceConfig"] = json.dumps({"name": "s", "token": self.ITEM, "nested": {"token": self.ITEM}})
            service["secretKey"] = self.ITEM
        return services

    def test_the_search_finds_what_is_there(self):
        for secret in (self.KEY, self.TOKEN, self.PROXY, self.ITEM):
            for form in (secret, secret[:10], urllib.parse.quote(secret, safe=""), secret.encode().hex(),
                         base64.b64encode(("user:" + secret).encode()).decode(), base64.b64encode(("me:" + secret).encode()).decode(),
                         base64.b64encode(("a:" + secret).encode()).decode()):
                self.assertTrue(self.found("before " + form + " behind"), form)
        with serving(eas=self.services()) as server:
            self.assertTrue(self.found(self.run_planted(server, "-o", "json", "--reveal-secrets")[1]))

    def test_every_output_is_searched(self):
        """roster-ls: every output option and format is covered by the test of canary secrets."""
        known = {*self.OUTPUTS, *self.INPUTS, *self.REVEALING}
        shown = text(run("--help", environment={}))
        options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.M)) | set(re.findall(r", (--[a-z-]+)$", shown, re.M))
        self.assertEqual(options, known, "add a row to OUTPUTS, or a name to INPUTS")
        source = os.path.join(os.path.dirname(__file__), "..", "..", "examples", "roster_ls", "options.cpp")
        with open(source, encoding="utf-8") as file:
            self.assertEqual(set(re.findall(r'\{"(--[a-z-]+)",', file.read())), known, "an option that is not in the help")
        formats = re.search(r"expected ([^;\n]*)", error(run("-o", "no-such-format", environment={})))[1]
        in_help = " ".join(re.search(r"--output FORMAT (.*?);", shown, re.DOTALL)[1].split())
        for names in (formats, in_help):
            self.assertEqual(set(re.split(r", | or ", names)), set(self.FORMATS), "add the format to FORMATS")
        for option, runs in self.OUTPUTS.items():
            short = {"--output": "-o", "--verbose": "-v"}.get(option, option)
            self.assertTrue(runs and all(short in arguments for arguments in runs), option)

    def test_they_are_in_no_output(self):
        """roster-ls: canary secrets are in no table, JSON, CSV, dry run or verbose line (fault 69)."""
        with serving(eas=self.services()) as server:
            for arguments in self.EVERYTHING:
                with self.subTest(arguments=arguments):
                    result, shown = self.run_planted(server, *arguments)
                    self.assertEqual(result.returncode, 0, shown)
                    self.assertEqual(self.found(shown), [])

    def test_they_are_in_no_output_in_any_spelling(self):
        """roster-ls: canary secrets are redacted in every spelling of a JSON text or an unknown field (fault 69)."""
        item = self.ITEM
        values = [{name: value} for name in ("Token", "auth_token", "passwd", "credentials", "dockerAuth", "apiKeys")
                  for value in (item, [item], {"a": {"b": item}})]
        values += [{"env": [{"name": "HF_TOKEN", "value": item}]}, {"env": [{"Value": item, "Name": "HF_TOKEN"}]},
                   {"env": [{"key": "password", "value": item}]}, {"args": ["--api-key", item]}]
        texts = [json.dumps(value) for value in values]
        texts += [before + texts[0] + after for before, after in ((" ", ""), ("\ufeff", ""), ("[", ",]"), ("", "x"), ("[", ""))]
        texts += [f"name: s\ntoken: {item}\n", texts[0][:-1], texts[0][:-2]]
        services = eas_services(len(texts))
        for number, (service, config) in enumerate(zip(services, texts)):
            service["ServiceConfig"] = config
            service.update(values[number % len(values)])
            service["Inner"] = config
        with serving(eas=services) as server:
            for arguments in self.OUTPUTS["--output"] + [["--fields", "ServiceConfig", "-o", output] for output in ("table", "json", "csv")]:
                with self.subTest(arguments=arguments):
                    result, shown = self.run_planted(server, *arguments)
                    self.assertEqual(result.returncode, 0, shown)
                    self.assertEqual(self.found(shown), [])
            self.assertTrue(self.found(self.run_planted(server, "-o", "json", "--reveal-secrets")[1]))

    def test_a_service_that_echoes_them_is_not_quoted(self):
        """roster-ls: no message contains a secret of the request that a service echoes (faults 68, 69)."""
        def echo(handler):
            sent = "\n".join(f"{name}: {value}" for name, value in handler.headers.items()) + self.KEY
            self.assertTrue(self.found(sent))
            signatures.append(handler.headers["Authorization"][-64:])
            message = {"Code": "SignatureDoesNotMatch", "Message": "it was not " + sent, "RequestId": "id-1"}
            if handler.server.html:
                handler.send_body(("<p>" + sent).encode(), "text/html", handler.server.status)
            else:
                handler.send_json(message, handler.server.status)
            return True

        for status in (200, 400, 403, 429, 500):
            for html in (False, True):
                with self.subTest(status=status, html=html), serving(answer=echo) as server:
                    server.status, server.html, signatures = status, html, []
                    result, shown = self.run_planted(server, "-v")
                    self.assertEqual(result.returncode, 1, shown)
                    self.assertTrue(signatures)
                    self.assertEqual([one for one in signatures if one in shown], [])
                    self.assertEqual(self.found(shown), [])
                    self.assertEqual("SignatureDoesNotMatch" in shown, not html, shown)

    def test_the_password_of_a_proxy_is_not_told(self):
        """roster-ls: the password of a proxy is in no output, even if the proxy echoes it (fault 69)."""
        def refuse(handler):
            sent = handler.headers["Proxy-Authorization"]
            self.assertTrue(self.found(sent))
            handler.send_body(("<p>" + sent).encode(), "text/html", 403)
            return True

        with serving(answer=refuse) as proxy:
            way = proxy.url.replace("http://", f"http://user:{self.PROXY}@")
            environment = {**self.PLANTED, "http_proxy": way}
            for arguments in (["-v"], ["--dry-run"]):
                result = run("eas", "--endpoint", "http://clouds.test", *arguments, environment=environment)
                self.assertEqual(self.found(text(result) + error(result)), [])
            self.assertEqual(len(proxy.requests), 1)
            for wrong in (way + "/path", way.replace("http:", "socks5:"), way.replace("127.0.0.1", "")):
                result = run("eas", "--endpoint", "http://clouds.test", environment={**environment, "http_proxy": wrong})
                self.assertEqual(result.returncode, 1)
                self.assertEqual(self.found(text(result) + error(result)), [])


class emulator:
    """Tests roster-emulator together with roster-ls."""

    def __init__(self, *arguments):
        self.arguments = arguments

    def __enter__(self):
        program = os.path.join(os.path.dirname(PROGRAM), "roster-emulator")
        self.process = subprocess.Popen([program, "--max-seconds", "300", *self.arguments], stdout=subprocess.PIPE)
        return json.loads(self.process.stdout.readline())["endpoint"]

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


if __name__ == "__main__":
    unittest.main()
