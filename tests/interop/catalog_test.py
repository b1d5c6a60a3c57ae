#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The vendors' own Node clients list from the emulator what Roster lists from it, and their signatures are those of Roster.

usage: catalog_test.py CATALOG_SERVER [unittest's arguments], with the clients' packages in NODE_PATH"""

import calendar
import json
import re
import subprocess
import sys
import tempfile
import time
import unittest

import vendor

PROGRAM = sys.argv.pop(1)
KEY = {"id": "AKIDEXAMPLE", "secret": "a secret, with/some+odd=characters"}  # those of the program
WHOLE = {"openai.list_models", "together.list_endpoints"}  # in one page
SIGNERS = {
    "sagemaker.list_endpoints": {"signer": "aws_sigv4", "service": "sagemaker", "region": "eu-west-1"},
    "sagemaker.list_inference_components": {"signer": "aws_sigv4", "service": "sagemaker", "region": "eu-west-1"},
    "bedrock.list_provisioned_model_throughputs": {"signer": "aws_sigv4", "service": "bedrock", "region": "eu-west-1"},
    # Its client takes the first label of the host for the service, and signs the host without the port.
    "tione.describe_model_service_groups": {"signer": "tencent_tc3", "service": "127", "action": "DescribeModelServiceGroups",
                                            "version": "2021-11-11", "region": "ap-guangzhou"},
}  # Volcengine's client covers neither Host nor Content-Type, as Roster does


class Server:
    def __init__(self, count):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([PROGRAM, str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.lines())
        hello = json.loads(line)
        self.endpoint, self.listed = hello["endpoint"], hello["listed"]
        self.authority = tempfile.NamedTemporaryFile("w", suffix=".pem")
        self.authority.write(hello["authority"])
        self.authority.flush()

    def vendor(self, api, **job):
        job = {"api": api, "endpoint": self.endpoint, "size": 10, **KEY, **job}
        result = vendor.run(job, NODE_EXTRA_CA_CERTS=self.authority.name)
        if "error" in result:
            raise AssertionError(f"{api}: {result['error']}\n" + "\n".join(self.lines()[-3:]))
        return result

    def sign(self, request):
        """Returns the headers that Roster's signer sets, with their names in lower case."""
        print(json.dumps(request), file=self.process.stdin, flush=True)
        return {name.lower(): value for name, value in json.loads(self.process.stdout.readline()).items()}

    def lines(self):
        self.log.seek(0)
        return self.log.read().splitlines()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate(timeout=60)
        self.authority.close()
        self.log.close()


def date_of(headers):
    """Returns the time that a signature covers, in seconds since 1970."""
    if "x-tc-timestamp" in headers:
        return int(headers["x-tc-timestamp"])
    return calendar.timegm(time.strptime(headers["x-amz-date"], "%Y%m%dT%H%M%SZ"))


class Catalog(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(25)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def test_every_client_lists_what_roster_lists(self):
        for api, ours in self.server.listed.items():
            with self.subTest(api=api):
                self.assertEqual(len(set(ours)), 25)
                before = len(self.server.lines())
                theirs = self.server.vendor(api)
                self.assertEqual(ours, theirs["keys"])
                pages = 1 if api in WHOLE else 3
                self.assertEqual(theirs.get("pages", pages), pages)
                requests = self.server.lines()[before:]
                self.assertEqual(len(requests), pages, requests)
                for line in requests:
                    self.assertTrue(line.startswith(api + " ") and " 200 " in line, line)

    def test_an_empty_list(self):
        with Server(0) as server:
            for api, ours in server.listed.items():
                with self.subTest(api=api):
                    self.assertEqual(ours, [])
                    self.assertEqual(server.vendor(api)["keys"], [])

    def test_signatures_are_those_of_the_clients(self):
        for api, signer in SIGNERS.items():
            with self.subTest(api=api):
                requests = self.server.vendor(api, bare=True)["requests"]
                self.assertEqual(len(requests), 3)
                for sent in requests:
                    self.check_signature(signer, sent)

    def check_signature(self, signer, sent):
        """Roster signs the request, with the headers that the client has signed and the same time."""
        headers = {name.lower(): value[0] if isinstance(value, list) else value for name, value in sent["headers"].items()}
        theirs = headers["authorization"]
        names = re.search(r"SignedHeaders=([^,]+)", theirs)[1].split(";")
        covered = {name: headers[name] for name in names}
        if signer["signer"] == "tencent_tc3":
            covered["host"] = covered["host"].partition(":")[0]
        path, _, query = sent["path"].partition("?")
        found = self.server.sign({**signer, "date": date_of(headers), "method": sent["method"], "path": path, "query": query,
                                  "headers": covered, "body": sent["body"]})
        self.assertEqual(found["authorization"].replace(", ", ","), theirs.replace(", ", ","))


if __name__ == "__main__":
    unittest.main()
