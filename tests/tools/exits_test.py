#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that tests/secrets/canary_secrets.test.cpp searches all text that the library returns for secrets.

Every public function of the headers that returns or writes text, every callback that receives text, and every exception is either
a row of the table `exits` there, or in NO_EXITS here with the reason.

usage: tests/tools/exits_test.py [CXX]
"""

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
INCLUDE = ROOT / "include/roster"
CANARY = ROOT / "tests/secrets/canary_secrets.test.cpp"

# Functions that are not in the table of the test, by reason: a header and its functions on each line.
NO_EXITS = {
    "what a row shows, reached in another way": """
        auth/aws_sigv4.hpp canonical_request
        auth/bce_v1.hpp canonical_request
        auth/huawei_sdk_hmac.hpp canonical_request
        auth/signer.hpp canonical_request
        auth/tencent_tc3.hpp canonical_request
        auth/volcengine.hpp canonical_request
        emulator/options.hpp on_request
        emulator/serve_options.hpp on_request
        paging/checkpoint.hpp operator<< parse
        paging/report.hpp failures
        range/as_expected.hpp as_expected
        range/async_range.hpp last_error
        range/page_source.hpp beginning report request_text
        schema/condition.hpp operator<<
        schema/secret.hpp redacted
        watch/watch.hpp last_error
        wire/columns.hpp text""",
    "part of a failure, an event or a report": """
        wire/decode.hpp decode
        wire/decode_error.hpp text""",
    "credentials, in roster::secret": """
        auth/credentials_provider.hpp get try_get invalidate
        auth/refreshing_credentials.hpp get try_get""",
    "a secret that the caller asks for by name": """
        schema/secret.hpp reveal""",
    "content of files and variables, for credentials and configuration": """
        alibaba/credentials.hpp configured_region
        eas/client.hpp to_client_config
        qianfan/client.hpp to_client_config""",
    "what is sent, or computed from it to sign it": """
        auth/signer.hpp sign
        client/client.hpp prepare
        http/message.hpp target""",
    "a response, its header or its items: the data that the caller requests": """
        client/client.hpp call list
        eas/client.hpp describe_service list_services
        eas/fleet.hpp list_services
        http/message.hpp get
        inventory/as_service.hpp operator<<
        inventory/inventory.hpp add list
        qianfan/client.hpp describe_all_services describe_service describe_services
        qianfan/fleet.hpp describe_services
        range/blocking.hpp blocking
        range/combine/fleet.hpp fleet
        range/combine/read_until_stable.hpp read_until_stable
        range/page_source.hpp next
        schema/bytes.hpp content operator<<
        schema/flag.hpp operator<<
        schema/json_text.hpp find operator<< text value
        schema/open_enum.hpp operator<< text
        schema/utc_time.hpp operator<< text
        transport/transport.hpp send""",
    "makes a transport that writes nothing": """
        emulator/cloud.hpp transport
        emulator/served_api.hpp transport
        recording/replaying_transport.hpp replay_file
        transport/http_client.hpp make_http_client""",
    "an address of the configuration, which has no place for a password": """
        client/client.hpp endpoint
        http/url.hpp authority origin""",
    "converts a text of the caller": """
        escape_for_log.hpp escape_for_log
        http/url.hpp path_from_segments
        schema/condition.hpp node
        wire/parse_condition.hpp parse_condition
        wire/query.hpp set_parameter set_parameters
        wire/unknown_values.hpp unknown_values""",
    "names of members and known values": """
        failure.hpp operator<<
        wire/columns.hpp closest_match columns documented find_column name
        wire/openapi.hpp openapi""",
    "what the emulator serves, and its options": """
        emulator/cloud.hpp access_key_ids next_connection_fault qianfan_services regions
        emulator/data/generate_accounts.hpp generate_accounts generate_regions
        emulator/data/generate_qianfan.hpp generate_qianfan
        emulator/data/load_options.hpp load_options
        emulator/faults/fault.hpp checked name_of parse_fault
        emulator/server/server.hpp ca_certificate_pem endpoint start""",
}

# What comes before the type in a declaration, and types that are text or hold some.
SPECIFIERS = r"(?:(?:inline|constexpr|consteval|static|virtual|friend|explicit|ROSTER_DECL|\[\[nodiscard\]\])\s+)*"
TEXTS = {"std::string", "std::string_view", "char", "std::ostream", "std::exception_ptr"}
RECEIVERS = {"transport", "observer"}  # objects that receive requests and responses
DECLARATION = re.compile(r"^[ \t]*(?:template <[^\n]*>\s+)?" + SPECIFIERS + r"(?P<type>(?:const )?[\w:]+(?:<[^;(){}]*>)?(?: ?const)?(?: ?[&*])*)\s*"
                         r"\b(?P<name>operator ?(?:<<|\w+)|\w+)\s*\((?P<parameters>[^;{]*)", re.M)
OPENING = re.compile(r"\b(?P<kind>namespace|struct|class|enum)\b[^;{}()]*\{|\{|\}")
CALLBACK = re.compile(r"std::function<void\(([^()]*)\)>\s*(\w+)\s*[;{]")
HOOKS = re.compile(r"\b(?:class|struct) (\w+)[^{;:]*: *public (?:roster::)?(?:observer|transport|[\w:]*(?:exception|_error))\b")


def without_comments(text):
    """Returns a header without comments and the attributes of classes."""
    return re.sub(r"//[^\n]*|\bROSTER_VISIBLE ", "", text)


def public_text(header):
    """Returns a header without comments, function bodies, namespace detail and private members."""
    out, scopes = [], []
    text = without_comments(header)
    at = 0
    hidden = lambda: any(not shown for shown, _ in scopes)
    for match in OPENING.finditer(text):
        if not hidden():
            out.append(visible_part(text[at : match.start()], scopes))
        at = match.end()
        opening = match.group()
        if opening == "}":
            if scopes:
                scopes.pop()
            if not hidden():
                out.append("\n")
            continue
        kind = match.group("kind")
        if not hidden():
            out.append(visible_part(opening, scopes) if kind else "{")
        is_scope = kind in ("namespace", "struct", "class")
        is_shown = is_scope and not re.search(r"namespace [\w: ]*\bdetail\b", opening)
        scopes.append((is_shown, [kind != "class"]))
    return "".join(out)


def visible_part(text, scopes):
    """Tracks `public:` and `private:` in a part of a class, and returns its public part."""
    if not scopes:
        return text
    access = scopes[-1][1]
    out = ""
    for piece in re.split(r"\b(public|protected|private):", text):
        if piece in ("public", "protected", "private"):
            access[0] = piece == "public"
        elif access[0]:
            out += piece
    return out


def records(headers):
    """Returns the names of the structs that contain text, directly or in other structs."""
    structs = {}
    for header in headers.values():
        text = without_comments(header)
        for opening in re.finditer(r"^( *)(?:struct|class) (\w+)[^{;]*\{\n", text, re.M):
            structs[opening[2]] = text[opening.end() : text.find(f"\n{opening[1]}}};", opening.end() - 1) + 1]
    found = set()
    while True:
        more = {name for name, body in structs.items()
                if re.search(r"\b(?:std::string|" + "|".join(sorted(found) or ["std::string"]) + r")\b[>\s]*[\w]+(?:_)?(?:\{[^;{}]*\})?;", body)} - found
        if not more:
            return found
        found |= more


def mentions(text, names):
    """Returns whether a text contains one of these types."""
    return bool({word.split("::")[-1] for word in re.findall(r"[\w:]+", text)} & names)


def exits_of(headers):
    """Returns "FILE NAME" of each public function that returns or writes text, and of each class that receives it.

    `headers` has texts by name."""
    holding = records(headers) | RECEIVERS
    found = set()
    for file, header in headers.items():
        shown = public_text(header)
        for match in DECLARATION.finditer(shown):
            words = set(re.findall(r"[\w:]+", match["type"]))
            if words & {"return", "co_return", "throw", "new", "else", "using", "case", "requires", "auto"}:
                continue
            is_hook = match.group().lstrip().startswith("virtual void") and mentions(match["parameters"], holding)
            if words & TEXTS or mentions(match["type"], holding) or "std::ostream&" in match["parameters"] or is_hook:
                found.add(f"{file} {match['name']}")
        for parameters, name in CALLBACK.findall(shown):
            if mentions(parameters, holding):
                found.add(f"{file} {name}")
        for name in HOOKS.findall(shown):
            found.add(f"{file} {name}")
    return found


def exempt():
    """Returns the names in NO_EXITS."""
    names = set()
    for lines in NO_EXITS.values():
        for line in lines.split("\n"):
            header, *functions = line.split() or [""]
            names |= {f"{header} {function}" for function in functions}
    return names


def rows(test):
    """Returns the names in the table of a test."""
    table = re.search(r"std::vector<text_exit> exits\{(.*?)^\};", test, re.M | re.S)
    return re.findall(r'\{"([^"\s]+\.hpp [^"]+)",', table[1])


class Exits(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.headers = {str(path.relative_to(INCLUDE)): path.read_text(encoding="utf-8") for path in sorted(INCLUDE.rglob("*.hpp"))
                       if not {"impl", "detail"} & set(path.relative_to(INCLUDE).parts)}
        cls.found = exits_of(cls.headers)
        cls.rows = rows(CANARY.read_text(encoding="utf-8"))

    def test_each_exit_is_searched_for_secrets(self):
        """Secrets: every exit is covered by the test of canary secrets."""
        self.assertEqual(sorted(self.found - set(self.rows) - exempt()), [], "add a row to `exits` in canary_secrets.test.cpp")

    def test_the_tables_name_what_exists_once(self):
        self.assertEqual(sorted(set(self.rows) - self.found), [])
        self.assertEqual(sorted(exempt() - self.found), [])
        self.assertEqual(sorted(exempt() & set(self.rows)), [])
        self.assertEqual(len(self.rows), len(set(self.rows)))

    def finds(self, name, header, text):
        """Checks that a declaration added to a header is reported as a new exit."""
        known = {name: self.headers[name] for name in ("client/observer.hpp", "failure.hpp", "paging/report.hpp")}
        more = exits_of({**known, header: text}) - exits_of(known)
        self.assertEqual(more, {f"{header} {name}"} if name else set())

    def test_new_exits_are_found(self):
        inside = "namespace roster {\n%s\n}\n"
        for name, text in (("describe", "ROSTER_DECL std::string describe(const report& of);"),
                           ("describe", "template <class T>\nstd::optional<std::string> describe(const T&) { return {}; }"),
                           ("dump", "void dump(std::ostream& out, const report& of);"),
                           ("operator<<", "inline std::ostream& operator<<(std::ostream& out, const report&) { return out; }"),
                           ("curl", "class client {\n public:\n  asio::awaitable<std::string> curl() const;\n};"),
                           ("notes", "struct note {\n  std::string text{};\n};\nstd::vector<note> notes();"),
                           ("broken", "class broken : public std::runtime_error {};"),
                           ("trace", "struct trace_options {\n  std::function<void(const request_event&)> trace{};\n};"),
                           ("log_to_file", "std::shared_ptr<transport> log_to_file(std::shared_ptr<transport> inner);"),
                           ("on_cancel", "class watcher {\n public:\n  virtual void on_cancel(const request_event&) {}\n};"),
                           ("errors", "std::vector<std::exception_ptr> errors();")):
            with self.subTest(text=text):
                self.finds(name, "client/new.hpp", inside % text)
        observer = self.headers["client/observer.hpp"].replace("  virtual void on_page", "  virtual void on_skip(const page_event&) {}\n  virtual void on_page")
        self.assertEqual(exits_of({"client/observer.hpp": observer, "failure.hpp": self.headers["failure.hpp"]})
                         - exits_of({"client/observer.hpp": self.headers["client/observer.hpp"], "failure.hpp": self.headers["failure.hpp"]}),
                         {"client/observer.hpp on_skip"})

    def test_what_is_not_public_is_no_exit(self):
        for text in ("namespace roster::detail {\nstd::string describe(int);\n}", "namespace roster {\nint count(const std::string&);\n}",
                     "namespace roster {\nclass part {\n  std::string text() const;\n\n public:\n  int size() const;\n};\n}",
                     "namespace roster {\ninline int two() {\n  std::string text(2, ' ');\n  return 2;\n}\n}"):
            with self.subTest(text=text):
                self.finds("", "client/new.hpp", text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + [argument for argument in sys.argv[2:] if argument])
