#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that tests/unit/client/canary_secrets.test.cpp looks for secrets in all text that the library hands out.

Every public function of the headers that returns or writes text, every callback that receives some, and every exception is
either a row of the table `exits` there, or in NO_EXITS here with the reason.

usage: tests/tools/exits_test.py [CXX]
"""

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
INCLUDE = ROOT / "include/roster"
CANARY = ROOT / "tests/unit/client/canary_secrets.test.cpp"

# Functions that are not in the table of the test, by reason: a header and its functions on each line.
NO_EXITS = {
    "what a row shows, reached in another way": """
        auth/bce_v1.hpp canonical_request
        auth/signer.hpp canonical_request
        client/listing.hpp asked beginning report
        client/watch.hpp last_error
        emulator/emulator_options.hpp on_request
        emulator/interaction.hpp parse_recording recorded
        emulator/recording_transport.hpp record_to_file send
        page/checkpoint.hpp parse
        page/report.hpp failures
        page/walker.hpp asked position report
        range/adaptor/where.hpp evaluated_here
        range/async_range.hpp last_error
        range/blocking.hpp report
        range/concat_source.hpp asked report
        range/merge_source.hpp report
        range/page_source.hpp asked beginning report
        range/refused_range.hpp checkpoint
        schema/secret.hpp masked
        wire/cell.hpp text""",
    "part of a failure, an event or a report": """
        client/clock_skew.hpp remark
        page/judgement.hpp judge check_list_response undecodable
        page/page_number_pager.hpp accept
        page/retry.hpp decide_retry
        page/token_pager.hpp accept token
        page/vendor_error.hpp read_error_beside_list read_vendor_error request_id_header
        page/walker.hpp take
        wire/answer.hpp decode_list_page
        wire/decode.hpp decode
        wire/decode_error.hpp text
        wire/json_path.hpp json_path""",
    "part of a failure of credentials, whose test is the last one of canary_secrets.test.cpp": """
        auth/check_key.hpp problem_of_ends
        auth/environment_credentials.hpp search_variables
        auth/parse_error.hpp text
        eas/cli_config.hpp find_cli_profile
        eas/cli_key_source.hpp search_cli_config
        eas/credentials_file.hpp search_credentials_file
        eas/credentials_response.hpp read_credentials_response read_sts_response
        eas/key_source.hpp told
        eas/describe_error.hpp describe_error
        eas/variables_source.hpp search_ecs_variables search_oidc_variables search_uri_variable""",
    "credentials, in roster::secret": """
        auth/check_key.hpp without_line_ends
        auth/credentials_chain.hpp get
        auth/credentials_provider.hpp get invalidate
        auth/environment_credentials.hpp get read_credentials
        auth/refreshing_credentials.hpp get
        auth/static_credentials.hpp get
        client/config.hpp make_client_core
        client/environment_proxies.hpp environment_proxies
        eas/fetch_credentials_uri.hpp fetch_credentials_uri
        eas/fetch_instance_credentials.hpp fetch_instance_credentials
        eas/resolve_credentials.hpp resolve_credentials
        eas/sts.hpp assume_role assume_role_with_oidc
        emulator/session_token.hpp session_token""",
    "a secret that the caller asks for by name": """
        schema/secret.hpp reveal""",
    "content of files and variables, for credentials and configuration": """
        auth/dotenv_text.hpp parse_dotenv value
        auth/environment.hpp find_variable
        auth/ini_text.hpp parse_ini section value
        auth/text_file.hpp read_text_file
        eas/cli_config.hpp profile
        eas/config.hpp to_client_config
        eas/credentials.hpp configured_region
        eas/variables_source.hpp ecs_role_of session_name_of
        qianfan/config.hpp to_client_config
        qianfan/credentials.hpp configured_endpoint""",
    "what is sent, or computed from it to sign it": """
        auth/acs3_signature.hpp acs3_canonical_request acs3_signature acs3_string_to_sign
        auth/bce_v1_signature.hpp bce_v1_canonical_request bce_v1_prefix bce_v1_signature
        auth/header_names.hpp join_names
        auth/combined_field_value.hpp combined_field_value
        auth/nonce.hpp random_nonce
        auth/signer.hpp sign
        auth/verify_acs3.hpp verify_acs3
        auth/verify_bce_v1.hpp verify_bce_v1
        client.hpp prepare
        client/push_down.hpp push_down
        client/listing.hpp prepare_listing
        http/request.hpp target
        page/walker.hpp ask at follower likely next
        wire/query.hpp to_query""",
    "a response, its header or its items: the data that the caller requests": """
        client.hpp list
        client/listing.hpp list next
        eas/client.hpp list_services
        eas/fleet.hpp list_services
        http/headers.hpp get
        qianfan/client.hpp describe_all_services describe_services
        qianfan/fleet.hpp describe_services
        range/concat_source.hpp next
        range/fleet.hpp fleet
        range/merge_source.hpp next
        range/page_items.hpp request_id
        range/page_source.hpp next
        range/verified.hpp verified
        schema/epoch_time.hpp operator<< text
        schema/json_text.hpp operator<< text
        schema/open_enum.hpp operator<< text
        schema/unknown_fields.hpp find
        schema/utc_time.hpp operator<< text
        transport/transport.hpp send""",
    "makes a transport that writes nothing": """
        client/client_transport.hpp make_client_transport
        emulator/emulator.hpp transport
        emulator/replaying_transport.hpp replay_file replaying_transport send
        transport/http_client.hpp make_http_client""",
    "an address of the configuration, which has no place for a password": """
        client.hpp core endpoint
        client/clear_text.hpp clear_text_route
        eas/config.hpp endpoint_of_region
        eas/sts_endpoint.hpp sts_endpoint
        http/endpoint.hpp authority origin parse_endpoint
        page/origin.hpp with_name""",
    "converts a text of the caller": """
        auth/digest.hpp hex
        http/date.hpp format_imf_date format_utc_date
        http/lower_case.hpp lower_case
        http/path_segments.hpp path_from_segments problem_of_path
        http/percent.hpp percent_decode percent_encode percent_encode_path
        http/query.hpp decode_parameter encode_query
        http/trimmed.hpp trimmed
        printable.hpp printable
        schema/condition.hpp node
        schema/field.hpp contains
        schema/fixed_string.hpp view
        schema/utc_time.hpp format_utc
        wire/assign.hpp assign set_parameters
        wire/parse_condition.hpp parse_condition
        wire/unknown_values.hpp unknown_parameter_value unknown_values""",
    "names of members and known values": """
        emulator/interaction.hpp name_of_condition
        wire/columns.hpp columns documented find_column name unknown_column
        wire/nearest.hpp nearest suggestion""",
    "masks secrets": """
        emulator/redact_secrets.hpp redact_query redact_secrets
        http/redact_url.hpp redact_url
        redactor.hpp redact""",
    "what the emulator serves, and its options": """
        emulator/apply_fault.hpp apply_fault
        emulator/cloud_error.hpp message
        emulator/eas_cloud.hpp answer inject_anomaly list records
        emulator/eas_errors.hpp eas_error_response
        emulator/eas_authenticator.hpp check
        emulator/eas_route.hpp find_eas_route
        emulator/emulator.hpp access_key_ids answer eas_records meet_connection qianfan_services regions
        emulator/fault.hpp checked name_of parse_fault
        emulator/fault_plan.hpp meet
        emulator/generate_accounts.hpp generate_accounts generate_regions
        emulator/generate_eas.hpp generate_eas
        emulator/generate_qianfan.hpp generate_qianfan
        emulator/load_data.hpp load_data
        emulator/load_options.hpp load_options
        emulator/qianfan_cloud.hpp answer inject_anomaly list services
        emulator/qianfan_errors.hpp qianfan_error_response
        emulator/qianfan_authenticator.hpp check
        emulator/sample_source.hpp letters
        emulator/server.hpp authority_pem endpoint start""",
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
    return re.sub(r"//[^\n]*", "", text)


def public_text(header):
    """Returns a header without comments, bodies of functions and what is in namespace detail or private."""
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
        is_shown = is_scope and not re.search(r"namespace [\w:]*\bdetail\b", opening)
        scopes.append((is_shown, [kind != "class"]))
    return "".join(out)


def visible_part(text, scopes):
    """Follows `public:` and `private:` in a part of a class, and returns what is public of it."""
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
    """Returns the names of the structs that hold text, those included that hold others that do."""
    structs = {}
    for header in headers.values():
        for name, body in re.findall(r"^(?:struct|class) (\w+)[^{;]*\{(.*?)^\};", without_comments(header), re.M | re.S):
            structs[name] = body
    found = set()
    while True:
        more = {name for name, body in structs.items()
                if re.search(r"\b(?:std::string|" + "|".join(sorted(found) or ["std::string"]) + r")\b[>\s]*[\w]+(?:_)?(?:\{[^;{}]*\})?;", body)} - found
        if not more:
            return found
        found |= more


def mentions(text, names):
    """Tells whether one of these types is in a text."""
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
                       if "impl" not in path.relative_to(INCLUDE).parts}
        cls.found = exits_of(cls.headers)
        cls.rows = rows(CANARY.read_text(encoding="utf-8"))

    def test_each_exit_is_searched_for_secrets(self):
        """Secrets: an exit that the test of planted secrets does not know is an error."""
        self.assertEqual(sorted(self.found - set(self.rows) - exempt()), [], "add a row to `exits` in canary_secrets.test.cpp")

    def test_the_tables_name_what_exists_once(self):
        self.assertEqual(sorted(set(self.rows) - self.found), [])
        self.assertEqual(sorted(exempt() - self.found), [])
        self.assertEqual(sorted(exempt() & set(self.rows)), [])
        self.assertEqual(len(self.rows), len(set(self.rows)))

    def finds(self, name, header, text):
        """Checks that a text in a header is an exit, which it is not yet."""
        known = {name: self.headers[name] for name in ("client/observer.hpp", "failure.hpp", "page/report.hpp")}
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
