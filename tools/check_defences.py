#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Removes one defence after the other from the sources, and looks which tests go red: those of its faults and no others.

A defence is a place in a file and what stands there without it (DEFENCES below). The file is changed where it is and put back.
Tests that name no fault may go red, too: they are those of the header. One line per defence; the exit status is 1 if one is not
missed as it should be.

usage: tools/check_defences.py [--only WORD] COMMAND PROGRAM...

  COMMAND   builds the test programs: "cmake --build build/gcc --target test_transport test_client"
  PROGRAM   build/gcc/tests/test_transport …
  --only    only defences with this word in their description
"""

import argparse
import re
import resource
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import unescape

from check_faults import NUMBERS

ROOT = Path(__file__).resolve().parent.parent
INCLUDE = ROOT / "include/roster"
LONGEST_RUN = 120  # seconds
MOST_MEMORY = 4 << 30

# What it is, the file, the place, what stands there instead, the faults that it is for.
DEFENCES = [
    ("every address of a host is tried", "transport/impl/connect_race.ipp",
     "if (over(now) || started_ == attempts_.size() || now < next_start_) return std::nullopt;",
     "if (started_ != 0 || over(now)) return std::nullopt;", {5}),
    ("the resolver is raced", "transport/impl/host_addresses.ipp",
     "lookup->deadline.expires_at(deadline);",
     "lookup->deadline.expires_at(std::chrono::steady_clock::time_point::max());", {5, 6}),
    ("bytes of a request are checked", "http/impl/check_request.ipp", "if (bad != h.value.end())", "if (false)", {8, 112}),
    ("JSON that was cut is asked for again", "page/impl/retry.ipp", "return failed.cut_body;", "return false;", {13, 25}),
    ("a client's repetitions are bounded", "page/impl/retry.ipp", "if (failed.quota < manner.cost)", "if (false)", {56}),
    ("an absurd hint is not waited for", "page/impl/retry.ipp",
     "if (failed.hint && *failed.hint > options.longest_hint)", "if (false)", {50}),
    ("a wrong clock is corrected", "client/impl/clock_skew.ipp", "return true;", "return false;", {62}),
    ("Connection: close is heeded", "transport/impl/response_reader.ipp", "keep_alive_ = head_->keep_alive() && !has_close(head_->headers());",
     "keep_alive_ = true;", {23}),
    ("a stale connection is replaced", "transport/impl/http_client.ipp",
     "if (died && reader.raw_bytes() == 0 && !fresh) {", "if (false && died) {", {9, 20, 21, 143}),
    ("an idle connection must be quiet", "transport/impl/connection.ipp",
     "return ec == boost::asio::error::would_block || ec == boost::asio::error::try_again;", "return true;", {24}),
    ("surplus bytes cost the connection", "transport/impl/response_reader.hpp",
     "return complete() && keep_alive_ && !extra_;", "return complete() && keep_alive_;", {24, 25}),
    ("deadlines are absolute", "transport/impl/http_client.ipp",
     "if (first && first_byte.deadline != sending.whole.deadline) c.expire_at(sending.whole.deadline);",
     "(void)first, c.expire_at(std::chrono::steady_clock::now() + std::chrono::seconds(2));", {16}),
    ("bytes on the wire are counted", "transport/impl/response_reader.ipp",
     "if (raw_bytes_ > limits_.body + limits_.framing)", "if (false)", {29}),
    ("bodies are counted", "transport/impl/response_reader.ipp",
     "if (stage_ == stage::body_until_end && filled_ > limits_.body)", "if (false)", {27}),
    ("chunks are counted", "transport/impl/chunked_body.ipp",
     "if (at_ == at::data && left_ > most_body_ - body.size())", "if (false)", {27, 40}),
    ("trailers are counted", "transport/impl/chunked_body.ipp",
     "if (most_trailer_-- == 0) return progress::trailer_too_large;", "", {29}),
    ("an announced length is judged at once", "transport/impl/response_reader.ipp",
     "if (known && length_ > limits_.body)", "if (false)", {27}),
    ("101 is no answer", "transport/impl/response_reader.ipp", "if (status == 101)", "if (false)", {33}),
    ("folded lines are refused", "transport/impl/response_reader.ipp",
     'if (lines.find("\\r\\n ") != lines.npos || lines.find("\\r\\n\\t") != lines.npos)', "if (false)", {36}),
    ("an unknown Transfer-Encoding is refused", "transport/impl/response_reader.ipp",
     "if (transfer && (chunked ||", "if (false && (chunked ||", {39}),
    ("a Content-Encoding is refused", "transport/impl/response_reader.ipp",
     'if (!head_->is_done() && http::same_ignoring_case(h.name, "content-encoding")',
     'if (false && http::same_ignoring_case(h.name, "content-encoding")', {31, 44}),
    ("only 200 comes with a page", "page/impl/judgement.ipp",
     "return status == 200 || (of_call && status > 200 && status < 300 && status != 206);",
     "return (void)of_call, status < 400;", {35}),
    ("redirects are told", "page/impl/judgement.ipp",
     "if (response.status >= 300 && response.status != 304)", "if (false)", {57, 58, 59}),
    ("407 is the proxy's", "transport/impl/tunnel.ipp", "if (status == 407)", "if (false)", {60}),
    ("nothing comes before TLS", "transport/impl/tunnel.ipp", "if (surplus)", "if (false && surplus)", {61}),
    ("a proxy's credentials stay with it", "transport/impl/http_client.ipp",
     "through && !request.to.secure() ? &*through : nullptr", "through ? &*through : nullptr", {61}),
    ("certificates are verified", "transport/impl/tls.ipp",
     ": boost::asio::ssl::verify_peer);", ": boost::asio::ssl::verify_none);", {72, 79}),
    ("the host's name is verified", "transport/impl/tls.ipp",
     "SSL_set1_host(session, host.c_str()) == 1", "true", {72}),
    ("TLS 1.2 is the least", "transport/impl/tls.ipp",
     "SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);\n"
     "  SSL_CTX_set_security_level(context.native_handle(), 2);",
     "SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_VERSION);\n"
     "  SSL_CTX_set_security_level(context.native_handle(), 0);", {72, 73}),
    ("truncation is no end", "transport/impl/response_reader.ipp",
     "if (stage_ != stage::body_until_end || why != boost::asio::error::eof)",
     "if (stage_ != stage::body_until_end)", {75}),
    ("invisible characters are escaped", "impl/printable.ipp",
     "else if (is_shown(value))", "else if (is_shown(value) || value > 0x9F)", {199}),
    ("invisible characters are escaped in JSON", "wire/impl/json_writer.ipp",
     "if (length == 0 || hidden_character(at, end).length != 0) return at;", "if (length == 0) return at;", {200}),
    ("--safe escapes CSV", "examples/roster_ls/rows.hpp",  # tests/programs/roster_ls_test.py fails
     "if (out_.is_terminal() || wanted_.safe)", "if (out_.is_terminal())", {201}),
    ("an existing recording is made private", "emulator/impl/private_file.ipp",
     "if (::fchmod(descriptor_, S_IRUSR | S_IWUSR) != 0 || ::ftruncate", "if (::ftruncate", {202}),
    ("a recording that cannot be read is refused", "emulator/impl/replaying_transport.ipp",
     "if (!file.problem.empty())", "if (false)", {203}),
    ("nonces are compared in full", "emulator/impl/nonce_memory.ipp",
     "detail::fingerprint_of(nonce);", "detail::fingerprint_of(nonce.substr(0, 64));", {204}),
    ("the secrets of a recording have different labels", "emulator/impl/secret_labels.ipp",
     '(number == 1 ? "" : std::to_string(number))', '""', {205}),
    ("values of maps are masked by their keys", "wire/impl/encode.ipp",
     "!options_.reveal_secrets && (names_secret(key) || (is_secret_pair && is_value_of_pair(key)));",
     "false && is_secret_pair;", {206}),
    ("a file with credentials is read without copies of it", "auth/impl/text_file.ipp",
     "append_secret(out.text, ", "out.text.append(", {207}),
    ("a passphrase is not copied", "transport/impl/tls.ipp",
     "const std::string& text = static_cast<const secret*>(options)->reveal();",
     "const std::string text = static_cast<const secret*>(options)->reveal();", {207}),
    ("a thread pool without a strand is refused", "transport/impl/check_executor.ipp",
     "if (is_of_pool(executor) || ", "if (", {169, 208}),
    ("a list without keys that comes again is recognized", "page/walker.hpp",
     "return detail::fingerprint_of(came.list_json);", "return std::nullopt;", {209}),
    ("a status that says error fails an empty list", "page/impl/vendor_error.ipp",
     "is_empty ? detail::says_error(page) : ", "!is_empty && ", {210}),
    ("line breaks in a condition are white space", "wire/impl/parse_condition.ipp",
     'blanks = " \\t\\r\\n\\f\\v";', 'blanks = " \\t";', {211}),
    ("a range that was moved from is refused", "range/async_range.hpp",
     "if (!range.recipe_ && !range.engine_)", "if (false)", {212}),
    ("unknown members are searched for names of secrets once", "wire/impl/mask_text.ipp", "if (!searched_)", "", {213}),
    ("sections of a configuration file are found by a map", "auth/impl/ini_text.ipp",
     "const auto [found, is_new] = places.try_emplace(current, out.sections.size());\n"
     "    return is_new ? out.sections.emplace_back(ini_section{.name = current}) : out.sections[found->second];",
     "for (auto& one : out.sections)\n"
     "      if (one.name == current) return one;\n"
     "    return out.sections.emplace_back(ini_section{.name = current});", {213}),
    ("the head of a request to a proxy is wiped", "transport/impl/http_client.ipp",
     "const wipe_at_exit wiped(sending.head);", "", {214, 215}),
    ("the body of an error response is wiped when it is redacted", "http/impl/redact_response.ipp",
     "known.redact_in_place(echo.body);", "echo.body = known.redact(echo.body);", {215}),
    ("the base64 of a secret is wiped", "impl/redactor.ipp",
     "const wipe_at_exit wiped(base64);\n  spellings_.add(secret);", "spellings_.add(secret);", {216}),
    ("decoded parameters are wiped", "http/impl/request_secrets.ipp", "const wipe_at_exit wiped(plain);", "", {216}),
    ("a request that was sent is wiped", "client/sent_request.hpp",
     "~sent_request() { http::wipe_request(request); }", "~sent_request() {}", {216}),
    ("extra parameters are wiped", "client/impl/compose.ipp",
     "for (auto& [name, value] : *list) wipe(value);", "(void)list;", {216}),
    ("an address is compared without its zone", "transport/impl/proxy_exceptions.ipp",
     "without_zone(given) : given", "given : given", {217}),
    ("a name below localhost has loopback addresses only", "transport/impl/host_addresses.ipp",
     "return must_be_local && !is_loopback(address.to_string());",
     "return false && must_be_local && address.is_unspecified();", {218}),
    ("short secrets of one size are found by one look-up", "impl/spelling_index.ipp",
     "patterns.contains(rest.substr(0, whole_size))",
     "std::find(patterns.begin(), patterns.end(), rest.substr(0, whole_size)) != patterns.end()", {219}),
    ("the parameters of a path segment are searched within it", "http/impl/path_segments.ipp",
     "const auto name = segment.substr(0, segment.find(';'));",
     "const auto name = path.substr(0, (std::min)(path.find(';'), end));", {219}),
    ("joined conditions are moved", "wire/impl/parse_condition.ipp",
     "join(condition_node::kind::any_of, std::move(left), read_all(depth))",
     "join(condition_node::kind::any_of, left, read_all(depth))", {219}),
    ("empty segments are refused after decoding", "http/impl/path_segments.ipp",
     "if (name.empty() && !first && !last)", "if (false && name.empty() && first)", {220}),
    ("the password of a URL is not in the name of a source", "page/impl/origin.ipp",
     "part == &from.region ? http::redact_url(*part) : *part;", "*part;", {221}),
    ("a query parameter without '=' may be a secret", "emulator/impl/mask_secrets.ipp",
     "if (!has_value && is_masked(name))", "if (false && is_masked(name))", {222}),
    ("a text that has a URL with a password is masked", "wire/impl/mask_text.ipp",
     "(assigns_secret(shown) || has_password_in_url(shown))", "assigns_secret(shown)", {223}),
    ("escapes of Python are decoded", "impl/unescaped_text.ipp", "if (text[1] == 'U')", "if (false)", {224}),
]


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def red_tests_of(program):
    """Returns the test cases that fail; one that ends or stalls the program is left out of the next run."""
    red = set()
    while True:
        known = ",".join(name.replace(",", "?") for name in red)  # a comma ends a name, '?' is any character
        command = [program, "--reporters=xml", *([f"--test-case-exclude={known}"] if red else [])]
        try:
            run = subprocess.run(command, capture_output=True, preexec_fn=limit_memory, timeout=LONGEST_RUN)
            output, ended = run.stdout, b"</doctest>" in run.stdout
        except subprocess.TimeoutExpired as late:
            output, ended = late.stdout or b"", False
        cases = re.split(r'<TestCase name="', output.decode(errors="replace"))[1:]
        names = [unescape(case.partition('"')[0], {"&quot;": '"'}) for case in cases]
        found = {name for name, case in zip(names, cases) if 'test_case_success="false"' in case}
        if not ended and names:
            found.add(names[-1])
        if ended or not found - red:
            return red | found
        red |= found


def numbers_of(name):
    found = NUMBERS.search(name)
    return set(map(int, found[1].split(", "))) if found else set()


def verdict(red, faults):
    """Returns whether the red tests are those of the faults, and what is to be said of them."""
    missed = faults - set().union(*map(numbers_of, red))
    others = sorted(name for name in red if numbers_of(name) and not numbers_of(name) & faults)
    said = f"{len(red)} tests red"
    if missed:
        said += f"; none for fault {', '.join(map(str, sorted(missed)))}"
    if others:
        said += f"; also {'; '.join(others)}"
    return not missed and not others, said


def without(defence, command, programs):
    """Returns the verdict on the tests while the defence is missing."""
    _, file, place, instead, faults = defence
    path = INCLUDE / file
    before = path.read_text()
    if before.count(place) != 1:
        return False, f"{file} has the place {before.count(place)} times; this tool is out of date"
    try:
        path.write_text(before.replace(place, instead))
        build = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
        if build.returncode != 0:
            return False, "does not build without it:\n" + (build.stdout + build.stderr)[-2000:]
        return verdict(set().union(*map(red_tests_of, programs)), faults)
    finally:
        path.write_text(before)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help=argparse.SUPPRESS)
    parser.add_argument("command", help=argparse.SUPPRESS)
    parser.add_argument("programs", nargs="+", metavar="PROGRAM", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    wrong = 0
    for defence in DEFENCES:
        if arguments.only in defence[0]:
            good, said = without(defence, arguments.command, arguments.programs)
            wrong += not good
            print(f"{'as it should be' if good else 'WRONG'}: {defence[0]} ({', '.join(map(str, sorted(defence[4])))}): {said}", flush=True)
    subprocess.run(arguments.command, shell=True, cwd=ROOT, capture_output=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
