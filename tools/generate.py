#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Generates files that are not edited by hand: headers, from include/headers.txt,

  include/roster/COMPONENT.hpp       the umbrella of a component: its public headers
  include/roster/range/adaptors.hpp  every adaptor of a range
  include/roster/src.hpp             every definition that is not a template, for one source file of a separately compiled program
  src/roster.cppm                    the module roster, experimental: exports the public names of all headers
  src/*.cpp                          the same definitions in a few source files of about equal cost, for roster::compiled and roster::emulator
  single_include/roster.hpp          the library in one file, header-only, without the emulator
  single_include/roster/emulator.hpp the emulator in one file

and, in every page of the documentation, the block after a line <!-- examples/FILE -->, from an example or its output; with
<!-- examples/FILE.cpp, the middle --> only the part between its includes and its main, with <!-- examples/FILE.txt, lines 3 to 5 -->
only these lines. The last line of each page of the guide, with links to its neighbours, is generated from the guide's index.

usage: tools/generate.py --check | --write
"""

import argparse
import itertools
import re
import sys
from pathlib import Path

import documents
from declarations import declarations_of

UMBRELLA = "roster.hpp"
SOURCES = "roster/src.hpp"
ADAPTORS = "roster/range/adaptors.hpp"
ROSTER_INCLUDE = re.compile(r"\s*#\s*include\s*<(roster[./][^>]*)>")

# The components with their own umbrella header, and their descriptions.
COMPONENTS = {
    "alibaba": "Credentials of Alibaba Cloud",
    "auth": "Credentials and signatures",
    "catalog": "Schemas of further list APIs",
    "client": "Clients of list APIs",
    "eas": "Alibaba Cloud PAI-EAS",
    "emulator": "The emulator of both clouds",
    "http": "Requests, responses and endpoints as plain values",
    "inventory": "One inventory of the services of several APIs",
    "paging": "Pages, checkpoints and reports of a listing",
    "qianfan": "Baidu Qianfan",
    "range": "Lazily paginated async ranges and their adaptors",
    "recording": "Recording and replaying responses",
    "retry": "Retries and rate limits",
    "schema": "Declaring an API as plain structs",
    "transport": "The HTTP client, and the interface it implements",
    "watch": "Watching a list for changes",
    "wire": "JSON, query strings and conditions of described structs",
}
APART = ("roster/client/call_response.hpp", "roster/eas/call.hpp", "roster/qianfan/call.hpp")  # not in an umbrella: they need Boost.JSON's source
BESIDE = {  # further headers that a listing program needs
    "eas": ["roster/alibaba/credentials.hpp", "roster/auth/credentials_provider.hpp", "roster/range/blocking.hpp"],
    "qianfan": ["roster/auth/credentials_provider.hpp", "roster/range/blocking.hpp"],
}

UMBRELLA_TEXT = """// SPDX-License-Identifier: BSL-1.0
#pragma once
// {about}: the public headers of this component. Written by tools/generate.py.

{includes}
"""

ADAPTORS_TEXT = """// SPDX-License-Identifier: BSL-1.0
#pragma once
// Every adaptor that works over pages; written by tools/generate.py, so that a new one is a new file and its line
// in include/headers.txt. A composition may hold one that keeps a state, such as take or drop, as its last part.

{includes}
"""

SOURCES_TEXT = """// SPDX-License-Identifier: BSL-1.0
#pragma once
// What exactly one source file of a program includes: every definition that is not a template, with
// ROSTER_SEPARATE_COMPILATION, and always Boost.JSON's own source. Written by tools/generate.py.

#include <boost/json/src.hpp>

#if defined(ROSTER_SEPARATE_COMPILATION)
{includes}
#endif
"""

UNIT_TEXT = """// SPDX-License-Identifier: BSL-1.0
// {sentence} Written by tools/generate.py.

{includes}
"""

# The source files of roster::compiled and roster::emulator: a definition is in the first one that matches. All in one would need over 1.5 GB of memory.
UNITS = {
    "emulator": ("The definitions of the emulator.", r"roster/emulator/"),
    "clients": ("The definitions of transports, clients and ranges.", r"roster/(transport|client|range|retry|watch|recording|alibaba|eas|qianfan)/"),
    "foundation": ("The definitions of everything below transports and clients.", r"roster/"),
}

MODULE_TEXT = """// SPDX-License-Identifier: BSL-1.0
// The module roster, experimental: the public names of all headers. Needs roster::compiled. Written by tools/generate.py.

module;

{includes}

export module roster;

{exports}
"""

# Names that tools/declarations.py omits, and which an importer needs for argument-dependent lookup, in headers as clang-format writes them.
FOUND_BY_ARGUMENTS = re.compile(r"^(?![\s/#])[^;{}]*?\b(operator[^\w\s(]+|is_printed)\(")
NAMESPACE_ALIAS = re.compile(r"^namespace (\w+ = [\w:]+);")
USED_IN_NAMESPACE = re.compile(r"^namespace (\w+) \{ (using .*;) \}$")
CONDITIONS = {"as_expected": "defined(__cpp_lib_expected)"} | dict.fromkeys(["doc", "name", "units"], "defined(ROSTER_HAS_REFLECTION)")

SINGLE_TEXT = """// SPDX-License-Identifier: BSL-1.0
#pragma once
// The whole library in one header; written by tools/generate.py from include/, where the commented files are.

#if defined(ROSTER_SEPARATE_COMPILATION)
#error "roster: the single header is header-only; to compile definitions separately, use the include/ folder"
#elif defined(ROSTER_VERSION_STRING) && !defined(ROSTER_SINGLE_HEADER)
#error "roster: the single header and the include/ folder are both included in one source file; each is the whole library; include only one of them"
#elif !defined(ROSTER_SINGLE_HEADER)

{body}

#define ROSTER_SINGLE_HEADER  // config.hpp refuses to come after it
#endif
"""


SINGLE_EMULATOR_TEXT = """// SPDX-License-Identifier: BSL-1.0
#pragma once
// The emulator of both clouds, beside the library in one header; written by tools/generate.py from include/.

#include "../roster.hpp"

{body}
"""


class Unusable(Exception):
    """A header that cannot be inlined, with its position and the reason."""


def listed_headers(root):
    return (root / "include/headers.txt").read_text().split()


def is_umbrella(header):
    return header in (UMBRELLA, SOURCES) or header in [f"roster/{name}.hpp" for name in COMPONENTS]


def is_public(header):
    return header.endswith(".hpp") and not re.search("/(impl|detail)/", header) and not is_umbrella(header)


def include_lines(headers):
    return "\n".join(f"#include <{header}>" for header in headers)


def umbrella(name):
    """Returns a function that writes the umbrella of a component."""

    def text(root):
        here = [h for h in listed_headers(root) if h.startswith(f"roster/{name}/") and is_public(h) and h not in APART]
        includes = include_lines(sorted(here + BESIDE.get(name, [])))
        return UMBRELLA_TEXT.format(about=COMPONENTS[name], includes=includes) if here else None

    return text


def adaptors(root):
    folders = ("roster/range/adaptor/", "roster/range/detail/adaptor/")
    return ADAPTORS_TEXT.format(includes=include_lines(h for h in listed_headers(root) if h.startswith(folders)))


def sources(root):
    definitions = [header for header in listed_headers(root) if header.endswith(".ipp")]
    return SOURCES_TEXT.format(includes=include_lines(definitions))


def unit(name):
    """Returns a function that writes the unit."""

    def text(root):
        definitions = [header for header in listed_headers(root) if header.endswith(".ipp")]
        homes = {header: next(n for n, (_, pattern) in UNITS.items() if re.match(pattern, header)) for header in definitions}
        here = [header for header in definitions if homes[header] == name]
        return UNIT_TEXT.format(sentence=UNITS[name][0], includes=include_lines(here)) if here else None

    return text


def declared_names(text):
    """Yields the namespace and name of each declaration of a header; of an alias of a namespace, name = target."""
    for one in declarations_of(text):
        if not one.forward:
            yield one.namespace, one.name
    opened = []
    for line in text.splitlines():
        begin, used = re.match(r"namespace (.*) \{$", line), USED_IN_NAMESPACE.match(line)
        if begin:
            opened.append(begin[1].replace("inline v0", "").replace("::::", "::").rstrip(":"))
        elif line.startswith("}  // namespace"):
            opened.pop()
        for name in re.findall(r"using [\w:]*::([^\s:]+);", used[2]) if used else FOUND_BY_ARGUMENTS.findall(line) + NAMESPACE_ALIAS.findall(line):
            yield "::".join(opened + ([used[1]] if used else [])), name


def exported_names(root):
    """Returns the names of each public namespace."""
    names = {}
    for header in listed_headers(root):
        for namespace, name in declared_names(text_of(root, header)) if is_public(header) else []:
            parts = namespace.split("::")
            if parts[0] == "roster" and "detail" not in parts:
                names.setdefault(namespace, set()).add(name)
    return names


def module(root):
    exports = []
    for namespace, names in sorted(exported_names(root).items()):
        exports.append(f"export namespace {namespace} {{")
        for name in sorted(names):
            line = f"namespace {name};" if "=" in name else f"using {namespace}::{name};"
            exports.append(f"#if {CONDITIONS[name]}\n{line}\n#endif" if name in CONDITIONS else line)
        exports.append(f"}}  // namespace {namespace}\n")
    headers = [UMBRELLA, *(f"roster/{name}.hpp" for name in COMPONENTS), *APART]
    includes = include_lines(sorted(header for header in headers if header in listed_headers(root)))
    return MODULE_TEXT.format(includes=includes, exports="\n".join(exports).rstrip("\n"))


def text_of(root, header):
    return adaptors(root) if header == ADAPTORS else (root / "include" / header).read_text()


def inlined(root, header, seen):
    """Returns the text of a header with every roster header inlined, each at its first inclusion."""
    if header in seen:
        return []
    seen.add(header)
    lines = []
    conditions = []
    for number, line in enumerate(text_of(root, header).splitlines(), 1):
        place = f"include/{header}:{number}"
        directive = line.strip()
        if directive.startswith("#if"):
            conditions.append(directive)
        elif directive.startswith("#endif"):
            conditions.pop()
        found = ROSTER_INCLUDE.match(line)
        if found:
            if any(condition != "#if !defined(ROSTER_SEPARATE_COMPILATION)" for condition in conditions):
                raise Unusable(f"{place}: cannot be inlined into the single header, since it stands under a condition")
            if found[1] != ADAPTORS and not (root / "include" / found[1]).exists():
                raise Unusable(f"{place}: cannot be inlined into the single header, since {found[1]} is not there")
            lines += inlined(root, found[1], seen)
        elif directive != "#pragma once" and not directive.startswith("// SPDX-"):
            lines.append(line)
    return lines


def is_of_emulator(header):
    return header.startswith("roster/emulator/")


def inlined_of(root, headers, seen):
    body = []
    for header in headers:
        if header != ADAPTORS and not (root / "include" / header).exists():
            raise Unusable(f"include/headers.txt: names {header}, which is not there")
        body += inlined(root, header, seen)
    return "\n".join(body).strip()


def single(root, emulator=False):
    headers = [header for header in listed_headers(root) if header.endswith(".hpp") and not is_umbrella(header)]
    seen = set()
    body = inlined_of(root, [header for header in headers if not is_of_emulator(header)], seen)
    if emulator:
        body = inlined_of(root, filter(is_of_emulator, headers), seen)
        if not body:
            return None
    text = (SINGLE_EMULATOR_TEXT if emulator else SINGLE_TEXT).format(body=body)
    return re.sub(r"\n{3,}", "\n\n", text)


def single_emulator(root):
    return single(root, emulator=True)


EXAMPLE = re.compile(r"(?<=^<!-- )((?:examples|tests/tokens)/[\w.]+)(, the middle|, lines (\d+) to (\d+))?( -->\n```\w+\n).*?(?=^```$)", re.M | re.S)
COMMENT = re.compile(r"(//.*)?")
OPENING = re.compile(COMMENT.pattern + r"|(#include|namespace \w+ = |using \w+ = ).*")
MIDDLE_END = re.compile(r'\n(int main\(|#include ")')
NEIGHBOURS = "<!-- neighbours: generated from the index -->\n"


def program(text, middle):
    """Returns the text of an example without its opening comment, or only its middle."""
    lines = text.splitlines()
    opening = list(itertools.takewhile((OPENING if middle else COMMENT).fullmatch, lines))
    while middle and COMMENT.fullmatch(opening[-1]):
        opening.pop()
    text = "\n".join(lines[len(opening) :]).lstrip("\n") + "\n"
    return text[: MIDDLE_END.search(text).start()] if middle else text


def neighbours(root, path):
    """Returns the last line of a page of the guide."""
    order = documents.reading_order(root)
    if path not in order:
        raise Unusable(f"{documents.INDEX}: does not link to {path}")
    place = order.index(path)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None

    def link(to, arrow):
        return f"[{arrow.format(documents.title((root / to).read_text()))}]({Path(to).name})"

    links = [link(before, "← {}") if before else "", "[Guide](README.md)", link(after, "{} →") if after else ""]
    return " | ".join(filter(None, links)) + "\n"


def page(path):
    """Returns the function that generates a page of the documentation."""

    def block(root, found):
        source = root / found[1]
        if not source.exists():
            raise Unusable(f"{path}: shows {found[1]}, which does not exist")
        text = source.read_text()
        if found[3]:
            text = "".join(text.splitlines(keepends=True)[int(found[3]) - 1 : int(found[4])])
        elif source.suffix == ".cpp":
            text = program(text, bool(found[2]))
        return found[1] + (found[2] or "") + found[5] + text

    def text(root):
        out = EXAMPLE.sub(lambda found: block(root, found), (root / path).read_text())
        if path.startswith(documents.GUIDE) and path != documents.INDEX:
            out = out.partition(NEIGHBOURS)[0].rstrip("\n") + "\n\n" + NEIGHBOURS + neighbours(root, path)
        return out

    return text


GENERATED = {
    **{f"include/roster/{name}.hpp": umbrella(name) for name in COMPONENTS},
    "include/" + ADAPTORS: adaptors,
    "include/" + SOURCES: sources,
    **{f"src/{name}.cpp": unit(name) for name in UNITS},
    "src/roster.cppm": module,
    "single_include/" + UMBRELLA: single,
    "single_include/roster/emulator.hpp": single_emulator,
}


def stale(root):
    """Yields the path and the correct text of every generated file that is out of date."""
    for path, generate in {**GENERATED, **{path: page(path) for path in documents.pages(root)}}.items():
        if path == "include/" + ADAPTORS and ADAPTORS not in listed_headers(root):
            continue
        text = generate(root)
        file = root / path
        if text is not None and (not file.exists() or file.read_text() != text):
            yield path, text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--check", action="store_true", help="exit with 1 if a file is not what it should be")
    mode.add_argument("--write", action="store_true", help="write the files that are not what they should be")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    try:
        found = list(stale(arguments.root))
    except Unusable as problem:
        print(problem)
        return 1
    for path, text in found:
        if arguments.write:
            file = arguments.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        else:
            print(f"{path}: not what tools/generate.py writes; run tools/generate.py --write")
    return 1 if found and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
