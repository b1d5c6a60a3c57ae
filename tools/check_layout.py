#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks the rules of the design for files: dependencies between components, lists, umbrellas, lengths, names, the tests named by
Example labels, awaits, and the links of the documentation.

One line per finding; the exit status is 1 if there is one.

usage: tools/check_layout.py
"""

import argparse
import re
import sys
from functools import cache
from pathlib import Path

import documents
import generate
from declarations import declarations_of

# The components, or single headers of others, that a component may include, apart from itself and the core.
DEPENDENCIES = {
    "core": [],
    "schema": ["roster/http/detail/grammar.hpp"],  # for the names and values of headers
    "wire": ["schema", "roster/http/detail/grammar.hpp"],  # for the media types in headers
    "http": [],
    "auth": ["http", "roster/schema/secret.hpp"],  # credentials are secrets
    "transport": ["http", "roster/schema/secret.hpp"],  # for proxies and private keys
    "retry": ["http", "wire", "schema"],
    "paging": ["wire", "schema", "http"],
    "range": ["paging", "wire", "schema", "http", "roster/transport/transport.hpp", "roster/transport/transport.hpp"],
    "client": ["range", "paging", "retry", "wire", "schema", "http", "auth", "transport"],
    "watch": ["range", "paging", "wire", "schema", "roster/client/runtime.hpp", "roster/transport/transport.hpp"],
    "recording": ["wire", "schema", "http", "transport", "roster/auth/detail/config_file.hpp"],
    "alibaba": ["client", "paging", "retry", "wire", "schema", "http", "auth", "transport"],
    "vendor schema": ["schema"],
    "catalog": ["schema"],
    "vendor": ["vendor schema", "client", "range", "paging", "retry", "wire", "schema", "http", "auth", "transport", "alibaba"],
    "mapping": ["vendor schema", "catalog", "schema"],
    "inventory": ["mapping", "client", "range", "paging", "wire", "schema"],
    "emulator": ["vendor schema", "schema", "wire", "http", "auth", "transport", "recording"],
}

# The libraries that a component may include, apart from the standard library.
LIBRARIES = {
    "core": ["boost/system"],
    "schema": ["boost/pfr"],
    "wire": [],
    "http": [],
    "auth": ["openssl"],
    "transport": ["boost/asio", "boost/beast", "boost/crc", "boost/system", "boost/version", "openssl"],
    "retry": ["boost/system"],
    "paging": ["boost/system"],
    "range": ["boost/asio", "boost/system"],
    "client": ["boost/asio", "boost/json", "boost/system"],
    "watch": ["boost/asio", "boost/system"],
    "recording": ["boost/asio", "boost/system"],
    "alibaba": ["boost/asio", "boost/system"],
    "vendor schema": [],
    "catalog": [],
    "vendor": ["boost/asio", "boost/json", "boost/system"],
    "mapping": [],
    "inventory": ["boost/asio"],
    "emulator": ["boost/asio", "boost/beast", "boost/crc", "boost/system", "openssl"],
}
LIBRARIES_OF_FILES = {
    r"roster/config\.hpp": ["boost/version"],  # checks that it is new enough
    r"roster/wire/(impl/)?parse\.[hi]pp": ["boost/json", "boost/system"],
    r"roster/auth/credentials_provider\.hpp": ["boost/asio"],  # an awaitable interface, like the transport's
    r"roster/transport/impl/host_addresses\.ipp": ["arpa", "netinet"],  # inet_aton()
    r"roster/auth/detail/single_flight\.hpp": ["boost/asio", "boost/system"],  # a call that several waiters share
}

# The folders whose files form a component, the most specific pattern first.
COMPONENTS = [
    (r"roster/[a-z0-9_]+\.hpp|roster/(detail|impl)/\w+\.[hi]pp", "core"),
    (r"roster/(eas|qianfan)/schema(\.hpp|/.*)", "vendor schema"),
    (r"roster/(eas|qianfan)/.*", "vendor"),
    (r"roster/inventory/(model_service|maps|mappings/\w+|detail/(convert|mapping|text_parts))\.hpp", "mapping"),
    (r"roster/(schema|wire|http|auth|retry|paging|range|transport|client|watch|recording|alibaba|catalog|inventory|emulator)/.*", r"\1"),
]
UMBRELLAS = ["roster.hpp", "roster/src.hpp", *(f"roster/{name}.hpp" for name in generate.COMPONENTS)]
NOT_IN_WHOLE = ["roster/src.hpp", "roster/emulator.hpp", "roster/catalog.hpp", "roster/inventory.hpp"]  # the umbrellas that roster.hpp omits

MOST_PUBLIC_NAMES = 191  # without the emulator and the vendors' schemas; raised only for a new capability
NOT_COUNTED = re.compile(r"roster/(emulator/|catalog/|eas/schema|qianfan/schema|inventory/mappings/)")
MOST_LINES = 400
MOST_OF_README = (180, 8192)  # lines, bytes
BAD_NAMES = {"util", "utils", "helper", "helpers", "common", "base", "types", "impl"}
NAMED_FOLDERS = ["include", "tests", "examples", "benchmarks", "tools"]

INCLUDE = re.compile(r'\s*#\s*include\s*[<"]([^>"]+)[>"]')
STRINGS = r'"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*'
STATIC_ASSERT_TEXT = re.compile(rf'[,(]\s*("roster: {STRINGS[1:]})\s*\)\s*;')
TEST_CASE = re.compile(rf"\b(?:TEST_CASE|TEST_CASE_TEMPLATE|SCENARIO|TEST_CASE_FIXTURE)\s*\(\s*(?:\w+\s*,\s*)?({STRINGS})")
COMMENT = re.compile(r"//.*")
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
WINDOWS_MACRO = re.compile(  # those that could be names in C++; tools/check_portability compiles with all
    r"\b(cdecl|far|hyper|interface|near|pascal|small|CONST|DELETE|ERROR|IGNORE|IN|OPTIONAL|OUT|STRICT|VOID)\b")
AWAITS = [  # expressions that g++ 12 miscompiles
    (re.compile(r"(?<!auto)(?:&&|\|\||\?)(?:[^;{}()]|\((?:[^()]|\([^()]*\))*\)|\()*\bco_await\b"),
     "awaits behind &&, || or ?, which g++ does even where it should not get there"),
    (re.compile(r"\bco_await\b[^;]*?[(,=]\s*\[(?!&?\])(?!&\w+(?:, &\w+)*\])[^\]]*\]\s*[({]"),
     "awaits what holds a lambda with captures, which g++ 12 destroys twice"),
    (re.compile(r"\bco_await\b[^;{]*[(,]\s*\{"), "awaits what holds a temporary in braces, which g++ 12 destroys twice"),
]
EXAMPLE = re.compile(r"\s*///\s*Example:\s*(.*)")
FAULTS = re.compile(r" \(faults? [\d, ]+\)$")  # at the end of a test's name: the faults that it covers


def literal(text):
    """Returns the value of adjacent string literals."""
    pieces = re.findall(r'"((?:[^"\\]|\\.)*)"', text)
    return re.sub(r"\\(.)", r"\1", "".join(pieces))


def line_of(text, position):
    return text.count("\n", 0, position) + 1


class Project:
    """The files of a source tree, read once."""

    def __init__(self, root):
        self.root = root
        self.include = root / "include"
        self.headers = sorted(p.relative_to(self.include).as_posix() for p in self.include.rglob("*.[hi]pp"))

    @cache
    def text(self, path):
        return (self.root / path).read_text()

    def header_text(self, header):
        return self.text(f"include/{header}")

    def includes(self, header):
        """Yields the line and the name of each include of a header."""
        for number, line in enumerate(self.header_text(header).splitlines(), 1):
            found = INCLUDE.match(line)
            if found:
                yield number, found[1]

    @cache
    def closure(self, header):
        """Returns the headers of this project that a header includes, directly or indirectly, and itself."""
        seen, waiting = set(), [header]
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.headers:
                continue
            seen.add(name)
            waiting += [included for _, included in self.includes(name)]
        return sorted(seen)


def component_of(header):
    for pattern, component in COMPONENTS:
        found = re.fullmatch(pattern, header)
        if found:
            return found.expand(component)
    return None


def check_dependencies(project):
    for header in project.headers:
        if header in UMBRELLAS:
            continue
        component = component_of(header)
        if component is None:
            yield f"include/{header}:1: is in no component; the components are listed in tools/check_layout.py"
            continue
        allowed = {component, "core", *DEPENDENCIES[component]}
        for number, name in project.includes(header):
            place = f"include/{header}:{number}"
            if not name.startswith("roster"):
                yield from check_library(place, header, component, name)
            elif name in UMBRELLAS:
                yield f"{place}: includes the umbrella {name}; include the single files that are needed"
            elif name not in project.headers:
                yield f"{place}: includes {name}, which is not there"
            elif name not in allowed and component_of(name) not in {*allowed, None}:
                yield f"{place}: component {component} may not include {name} of component {component_of(name)}"


def check_public(project):
    """A public header does not expose the internals of another component."""
    for header in project.headers:
        if not header.endswith(".hpp") or "/detail/" in header:
            continue
        for number, name in project.includes(header):
            inside = re.match(r"roster/(.+)/detail/", name)
            if inside and inside[1].partition("/")[0] != header.split("/")[1]:
                yield f"include/{header}:{number}: is public and includes {name} of another component; make that public, or move this"


def check_declarations(project):
    """Public names are few and documented; internal names are in a detail namespace."""
    names = {}
    for header in project.headers:
        if not header.endswith(".hpp"):
            continue
        for one in declarations_of(project.header_text(header)):
            parts = one.namespace.split("::")
            if one.forward or parts[0] != "roster" or "detail" in parts:
                continue
            if "/detail/" in header:
                yield f"include/{header}:{one.line}: {one.name} is in namespace {one.namespace}; what a detail header declares is in a detail namespace"
                continue
            documented, place = names.get((one.namespace, one.name), (False, (header, one.line)))
            names[one.namespace, one.name] = documented or one.documented, place
    for (namespace, name), (documented, (header, line)) in names.items():
        if not documented:
            yield f"include/{header}:{line}: {namespace}::{name} is public and has no /// text"
    counted = sum(not NOT_COUNTED.match(header) for _, (header, _) in names.values())
    if counted > MOST_PUBLIC_NAMES:
        yield f"include/roster.hpp:1: {counted} public names; at most {MOST_PUBLIC_NAMES}: put what only the library uses into a detail namespace"


def check_library(place, header, component, name):
    if "/" not in name or name.startswith("sys/"):
        return
    allowed = list(LIBRARIES[component])
    for pattern, libraries in LIBRARIES_OF_FILES.items():
        if re.fullmatch(pattern, header):
            allowed += libraries
    if not any(name.startswith((library + "/", library + ".")) for library in allowed):
        yield f"{place}: component {component} may not include {name}"


def check_umbrellas(project):
    try:
        for path, _ in generate.stale(project.root):
            yield f"{path}:1: not what tools/generate.py writes; run tools/generate.py --write"
    except generate.Unusable as problem:
        yield str(problem)
    whole = {name for _, name in project.includes("roster.hpp")} if "roster.hpp" in project.headers else set()
    for umbrella in UMBRELLAS:
        if whole and umbrella.startswith("roster/") and umbrella in project.headers and umbrella not in {*whole, *NOT_IN_WHOLE}:
            yield f"include/roster.hpp:1: lacks {umbrella}"


def check_lists(project):
    yield from check_list(project, "include/headers.txt", project.headers)
    tests = project.root / "tests"
    on_disk = sorted(p.relative_to(tests).as_posix() for p in tests.rglob("*.test.cpp"))
    yield from check_list(project, "tests/tests.txt", on_disk)


def check_list(project, path, on_disk):
    listed = project.text(path).split()
    for number, name in enumerate(listed, 1):
        if name not in on_disk:
            yield f"{path}:{number}: names {name}, which is not there"
    for name in on_disk:
        if name not in listed:
            yield f"{path}:1: lacks {name}"
    if listed != sorted(set(listed)):
        yield f"{path}:1: not sorted, or a line is there twice"


def check_beginnings(project):
    for header in project.headers:
        lines = project.header_text(header).splitlines() + [""] * 3
        place = f"include/{header}"
        if lines[0] != "// SPDX-License-Identifier: BSL-1.0":
            yield f"{place}:1: does not begin with // SPDX-License-Identifier: BSL-1.0"
        if lines[1] != "#pragma once":
            yield f"{place}:2: is not #pragma once"
        sentence = []
        for line in lines[2:]:
            if not line.startswith("// "):
                break
            sentence.append(line[3:])
        if not sentence or not " ".join(sentence).rstrip().endswith((".", ":", ")")):
            yield f"{place}:3: no sentence that says what lives here"


def check_lengths(project):
    for header in project.headers:
        lines = project.header_text(header).count("\n")
        if lines > MOST_LINES:
            yield f"include/{header}:{MOST_LINES}: has {lines} lines; a header has at most {MOST_LINES}"


def check_names(project):
    for folder in NAMED_FOLDERS:
        for file in sorted((project.root / folder).rglob("*")):
            if file.is_file() and file.name.split(".")[0] in BAD_NAMES:
                yield f"{file.relative_to(project.root)}:1: is a name that says nothing; name the file for what it holds"


def check_examples(project):
    names = set()
    for file in (project.root / "tests").rglob("*.test.cpp"):
        names |= {FAULTS.sub("", literal(found[1])) for found in TEST_CASE.finditer(project.text(file.relative_to(project.root)))}
    for header in project.headers:
        lines = project.header_text(header).splitlines()
        for number, line in enumerate(lines, 1):
            found = EXAMPLE.match(line)
            if found and not any(name in names for name in example_names(found[1], lines[number:])):
                yield f"include/{header}:{number}: no test case is named {found[1].strip()}"


def example_names(first, following):
    """Yields the possible texts of an Example label: its line, or that line and its continuation lines."""
    text = first
    for line in [*following, ""]:
        yield text.strip().rstrip(".").strip("\"`")
        if not line.strip().startswith("/// ") or re.match(r"\s*/// [A-Z]\w*:", line):
            return
        text = text.rstrip() + " " + line.strip()[4:].strip()


def check_awaits(project):
    """A co_await is alone in its statement, with named arguments: g++ 12 miscompiles many other forms."""
    files = [p for folder in ["include", "examples"] for p in sorted((project.root / folder).rglob("*.[chi]pp"))]
    for path in (file.relative_to(project.root) for file in files):
        text = COMMENT.sub("", project.text(path))
        for pattern, mistake in AWAITS:
            for found in pattern.finditer(text):
                yield f"{path}:{line_of(text, found.end() - 1)}: {mistake}; await it in a statement of its own, by name"


def check_macros(project):
    """The macros of <windows.h> replace a call of an unparenthesized min or max, and some plain words."""
    for header in project.headers:
        for number, line in enumerate(project.header_text(header).splitlines(), 1):
            code = COMMENT.sub("", LITERAL.sub('""', line))
            if re.search(r"\b(min|max)\(", code):
                yield f"include/{header}:{number}: calls min or max so that a macro could replace it; write (std::min)(a, b)"
            if found := WINDOWS_MACRO.search(code):
                yield f"include/{header}:{number}: {found[0]} is a macro of <windows.h>"


def check_messages(project):
    expectations = []
    for file in sorted((project.root / "tests/compile_fail").glob("*.cpp")):
        first = project.text(file.relative_to(project.root)).partition("\n")[0]
        expectations.append(first.removeprefix("// expect: ").strip())
    messages = {}
    for header in project.headers:
        text = project.header_text(header)
        for found in STATIC_ASSERT_TEXT.finditer(text):
            messages.setdefault(literal(found[1]), f"include/{header}:{line_of(text, found.start(1))}")
    for message, place in messages.items():
        matching = [e for e in expectations if message.startswith(e) and sum(m.startswith(e) for m in messages) == 1]
        if not matching and message not in expectations:
            yield f"{place}: no file in tests/compile_fail/ expects exactly \"{message}\""


def check_documents(project):
    """The README is short, links are valid, and named files exist."""
    for path, line, problem in documents.broken_links(project.root):
        yield f"{path}:{line}: {problem}"
    if (project.root / "README.md").exists():
        text = project.text("README.md")
        for count, limit, unit in zip((text.count("\n"), len(text.encode())), MOST_OF_README, ("lines", "bytes")):
            if count > limit:
                yield f"README.md:1: has {count} {unit}; it has at most {limit}, the guide has the rest"


CHECKS = [check_dependencies, check_public, check_declarations, check_umbrellas, check_lists, check_beginnings, check_lengths, check_names, check_examples,
          check_awaits, check_macros, check_messages, check_documents]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    project = Project(arguments.root)
    count = 0
    for check in CHECKS:
        for finding in check(project):
            print(finding)
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
