#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""A proxy that validates with the OpenAPI documents of roster-ls is between roster-ls and roster-emulator.

usage: openapi_test.py ROSTER_EMULATOR [unittest's arguments], with the packages in NODE_PATH"""

import http.server
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

PROGRAM = sys.argv.pop(1)
LS = os.path.join(os.path.dirname(PROGRAM), "roster-ls")
MODULES = os.environ["NODE_PATH"]
KEY, SECRET = "interop", "a secret"
KEYS = {"ALIBABA_CLOUD_ACCESS_KEY_ID": KEY, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": SECRET, "QIANFAN_ACCESS_KEY": KEY, "QIANFAN_SECRET_KEY": SECRET}


def ls(*arguments):
    return subprocess.run([LS, *map(str, arguments)], env=KEYS, capture_output=True, timeout=120)


def document(api):
    """Returns the text of an API's document."""
    result = ls("--openapi", api)
    if result.returncode != 0:
        raise AssertionError(result.stderr.decode())
    return result.stdout.decode()


class Emulator:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([PROGRAM, "--max-seconds", "300", "--access-key-id", KEY, "--access-key-secret", SECRET,
                                         *map(str, arguments)], stdout=subprocess.PIPE, text=True)
        self.endpoint = json.loads(self.process.stdout.readline())["endpoint"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=60)


class Upstream:
    """A service whose responses are all this one."""

    def __init__(self, response):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(response)))
                self.end_headers()
                self.wfile.write(response)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Prism:
    """Forwards requests to an endpoint; a request or a response that does not match the document is an error."""

    def __init__(self, api, upstream):
        self.file = tempfile.NamedTemporaryFile("w", suffix=".json")
        self.file.write(document(api))
        self.file.flush()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        program = os.path.join(MODULES, "@stoplight", "prism-cli", "dist", "index.js")
        self.process = subprocess.Popen(["node", program, "proxy", self.file.name, upstream, "--errors", "--port", str(port)],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line)
            if "Prism is listening" in line:
                break
        else:
            raise AssertionError("".join(self.lines))
        self.read = threading.Condition()
        self.reader = threading.Thread(target=self.read_lines)
        self.reader.start()

    def read_lines(self):
        for line in self.process.stdout:
            with self.read:
                self.lines.append(line)
                self.read.notify()

    def wrote(self, word):
        """Returns whether it writes a line with this word, in any case, within a minute."""
        with self.read:
            return self.read.wait_for(lambda: any(word in line.lower() for line in self.lines), 60)

    def request(self, path, body=None):
        """Returns the status of the response to this request, and its JSON."""
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + path, data, {"content-type": "application/json"}), timeout=60) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)
        self.reader.join()
        self.process.stdout.close()
        self.file.close()


class Documents(unittest.TestCase):
    def test_every_document_is_valid(self):
        names = re.findall(r"^  ([a-z-]+): ", ls("--help").stdout.decode().partition("Other APIs")[2], re.M)
        self.assertGreater(len(names), 10)
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for name in ("eas", "qianfan", *names):
                files.append(os.path.join(folder, name))
                with open(files[-1], "w") as file:
                    file.write(document(name))
            with open(os.path.join(folder, "wrong"), "w") as file:  # what the validator has to find
                file.write(document("eas").replace('"in": "query"', '"in": "nowhere"', 1))
            validator = os.path.join(os.path.dirname(os.path.abspath(__file__)), "validate.mjs")
            result = subprocess.run(["node", validator, MODULES, *files, file.name], capture_output=True, timeout=120, check=True)
        found = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual(len(found), len(files) + 1)
        for one in found[:-1]:
            self.assertEqual((one["version"], one["valid"]), ("3.1", True), one)
        self.assertFalse(found[-1]["valid"])


