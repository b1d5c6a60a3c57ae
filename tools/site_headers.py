# SPDX-License-Identifier: BSL-1.0
"""The public headers as Doxygen reads them: without internals, with the labels of comments as sections. Lines keep their numbers."""

import re

LABELS = ("Fails", "Cancels", "Lifetime", "Units", "Source", "Example", "Returns", "Complexity", "Awaits", "Loose", "Unset")
LABEL = re.compile(rf"^(\s*///) ({'|'.join(LABELS)}): ?(.*)$")
COMMENT = re.compile(r"^(\s*///) (.*)$")
SPACE = re.compile(r"^namespace (roster::inline v0[\w:]*|\w+) \{(?:.*\})?$")
# What the language defines and nothing describes: comparisons of all members, default constructors, copies and moves.
DEFAULTED = re.compile(r"^\s*(?!///)\S.*= (?:default|delete);$|^\s*~\w+\(\)|^\s*friend (?:class|struct) ")
OUTSIDE = re.compile(r"^template <>$|^template <.*>$|^struct (?:std|boost)::|^(?:inline )?constexpr .*roster::detail::")
DEDUCTION = re.compile(r"^template <[^\n]*>\n\w+\([^;{}]*\)\s*->[^;{}]*;$", re.M)
ADDRESS = re.compile(r"`([^`\n]*):(:ffff[^`\n]*)`")  # would be a link to an entity
# Copies and moves with a body of their own.
COPYING = re.compile(r"^\s*(?:\w+& operator=\(|(?:constexpr )?(\w+)\((?:const )?\1&&? )")
BESIDE = re.compile(r"///< (.*)$", re.M)  # would continue in a comment on the next line
TEXTS = re.compile(r"texts_of\((?:\w+::)*(\w+)\) \{(.*?)(?:^| )\}$", re.M | re.S)
PAIR = re.compile(r'\{\s*(?:\w+::)*(\w+), "([^"]*)"\}')
MEMBERS = {  # of the structs that declare operations, where they have no comment of their own
    "request": "The struct of the request; its members are the parameters.",
    "response": "The struct of the response.",
    "target": "Method and path of the request.",
    "action": "Name of the operation in the vendor's documentation.",
    "version": "Version of the vendor's API.",
    "wire_case": "How the names on the wire are spelled.",
    "items": "Where the list is in the response.",
    "item": "Where the described item is in the response.",
    "key": "What identifies an item.",
    "paging": "How the next page is requested, and when the list ends.",
    "filters": "Which conditions on an item the service evaluates, and by which parameter of the request.",
    "permission": "What the caller must be allowed to do.",
    "errors": "Where an error response has its code and message, and which codes mean what.",
    "result": "The struct in the response that has the list.",
    "headers": "Headers with constant values, which every request has.",
    "format": "The format of the response.",
}
MEMBER = re.compile(r"^\s+(?:using|static constexpr [\w:]+) (\w+)(?: =|\{)")


def public_header(header):
    """Returns whether a header belongs to the reference."""
    folders = header.split("/")
    return header.endswith(".hpp") and not {"detail", "impl"} & set(folders) and len(folders) > 2 or header in (
        "roster/failure.hpp", "roster/escape_for_log.hpp")


def without_internals(lines):
    """Replaces namespaces named detail, and what is outside of the library's namespaces, by empty lines."""
    out, spaces = [], []
    short = 0  # the lines that are left of a namespace without a comment at its end
    for number, line in enumerate(lines):
        opened = SPACE.match(line)
        if opened and line.endswith("}"):  # a namespace on one line, which only names what another one has
            out.append("")
            continue
        if opened and lines[number + 2:number + 3] == ["}"]:
            short = 3
        if short:
            short -= 1
            out.append("")
            continue
        hidden = any(space.split("::")[-1] == "detail" for space in spaces)
        if opened:
            spaces.append(opened[1])
            hidden = hidden or spaces[-1].split("::")[-1] == "detail"
        elif line.startswith("}  // namespace"):
            spaces.pop()
        elif not spaces and line and not line.startswith(("#", "//", " ")):
            hidden = True  # specializations of templates of other namespaces
        elif not spaces and line.startswith(" "):
            hidden = True
        out.append("" if hidden else line)
    return out


