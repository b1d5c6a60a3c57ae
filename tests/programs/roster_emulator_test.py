#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Tests roster-emulator as a user runs it.

usage: roster_emulator_test.py PROGRAM [unittest's arguments]"""

import base64
import gzip
import hashlib
import hmac
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unicodedata
import unittest
import urllib.error
import urllib.parse
import urllib.request
import uuid

PROGRAM = sys.argv.pop(1)
LS = os.path.join(os.path.dirname(PROGRAM), "roster-ls")
DATA = os.path.join(os.path.dirname(__file__), "..", "data")
KEYS = {"ALIBABA_CLOUD_ACCESS_KEY_ID": "emulator", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "emulator-secret", "QIANFAN_ACCESS_KEY": "emulator",
        "QIANFAN_SECRET_KEY": "emulator-secret"}


def hmac_hex(key, text):
    return hmac.new(key.encode(), text.encode(), "sha256").hexdigest()


def sign_acs3(host, path, query):
    digest = hashlib.sha256(b"").hexdigest()
    headers = {"host": host, "x-acs-action": "ListServices", "x-acs-content-sha256": digest,
               "x-acs-date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "x-acs-signature-nonce": uuid.uuid4().hex,
               "x-acs-version": "2021-07-01"}
    names = ";".join(headers)
    canonical = "\n".join(["GET", path, query, *(f"{name}:{value}" for name, value in headers.items()), "", names, digest])
    signature = hmac_hex("emulator-secret", "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest())
    return {**headers, "Authorization": f"ACS3-HMAC-SHA256 Credential=emulator,SignedHeaders={names},Signature={signature}"}


def sign_bce(host, path, query):
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    prefix = f"bce-auth-v1/emulator/{now}/1800"
    canonical = "\n".join(["POST", path, query, "host:" + host.replace(":", "%3A"), "x-bce-date:" + now.replace(":", "%3A")])
    signature = hmac_hex(hmac_hex("emulator-secret", prefix), canonical)
    return {"host": host, "x-bce-date": now, "Content-Type": "application/json", "Authorization": f"{prefix}/host;x-bce-date/{signature}"}


class Emulator:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([PROGRAM, "--max-seconds", "300", *map(str, arguments)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.ready = json.loads(self.process.stdout.readline())

    def ls(self, *arguments, **environment):
        return subprocess.run([LS, *map(str, arguments), "--endpoint", self.ready["endpoint"]], env={**KEYS, **environment},
                              capture_output=True, text=True, timeout=120)

    def page(self, vendor):
        """Requests the first page as the vendor's documentation describes, and returns it decoded."""
        path, query, body = ("/api/v2/services", "PageSize=100", None) if vendor == "eas" else ("/v2/service", "Action=DescribeServices", b"{}")
        endpoint = self.ready["endpoint"]
        headers = (sign_acs3 if vendor == "eas" else sign_bce)(endpoint.removeprefix("http://"), path, query)
        request = urllib.request.Request(f"{endpoint}{path}?{query}", body, headers)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as response:
            return json.loads(response.read())

    def log(self):
        """Stops the program and returns its log."""
        self.process.terminate()
        _, lines = self.process.communicate(timeout=60)
        return [json.loads(line) for line in lines.splitlines()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.returncode is None:
            self.process.terminate()
            self.process.communicate(timeout=60)


class RosterEmulator(unittest.TestCase):
    def test_serves_both_apis_and_prints_one_line_with_its_endpoint(self):
        with Emulator("--services", 30) as emulator:
            self.assertRegex(emulator.ready["endpoint"], r"^http://127\.0\.0\.1:\d+$")
            self.assertEqual(emulator.ls("all", "--count").stdout, "60\n")

    def test_the_same_seed_gives_the_same_services(self):
        def names(seed):
            with Emulator("--services", 20, "--seed", seed) as emulator:
                return emulator.ls("eas", "-o", "jsonl").stdout

        self.assertEqual(names(5), names(5))
        self.assertNotEqual(names(5), names(6))

    def test_a_clamp_of_the_page_size_loses_nothing(self):
        with Emulator("--services", 57, "--page-size-clamp", 7, "--log") as emulator:
            self.assertEqual(emulator.ls("eas", "--count").stdout, "57\n")
            self.assertEqual(emulator.ls("qianfan", "--count").stdout, "57\n")
            self.assertEqual(sum(r["vendor"] == "eas" for r in emulator.log()), 9)

    def send_raw(self, emulator, target):
        """Sends bytes that URL libraries reject, and returns the response."""
        host, port = emulator.ready["endpoint"].removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=60) as s:
            s.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return s.makefile("rb").read()

    def test_the_log_and_errors_hold_no_character_that_is_obeyed_or_invisible(self):
        """roster-emulator: escapes control, bidirectional and invisible characters in its log and errors (fault 199)."""
        odd = "\x85\x9b\xad\u061c\u200b\u200d\u2028\u202e\u2066\ufeff\ufff9\U000e0041"
        with Emulator("--log") as emulator:
            answer = self.send_raw(emulator, b"/api/v2/services?PageNumber=1&Filter=" + odd.encode() + b"\xff")
            self.assertTrue(answer.startswith(b"HTTP/1.1 4"), answer)
            emulator.process.terminate()
            _, log = emulator.process.communicate(timeout=60)
        self.assertIn("\\u202e", log)
        self.assertEqual({c for c in log if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")}, set())
        self.assertEqual(json.loads(log)["target"], "/api/v2/services?PageNumber=1&Filter=" + odd + "\ufffd")
        rows = [["--data", "/no/such" + odd], ["--" + odd], ["--fault", odd], ["--fault", "status:at=" + odd], ["--port", odd], ["--tls", "/no/such/" + odd],
                ["--access-key-id", odd, "--access-key-secret", "", "--fault", "status:account=" + odd], ["--member-order", odd], [odd]]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "data.json")
            for data in ({"eas" + odd: {}}, {"regions": [odd]}, {"eas": {"services": [{"ServiceId": odd}, {"ServiceId": odd}]}}):
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(data, file, ensure_ascii=False)
                for arguments in [["--data", path]] + rows:
                    result = subprocess.run([PROGRAM, "--max-seconds", "1", *arguments], capture_output=True, text=True, timeout=60)
                    with self.subTest(arguments=arguments, data=data):
                        shown = result.stderr + result.stdout
                        self.assertEqual({c for c in shown if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")}, set())
                        self.assertNotEqual(shown, "")
                rows = []

    def test_serves_the_users_own_services(self):
        services = {"eas": {"services": [{"ServiceId": "eas-m-1", "ServiceName": "mine", "Status": "Running", "Region": "cn-x",
                                          "CreateTime": "2026-01-01T00:00:00Z", "New": 1}]}}
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(services, file)
            file.flush()
            with Emulator("--data", file.name) as emulator:
                self.assertEqual(json.loads(emulator.ls("eas", "-o", "json").stdout), services["eas"]["services"])

    def test_members_come_in_the_documented_order_or_in_a_random_one(self):
        def orders(*options):
            """Returns the orders of the members of the pages and of their services, for both vendors."""
            found = {"eas": set(), "eas page": set(), "qianfan": set(), "qianfan page": set()}
            with Emulator("--services", 20, "--seed", 3, *options) as emulator:
                for _ in range(10):
                    page = emulator.page("eas")
                    found["eas page"].add(tuple(page))
                    found["eas"] |= {tuple(service) for service in page["Services"]}
                    page = emulator.page("qianfan")["result"]
                    found["qianfan page"].add(tuple(page))
                    found["qianfan"] |= {tuple(service) for service in page["serviceList"]}
            return found

        def sample(vendor):
            with open(os.path.join(DATA, f"{vendor}-sample.json"), encoding="utf-8") as file:
                return json.load(file)

        eas, qianfan = sample("eas"), sample("qianfan")["result"]
        for options in ([], ["--member-order=documented"]):
            found = orders(*options)
            self.assertEqual((found["eas page"], found["qianfan page"]), ({tuple(eas)}, {tuple(qianfan)}))
            for vendor, service in (("eas", eas["Services"][0]), ("qianfan", qianfan["serviceList"][0])):
                for order in found[vendor]:
                    known = [name for name in order if name in service]
                    self.assertEqual(known, [name for name in service if name in order])
        found = orders("--member-order=random")
        self.assertEqual(found, orders("--member-order", "random"))
        for kind, least in (("eas page", 5), ("qianfan page", 2), ("eas", 100), ("qianfan", 50)):
            self.assertGreaterEqual(len(found[kind]), least, kind)
        with Emulator("--services", 250, "--member-order=random") as emulator:
            self.assertEqual(emulator.ls("all", "--count").stdout, "500\n")

    def test_compresses_if_the_client_accepts_it(self):
        for options, accepted, coding in (([], "gzip", None), (["--gzip"], "gzip", "gzip"), (["--gzip"], "identity", None)):
            with self.subTest(options=options, accepted=accepted), Emulator(*options) as emulator:
                request = urllib.request.Request(emulator.ready["endpoint"] + "/api/v2/services", headers={"Accept-Encoding": accepted})
                with self.assertRaises(urllib.error.HTTPError) as refused:  # it is not signed
                    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60)
                with refused.exception as response:
                    self.assertEqual(response.headers["Content-Encoding"], coding)
                    body = response.read()
                self.assertIn("Code", json.loads(gzip.decompress(body) if coding else body))
                self.assertEqual(emulator.ls("all", "--count", "--compressed").stdout, emulator.ls("all", "--count").stdout)

    def test_serves_several_accounts_and_regions(self):
        data = {"regions": ["cn-shanghai", "us-west-1"], "accounts": [
            {"access_key_id": "emulator", "access_key_secret": "emulator-secret",
             "eas": {"services": [{"ServiceId": "eas-m-1", "Region": "us-west-1"}]}},
            {"access_key_id": "b", "access_key_secret": "c"}]}
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(data, file)
            file.flush()
            with Emulator("--data", file.name, "--services", 3) as emulator:
                base = emulator.ready["endpoint"]
                regions = {r["region"]: r["endpoint"] for r in emulator.ready["regions"]}
                self.assertEqual(regions, {"cn-shanghai": f"{base}/cn-shanghai", "us-west-1": f"{base}/us-west-1"})
                b = {"ALIBABA_CLOUD_ACCESS_KEY_ID": "b", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "c"}
                counts = []
                for endpoint in regions.values():
                    emulator.ready["endpoint"] = endpoint
                    counts += [emulator.ls("eas", "--count").stdout, emulator.ls("eas", "--count", **b).stdout]
                self.assertEqual(counts, ["0\n", "3\n", "1\n", "3\n"])

    def test_a_mistake_in_the_data_is_one_line_that_names_the_place(self):
        one = '{"accounts":[{"access_key_id":"a","access_key_secret":"s"}]}'
        for data, arguments, expected in (
                ('{"eas":{"services":[{}]}}', [], "eas.services[0] is missing its id"), ('{"accounts":[{"access_key_id":"a"}]}', [], "accounts[0] is missing access_key_secret"),
                ('{"regions":["x"],"eas":{"services":[{"ServiceId":"a"}]}}', [], "is missing its region; the regions are x"), ('{"eas":', [], "invalid emulator data: "),
                ('{"eas":{"services":{}}}', [], "eas.services: expected a list, found an object"), ('{"eas":{"services":null}}', [], "eas.services: expected a list, found null"),
                ('{"accounts":[]}', ["--services", "7"], "accounts is empty"), (one, ["--access-key-id", "zz"], '--access-key-id cannot be combined with "accounts"'),
                (one, ["--access-key-secret", "zz"], '--access-key-secret cannot be combined with "accounts"'),
                ('{"accounts":[{"access_key_id":"a","access_key_secrets":"s"}]}', [], 'did you mean "access_key_secret"?')):
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file, self.subTest(data=data, arguments=arguments):
                file.write(data)
                file.flush()
                result = subprocess.run([PROGRAM, "--max-seconds", "1", "--data", file.name, *arguments], capture_output=True, text=True, timeout=60)
                self.assertEqual((result.returncode, result.stdout, result.stderr.count("\n")), (2, "", 1))
                self.assertIn(expected, result.stderr)
                self.assertTrue(result.stderr.startswith(f'roster-emulator: --data "{file.name}": '), result.stderr)

    def test_only_regular_files_are_read(self):
        with tempfile.TemporaryDirectory() as folder:
            fifo = os.path.join(folder, "fifo")
            os.mkfifo(fifo)
            for option in ("--data", "--certificate", "--private-key"):
                for path in (fifo, folder, "/dev/null"):
                    result = subprocess.run([PROGRAM, option, path], capture_output=True, text=True, timeout=60)
                    self.assertEqual((result.returncode, result.stdout, result.stderr.count("\n")), (2, "", 1))
                    self.assertIn(f'{option}: "{path}" is not a regular file', result.stderr)

    def test_checks_signatures_with_the_key_that_it_was_given(self):
        with Emulator("--access-key-id", "me", "--access-key-secret", "mine", "--services", 3) as emulator:
            self.assertEqual(emulator.ready["access_key_id"], "me")
            wrong = emulator.ls("eas", "--count")
            self.assertEqual(wrong.returncode, 1)
            self.assertIn("InvalidAccessKeyId.NotFound", wrong.stderr)
            right = emulator.ls("eas", "--count", ALIBABA_CLOUD_ACCESS_KEY_ID="me", ALIBABA_CLOUD_ACCESS_KEY_SECRET="mine")
            self.assertEqual(right.stdout, "3\n")

    def test_faults_are_met_and_survived(self):
        with Emulator("--services", 250, "--fault", "throttle:at=2,retry-after-ms=10", "--fault", "reset:at=4", "--fault", "truncate:at=5",
                      "--log") as emulator:
            result = emulator.ls("eas", "--count", "--stats")
            self.assertEqual((result.returncode, result.stdout), (0, "250\n"))
            self.assertEqual(json.loads(result.stderr.splitlines()[-1])["retries"], 2)  # a request that was reset on a reused connection is sent again with a new signature
            self.assertEqual([r["fault"] for r in emulator.log() if r.get("fault")], ["throttle", "reset", "truncate"])

    def test_wrong_tls_is_refused_by_who_trusts_its_authority_and_sees_no_request(self):
        with tempfile.TemporaryDirectory() as folder:
            authority = os.path.join(folder, "ca.pem")
            with Emulator("--services", 3, "--tls", authority, "--fault", "tls:how=expired", "--fault", "tls:how=wrong-host,at=2",
                          "--stats") as emulator:
                self.assertRegex(emulator.ready["endpoint"], r"^https://127\.0\.0\.1:\d+$")
                for reason in ("certificate has expired", "IP address mismatch"):
                    refused = emulator.ls("eas", "--count", "--ca-file", authority)
                    self.assertEqual(refused.returncode, 1)
                    self.assertIn(reason, refused.stderr)
                self.assertEqual(emulator.ls("eas", "--count", "--ca-file", authority).stdout, "3\n")
                self.assertEqual(emulator.log(), [{"connections": 3, "requests": 1, "faults_met": [1, 1]}])

    def test_every_fault_is_in_the_help_and_every_fault_of_the_help_is_taken(self):
        help_text = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, timeout=60).stdout
        told = re.findall(r"^  ([a-z][a-z-]+) {2,}", help_text, re.M)
        refused = subprocess.run([PROGRAM, "--fault", "no-such-fault"], capture_output=True, text=True, timeout=60).stderr
        self.assertEqual(told, re.search(r"one of (.*)", refused)[1].split(", "))

    def test_anomalies_end_a_listing_in_words(self):
        for fault, options, status, expected in (("empty-page:page=2", ["eas", "--page-size", 10], 3, "30 items, but returned 20"),
                                                 ("page-number:set=7,times=always", ["eas"], 1, "the service returned page 7"),
                                                 ("no-marker:times=always", ["qianfan", "-pprotocolVersion=2"], 1, "missing marker"),
                                                 ("total:add=1,times=always", ["eas"], 3, "31 items, but returned 30")):
            with self.subTest(fault=fault), Emulator("--services", 30, "--fault", fault) as emulator:
                result = emulator.ls(*options)
                self.assertEqual(result.returncode, status)
                self.assertIn(expected, result.stderr)

    def test_wrong_options_are_one_line_and_status_2(self):
        for arguments, expected in ((["--prot", "1"], 'unknown option "--prot"; did you mean "--port"?'), (["--member-order", "randon"], 'did you mean "random"?'), (["--port", "many"], '--port: invalid value "many"'), (["--services"], "missing value"), (["--gzip=yes"], "--gzip takes no value"),
                                    (["--member-order", "alphabetical"], '--member-order: invalid value "alphabetical"; expected documented or random'),
                                    (["--fault", "fire"], "fire"), (["--fault", "throtle"], 'did you mean "throttle"?'), (["--completion", "bas"], 'did you mean "bash"?'), (["--data", "no-such-file"], "cannot read"),
                                    (["--fault", "tls"], "--fault tls requires --tls"), (["--version=3"], "--version takes no value"), (["--help=x"], "--help takes no value"),
                                    (["--port", "99999"], '--port: invalid value "99999"; expected a whole number from 0 to 65535'),
                                    (["--services", "99999999999999"], "expected a whole number from 0 to 1000000"), (["--services", "1000001"], "from 0 to 1000000"),
                                    (["--max-seconds", "9223372036854775807"], "from 1 to 1000000000"), (["--", "--log"], 'unexpected argument "--log" after --'),
                                    (["--private-key", __file__], "--private-key requires --certificate"),
                                    (["--certificate", __file__], "--certificate requires --private-key; it may be the same file"),
                                    (["--fault", "throttle:region=nowhere"], 'region "nowhere" requires "regions" in --data'),
                                    (["--fault", "throttle:account=nobody"], "nobody"), (["--fault", "throttle:times=1,times=2"], "times is set twice"),
                                    (["--fault", "throttle:tmes=2"], 'did you mean "times"?')):
            result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60)
            self.assertEqual((result.returncode, result.stdout), (2, ""))
            self.assertEqual(result.stderr.count("\n"), 1)
            self.assertIn(expected, result.stderr)
        with Emulator("--services", 2, "--") as emulator:
            self.assertEqual(emulator.ls("eas", "--count").stdout, "2\n")

    def shell(self, redirection, *arguments):
        """Runs the program with a redirection of the shell."""
        return subprocess.run(["sh", "-c", f'"$@" {redirection}', "sh", PROGRAM, *arguments], capture_output=True, text=True, timeout=60)

    def test_output_that_cannot_be_written_is_an_error(self):
        """roster-emulator: every output on a full device or a closed descriptor is an error."""
        for arguments in (["--max-seconds", "30"], ["--help"], ["--version"], ["--completion", "zsh"]):
            for redirection, expected in ((">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")):
                result = self.shell(redirection, *arguments)
                with self.subTest(arguments=arguments, redirection=redirection):
                    self.assertEqual((result.returncode, result.stderr), (1, f"roster-emulator: cannot write to standard output: {expected}\n"))
        for redirection in ("2>/dev/full", "2>&-"):
            self.assertEqual(self.shell(redirection, "--max-seconds", "1", "--stats").returncode, 1)
        reader, writer = os.pipe()
        os.close(reader)
        self.assertEqual(subprocess.run([PROGRAM, "--help"], stdout=writer, timeout=60).returncode, 0)
        self.assertEqual(subprocess.run([PROGRAM, "--max-seconds", "30"], stdout=writer, stderr=subprocess.DEVNULL, timeout=60).returncode, 1)
        os.close(writer)

    def test_serves_on_when_nobody_reads_the_log(self):
        with Emulator("--services", 3, "--log", "--gzip") as emulator:
            emulator.process.stderr.close()
            for _ in range(3):
                self.assertEqual(emulator.ls("all", "--count").stdout, "6\n")
            emulator.process.terminate()
            self.assertEqual(emulator.process.wait(timeout=60), 0)
            emulator.process.stdout.close()

    def test_the_help_has_the_exit_statuses(self):
        self.assertIn("\nExit status: 0 ", subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, timeout=60).stdout)

    def test_a_certificate_and_its_key_may_be_in_one_file(self):
        with tempfile.TemporaryDirectory() as folder:
            both = os.path.join(folder, "both.pem")
            made = subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=127.0.0.1", "-addext",
                                   "subjectAltName=IP:127.0.0.1", "-keyout", "-", "-out", "-"], capture_output=True, text=True, timeout=60)
            self.assertEqual(made.returncode, 0, made.stderr)
            with open(both, "w", encoding="utf-8") as file:
                file.write(made.stdout)
            with Emulator("--services", 2, "--certificate", both, "--private-key", both) as emulator:
                self.assertRegex(emulator.ready["endpoint"], "^https://")
                self.assertEqual(emulator.ls("eas", "--count", "--ca-file", both).stdout, "2\n")


class Secrets(unittest.TestCase):
    """Canary secrets are in the data and in requests, but not in any output."""

    KEY, TOKEN, ITEM, BEARER = "PlantedKey/kq7+Zx=Secret", "PlantedToken/CAIS+w8=sts", "PlantedItemToken-NzE2Zm9v", "PlantedBearer.NzE2/Zm9v+42"
    # The options that affect the output, each with a run that uses it.
    OUTPUTS = {"--log": ["--log"], "--stats": ["--log", "--stats"], "--tls": ["--log", "--tls", "FILE"],
               "--fault": ["--log", "--stats", "--fault", "status:message=" + ITEM]}
    INPUTS = {"--port", "--services", "--seed", "--data", "--access-key-id", "--access-key-secret", "--page-size-clamp", "--member-order",
              "--certificate", "--private-key", "--gzip", "--max-seconds", "--completion", "--help", "--version"}

    def found(self, shown):
        """Returns the spellings of canary secrets that are in the output of a run."""
        forms = []
        for secret in (self.KEY, self.TOKEN, self.ITEM, self.BEARER):
            forms += [secret[i : i + 10] for i in range(len(secret) - 9)]
            forms += [urllib.parse.quote(secret, safe=""), secret.encode().hex(), secret.encode().hex().upper()]
            for before in ("", "x", "xx"):
                forms.append(base64.b64encode((before + secret).encode()).decode()[4:-4])
        return [form for form in forms if form in shown]

    def targets(self):
        """Returns request targets that contain a secret of the request's header in a part without a secret name."""
        for secret in (self.TOKEN, self.BEARER):
            for form in (urllib.parse.quote(secret, safe=""), urllib.parse.quote(urllib.parse.quote(secret, safe=""), safe=""), secret.encode().hex(),
                         urllib.parse.quote(base64.b64encode(secret.encode()).decode(), safe="")):
                yield from (f"/api/v2/services?Filter={form}", f"/api/v2/services/{form}", f"/api/v2/services?{form}",
                            f"/v2/service?Action=DescribeServices&note={form}")
        yield f"/api/v2/services?access_token={self.ITEM}"

    def send(self, endpoint, target, context):
        headers = {"Authorization": "Bearer " + self.BEARER, "x-acs-security-token": self.TOKEN}
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
        try:
            opener.open(urllib.request.Request(endpoint + target, headers=headers), timeout=60).close()
        except urllib.error.HTTPError as refused:
            refused.close()

    def test_every_output_is_searched(self):
        """roster-emulator: every output option is covered by the test of canary secrets."""
        shown = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, timeout=60).stdout
        options = set(re.findall(r"(?:^  (?:-\w, )?|, )(--[a-z-]+)(?= |,|$)", shown.split("\nFaults.")[0], re.M)) - {"--ca-file"}
        self.assertEqual(options, {*self.OUTPUTS, *self.INPUTS}, "add a row to OUTPUTS, or a name to INPUTS")
        source = os.path.join(os.path.dirname(__file__), "..", "..", "examples", "roster_emulator", "main.cpp")
        with open(source, encoding="utf-8") as file:
            names = set(re.findall(r'(?:\{|name == )"(--[a-z-]+)"', file.read()))
        self.assertLessEqual(names, options | {"--help", "--version"}, "an option that is not in the help")
        for option, arguments in self.OUTPUTS.items():
            self.assertIn(option, arguments)

    def test_they_are_in_no_output(self):
        """roster-emulator: canary secrets are in no log, no statistics and no line on standard output."""
        self.assertTrue(self.found("before " + self.BEARER[3:15] + " after"))
        data = {"accounts": [{"access_key_id": "visible", "access_key_secret": self.KEY, "security_token": self.TOKEN,
                              "eas": {"services": [{"ServiceId": "eas-m-1", "AccessToken": self.ITEM}]}}]}
        with tempfile.TemporaryDirectory() as folder:
            path, authority = os.path.join(folder, "data.json"), os.path.join(folder, "ca.pem")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(data, file)
            for option, arguments in self.OUTPUTS.items():
                with self.subTest(option=option), Emulator("--data", path, *(authority if a == "FILE" else a for a in arguments)) as emulator:
                    context = ssl.create_default_context(cafile=authority) if option == "--tls" else None
                    shown = json.dumps(emulator.ready)
                    for target in self.targets():
                        self.send(emulator.ready["endpoint"], target, context)
                    keys = {"ALIBABA_CLOUD_ACCESS_KEY_ID": "visible", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": self.KEY, "ALIBABA_CLOUD_SECURITY_TOKEN": self.TOKEN}
                    listed = emulator.ls("eas", "--reveal-secrets", "-o", "json", *(["--ca-file", authority] if context else []), **keys)
                    self.assertEqual(self.ITEM in listed.stdout, option != "--fault" or listed.returncode == 0, listed.stderr)
                    emulator.process.terminate()
                    log = emulator.process.communicate(timeout=60)[1]
                    self.assertGreaterEqual(len(log.splitlines()), len(list(self.targets())) + 1)
                    shown += log
                    if context:
                        with open(authority, encoding="utf-8") as file:
                            shown += file.read()
                        self.assertNotIn("PRIVATE KEY", shown)
                    self.assertEqual(self.found(shown), [], shown)


if __name__ == "__main__":
    unittest.main()