class Listing(unittest.TestCase):
    """What roster-ls requests and what the emulator responds is in the documents."""

    def check(self, api, queries):
        with Emulator("--services", 120) as emulator, Prism(api, emulator.endpoint) as prism:
            for query in queries:
                with self.subTest(query=query):
                    # As a forward proxy, it receives the host that is signed.
                    direct = ls(api, "--endpoint", emulator.endpoint, "-o", "json", *query)
                    checked = ls(api, "--endpoint", emulator.endpoint, "--proxy", prism.url, "-o", "json", "--retries", 0, *query)
                    self.assertEqual(checked.stderr.decode(), "")
                    self.assertEqual((checked.returncode, checked.stdout), (direct.returncode, direct.stdout))
                    self.assertNotEqual(json.loads(checked.stdout), [])
        forwarded = [line for line in prism.lines if "Forwarding" in line]
        self.assertGreaterEqual(len(forwarded), len(queries), "".join(prism.lines))
        self.assertFalse([line for line in prism.lines if "violation" in line.lower()], "".join(prism.lines))

    def test_eas(self):
        self.check("eas", [[], ["--page-size", 7], ["-p", "ServiceStatus=Running"], ["-l", "team=search"], ["-l", "team"],
                           ["-p", "AutoscalerEnabled=false", "-p", "Sort=ServiceName", "-p", "Order=asc"], ["--where", "Status == Running"],
                           ["-p", "Filter=_1"]])

    def test_qianfan(self):
        self.check("qianfan", [[], ["--page-size", 7], ["-p", "runStatus=Serving"], ["-p", "runStatus=New", "-p", "runStatus=Failed"],
                               ["-p", "payType=Postpay", "-p", "pageReverse=true"], ["-p", "protocolVersion=1", "-p", "name=_1"],
                               ["--where", "runStatus in (Serving, New)"]])


class Violations(unittest.TestCase):
    """The proxy finds what contradicts a document."""

    def violations(self, prism, path, body=None):
        status, problem = prism.request(path, body)
        self.assertGreaterEqual(status, 400, problem)
        return [(".".join(map(str, one["location"])), one["message"]) for one in problem["validation"]]

    def test_wrong_requests(self):
        with Upstream(b'{"Services": []}') as upstream, Prism("eas", upstream.endpoint) as prism:
            self.assertEqual(prism.request("/api/v2/services?PageNumber=1")[0], 200)
            self.assertIn("query.pagenumber", [place.lower() for place, _ in self.violations(prism, "/api/v2/services?PageNumber=many")])
        right = b'{"requestId": "r", "result": {"pageInfo": {"isTruncated": false}, "serviceList": []}}'
        with Upstream(right) as upstream, Prism("qianfan", upstream.endpoint) as prism:
            path = "/v2/service?Action=DescribeServices"
            self.assertEqual(prism.request(path, {"maxKeys": 10, "later": 1})[0], 200)
            self.assertTrue(self.violations(prism, "/v2/service", {}))
            self.assertTrue(self.violations(prism, "/v2/service?Action=Other", {}))
            self.assertIn("body.maxKeys", [place for place, _ in self.violations(prism, path, {"maxKeys": "many"})])
            self.assertIn("body.runStatus", [place for place, _ in self.violations(prism, path, {"runStatus": "Serving"})])

    def test_wrong_responses(self):
        for response, place in ((b'{"Services": [{"ServiceId": "a", "Cpu": "many"}]}', "response.body.Services.0.Cpu"),
                                (b'{"Services": [{"ServiceName": "a"}]}', "response.body.Services.0"),
                                (b'{"Services": {}}', "response.body.Services"), (b'{"TotalCount": 0}', "response.body")):
            with self.subTest(response=response), Upstream(response) as upstream, Prism("eas", upstream.endpoint) as prism:
                self.assertIn(place, [found for found, _ in self.violations(prism, "/api/v2/services")])

    def test_a_fault_of_the_emulator(self):
        with Emulator("--services", 12, "--fault", "json:how=null,times=always") as emulator, Prism("eas", emulator.endpoint) as prism:
            result = ls("eas", "--endpoint", emulator.endpoint, "--proxy", prism.url, "--retries", 0)
            self.assertEqual(result.returncode, 1)
            self.assertTrue(prism.wrote("violation"), "".join(prism.lines))


if __name__ == "__main__":
    unittest.main()
