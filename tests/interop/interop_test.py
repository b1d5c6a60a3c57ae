#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The vendors' own Node clients list from roster-emulator what roster-ls lists from it.

usage: interop_test.py ROSTER_EMULATOR [unittest's arguments], with the clients' packages in NODE_PATH"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

import vendor

PROGRAM = sys.argv.pop(1)
LS = os.path.join(os.path.dirname(PROGRAM), "roster-ls")
KEY = {"id": "interop", "secret": "a secret, with/some+odd=characters"}
COUNTS = [0, 1, 100, 101, 257]
ODD = "名字 +&=%2F~*'()!\"\\/é🚀"  # what encodings like to get wrong

MINE = {
    "eas": {"services": [
        {"ServiceId": "eas-m-1", "ServiceName": ODD, "Status": "Running", "Region": "cn-x", "CreateTime": "2026-03-02T00:00:00Z",
         "Labels": [{"LabelKey": "负责人", "LabelValue": ODD}], "New": {"Nested": [1, 2.5, "é", None]}, "Message": "a\nb\t\u0001"},
        {"ServiceId": "eas-m-2", "ServiceName": "plain", "Status": "Offline Task", "Region": "cn-x", "CreateTime": "2026-03-01T00:00:00Z",
         "AccessToken": "a token", "Labels": [{"LabelKey": "负责人", "LabelValue": "王小明"}]}]},
    "qianfan": {"services": [
        {"serviceId": "svco-1", "name": ODD, "runStatus": "Serving", "createTime": "2026-03-02T00:00:00Z", "protocolVersion": 2,
         "payType": "Prepay,Postpay", "resourceConfig": {"qps": 0.01, "newMember": ODD}},
        {"serviceId": "svco-2", "name": "plain", "runStatus": "Odd", "createTime": "2026-03-01T00:00:00Z", "protocolVersion": 1}]},
}


class Emulator:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([PROGRAM, "--max-seconds", "300", "--log", "--access-key-id", KEY["id"], "--access-key-secret",
                                         KEY["secret"], *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.endpoint = json.loads(self.process.stdout.readline())["endpoint"]

    def ls(self, api, *arguments):
        """Returns what roster-ls prints."""
        keys = {"ALIBABA_CLOUD_ACCESS_KEY_ID": KEY["id"], "ALIBABA_CLOUD_ACCESS_KEY_SECRET": KEY["secret"],
                "QIANFAN_ACCESS_KEY": KEY["id"], "QIANFAN_SECRET_KEY": KEY["secret"]}
        result = subprocess.run([LS, api, "--endpoint", self.endpoint, "-o", "json", "--reveal-secrets", *map(str, arguments)], env=keys,
                                capture_output=True, timeout=120, check=True)
        return json.loads(result.stdout)

    def vendor(self, api, **job):
        """Returns what the vendor's client says."""
        job = {"api": api, "endpoint": self.endpoint, "size": 100, "query": {}, **KEY, **job}
        return vendor.run(job)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        _, lines = self.process.communicate(timeout=60)
        self.log = [json.loads(line) for line in lines.splitlines()]


class Listing(unittest.TestCase):
    def same(self, ours, theirs):
        """As assertEqual, whose difference of two long lists takes minutes. roster-ls omits a list without items."""
        for i, (row, service) in enumerate(zip(ours, theirs)):
            self.assertEqual(row, {name: value for name, value in service.items() if value != []}, f"row {i}")
        self.assertEqual(len(ours), len(theirs))

    def vendor_lists(self, emulator, api, **job):
        answer = emulator.vendor(api, **job)
        self.assertNotIn("error", answer)
        return answer

    def test_every_member_of_every_service_of_eas(self):
        for count in COUNTS:
            with self.subTest(count=count), Emulator("--services", count) as emulator:
                ours = emulator.ls("eas")
                self.assertEqual(len(ours), count)
                for size in (10, 100):
                    theirs = self.vendor_lists(emulator, "eas", size=size)
                    self.assertEqual(theirs["pages"], max(1, -(-count // size)))
                    self.same(ours, theirs["items"])
            self.assertEqual({r["status"] for r in emulator.log}, {200})

    def test_every_member_of_every_service_of_qianfan_in_both_versions(self):
        for count in COUNTS:
            with self.subTest(count=count), Emulator("--services", count) as emulator:
                ours = emulator.ls("qianfan")
                self.assertEqual(len(ours), count)
                for size in (10, 100):
                    theirs = []
                    for version in (1, 2):
                        theirs += self.vendor_lists(emulator, "qianfan", size=size, query={"protocolVersion": version})["items"]
                    self.same(ours, theirs)
            self.assertEqual({r["status"] for r in emulator.log}, {200})

    def test_a_page_size_that_is_clamped(self):
        with Emulator("--services", 57, "--page-size-clamp", 7) as emulator:
            theirs = self.vendor_lists(emulator, "eas")
            self.assertEqual(theirs["pages"], 9)
            self.same(emulator.ls("eas"), theirs["items"])

    def test_filters_of_eas(self):
        with Emulator("--services", 257) as emulator:
            everything = len(emulator.ls("eas"))
            for query, label in (({"ServiceStatus": "Running"}, {}), ({}, {"team": "search"}), ({}, {"team": None}),
                                 ({"ServiceStatus": "Running", "AutoscalerEnabled": False}, {"env": ""}),
                                 ({"Order": "asc", "Sort": "ServiceName"}, {"负责人": None})):
                with self.subTest(query=query, label=label):
                    parameters = [f"-p{name}={json.dumps(v).strip(chr(34))}" for name, v in query.items()]
                    labels = ["-l" + ",".join(k if v is None else f"{k}={v}" for k, v in label.items())] if label else []
                    ours = emulator.ls("eas", *parameters, *labels)
                    self.assertTrue(0 < len(ours) < everything)
                    self.same(ours, self.vendor_lists(emulator, "eas", size=10, query=query, **({"label": label} if label else {}))["items"])

    def test_filters_of_qianfan(self):
        with Emulator("--services", 257) as emulator:
            for query in ({"runStatus": ["Serving"]}, {"runStatus": ["New", "Failed"], "serviceType": ["chat"]}, {"name": "_1"},
                          {"payType": "Postpay"}, {"pageReverse": True, "protocolVersion": 1}):
                with self.subTest(query=query):
                    query = {"protocolVersion": 2, **query}
                    pairs = [(k, v) for k, held in query.items() for v in (held if isinstance(held, list) else [held])]
                    ours = emulator.ls("qianfan", *(f"-p{k}={v if isinstance(v, str) else json.dumps(v)}" for k, v in pairs))
                    self.assertTrue(0 < len(ours) < 257)
                    self.same(ours, self.vendor_lists(emulator, "qianfan", size=10, query=query)["items"])

    def test_odd_names_and_members_that_nobody_knows(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(MINE, file)
            file.flush()
            with Emulator("--data", file.name) as emulator:
                odd, plain = MINE["eas"]["services"]
                self.same(emulator.ls("eas"), [odd, plain])
                for job, expected in (({}, [odd, plain]), ({"query": {"ServiceName": ODD}}, [odd]), ({"query": {"Filter": "*'()!"}}, [odd]),
                                      ({"label": {"负责人": ODD}}, [odd]), ({"label": {"负责人": "王小明"}}, [plain])):
                    self.same(expected, self.vendor_lists(emulator, "eas", size=10, **job)["items"])
                odd, plain = MINE["qianfan"]["services"]
                self.same(emulator.ls("qianfan"), [plain, odd])
                self.same([odd], self.vendor_lists(emulator, "qianfan", query={"protocolVersion": 2, "name": ODD})["items"])
                self.same([plain], self.vendor_lists(emulator, "qianfan")["items"])


class Refusals(unittest.TestCase):
    def refused(self, emulator, status, code, api, **job):
        answer = emulator.vendor(api, **job)
        self.assertIn("error", answer)
        self.assertEqual((answer["error"]["status"], answer["error"]["code"]), (status, code), answer["error"]["message"])
        return answer["error"]["message"]

    def test_a_wrong_secret(self):
        with Emulator() as emulator:
            self.refused(emulator, 400, "SignatureDoesNotMatch", "eas", secret="wrong")
            self.assertIn("Signature does not match", self.refused(emulator, 403, "IamSignatureInvalid", "qianfan", secret="wrong"))

    def test_a_key_that_nobody_knows(self):
        with Emulator() as emulator:
            self.refused(emulator, 404, "InvalidAccessKeyId.NotFound", "eas", id="unknown")
            self.assertIn("Could not find credential", self.refused(emulator, 403, "IamSignatureInvalid", "qianfan", id="unknown"))

    def test_a_clock_that_is_wrong(self):
        with Emulator("--services", 3) as emulator:
            for api, most, status, code in (("eas", 15, 400, "InvalidTimeStamp.Expired"), ("qianfan", 30, 400, "RequestExpired")):
                for sign in (1, -1):
                    self.assertIn("items", emulator.vendor(api, clock=sign * (most - 1) * 60))
                    self.refused(emulator, status, code, api, clock=sign * (most + 1) * 60)

    def test_a_nonce_that_is_used_twice(self):
        with Emulator("--services", 20) as emulator:
            self.assertEqual(len(emulator.vendor("eas", nonce="once")["items"]), 20)
            self.refused(emulator, 400, "SignatureNonceUsed", "eas", nonce="once")
            self.refused(emulator, 400, "SignatureNonceUsed", "eas", nonce="within one listing", size=10)
        self.assertEqual([r["status"] for r in emulator.log], [200, 400, 200, 400])

    def test_a_request_that_is_sent_again(self):
        """Qianfan's signature has no nonce: the same bytes are good until it expires."""
        with Emulator("--services", 20) as emulator:
            again = emulator.vendor("eas", replay=True)["replayed"]
            self.assertEqual((again["status"], again["answer"]["Code"]), (400, "SignatureNonceUsed"))
            again = emulator.vendor("qianfan", replay=True)["replayed"]
            self.assertEqual((again["status"], len(again["answer"]["result"]["serviceList"])), (200, 10))


if __name__ == "__main__":
    unittest.main()