def without_private(lines):
    """Replaces private members and undocumented friends by empty lines."""
    out, end = [], None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if end is not None and (line.startswith(end + "};") or line in (end + " public:", end + " protected:")):
            end = None
        if line.strip() == "private:":
            end = " " * (indent - 1)
        commented = any(text.lstrip().startswith("///") for text in out[-2:])
        if line.lstrip().startswith("friend ") and line.endswith(";") and not commented and "operator" not in line:
            if out[-1].lstrip().startswith("template"):
                out[-1] = ""
            line = ""
        out.append("" if end is not None else line)
    return out


def with_sections(lines, example_link):
    """Replaces the labels of comments by Doxygen's commands; `example_link` returns the link of a test's name, or None."""
    out, waiting = [], []
    for number, line in enumerate(lines):
        if waiting:  # the rest of an Example label
            waiting.pop()
            out.append(COMMENT.match(line)[1])
            continue
        found = LABEL.match(line)
        if not found:
            out.append(line)
        elif found[2] == "Example":
            text, rest = found[3], []
            while example_link(text) is None:
                following = COMMENT.match(lines[number + len(rest) + 1])
                if not following:
                    raise SystemExit(f"no test case is named {found[3]}")
                text, rest = text + " " + following[2], [*rest, 0]
            waiting = rest
            out.append(f"{found[1]} @example_label {example_link(text)}")
        else:
            out.append(f"{found[1]} @{found[2].lower()}_label {found[3]}")
    return out


def with_member_comments(lines):
    """Drops what the language defines, and describes the members of declared operations."""
    out, declares = [], any(" target = " in line for line in lines)
    for line in lines:
        commented = bool(out) and out[-1].lstrip().startswith("///")
        member = MEMBER.match(line)
        if DEFAULTED.match(line) and not commented:
            line = ""
        elif COPYING.match(line) and not commented:
            line = f"/** @private */{line}"
        elif declares and member and member[1] in MEMBERS and not commented and "/**<" not in line:
            line = f"/** {MEMBERS[member[1]]} */{line}"
        out.append(line)
    return out


def with_enumerators(lines):
    """Describes the enumerators that have no comment by their text on the wire."""
    texts, out, name = {}, [], None
    for function in TEXTS.finditer("\n".join(lines)):
        for enumerator, text in PAIR.findall(function[2]):
            texts[function[1], enumerator] = text
    for line in lines:
        begins = re.match(r"\s*enum class (\w+)[^{;]*\{$", line)
        name = begins[1] if begins else None if "}" in line else name
        plain = re.match(r"\s+(\w+),?$", line)
        if name and plain and (name, plain[1]) in texts:
            line += f'  /**< "{texts[name, plain[1]]}" on the wire */'
        out.append(line)
    return out


def undescribed_enumerators(text):
    """Yields the line and the name of each enumerator without a comment, which Doxygen 1.9.4 does not report."""
    name, before = None, ""
    for number, line in enumerate(text.splitlines(), 1):
        begins = re.match(r"\s*enum class (\w+)[^{;]*\{$", line)
        name = begins[1] if begins else None if line.strip() == "};" else name
        plain = re.match(r"\s+(\w+)(?: = [^,]+)?,?$", line)
        if name and plain and not before.lstrip().startswith("///"):
            yield number, f"{name}::{plain[1]}"
        before = line


def with_file_comment(lines):
    """Makes the sentence at the beginning of a header its description."""
    lines[1] = "/// @file"
    for i in range(2, len(lines)):
        if not lines[i].startswith("// "):
            break
        lines[i] = "/" + lines[i]
    return lines


def quoted_code(text):
    """Doubles the signs of code that has an apostrophe: Doxygen reads `text' as a quotation."""
    return re.sub(r"(?<!`)`([^`\n]*'[^`\n]*)`(?!`)", r"`` \1 ``", text)


def transformed(text, example_link):
    text = re.sub(r"\bROSTER_(?:DECL|VISIBLE) ", "", text)
    text = re.sub(r"^#include <roster/.*\.ipp>$", "", text, flags=re.M)
    text = DEDUCTION.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = BESIDE.sub(lambda found: "/**< " + found[1].replace("*/", "*&#47;") + " */", text)
    text = ADDRESS.sub(r"<tt>\1&#58;\2</tt>", text).replace("\\uXXXX", "\\\\uXXXX")
    text = re.sub(r"//[/*].*$|/\*\*<.*$", lambda found: quoted_code(found[0]), text, flags=re.M)
    lines = with_member_comments(with_sections(without_private(without_internals(with_enumerators(with_file_comment(text.splitlines())))), example_link))
    text = "\n".join(lines) + "\n"
    return text.replace("roster::inline v0", "roster")
