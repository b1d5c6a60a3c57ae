#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes the manual page of a program from its --help.

usage: tools/man_page.py PROGRAM [--date YYYY-MM-DD] [--see-also NAME]... > PROGRAM.1

Lines of the help that begin in the first column are text or, alone, the title of the options that follow. Lines that are indented by two
spaces begin an option or another term, whose description is in the next column and on the next lines.
"""

import argparse
import itertools
import re
import subprocess
import sys
import textwrap
from pathlib import Path

DESCRIPTION_COLUMN = 22  # of options, at the earliest


def escaped(text):
    """Returns a text as roff."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "\\[u2026]")
    return "\\&" + text if text[:1] in (".", "'") else text


def term(text):
    """Returns an option with its names in bold and its value in italics; another term is bold."""
    if not text.startswith("-"):
        name, colon, rest = text.partition(": ")
        return f"\\fB{escaped(name)}\\fR" + escaped(colon + rest)
    parts = []
    for part in re.split(r"(, )", text):
        match = re.fullmatch(r"(--?[a-z-]+)(\[=|[ =])?(.*?)(\])?", part)
        if not match:
            parts.append(escaped(part))
            continue
        name, between, value, end = match.groups()
        parts.append(f"\\fB{escaped(name)}\\fR" + (between or "") + (f"\\fI{escaped(value)}\\fR" if value else "") + (end or ""))
    return "".join(parts)


def filled(lines):
    """Returns lines of one paragraph as roff; each sentence begins a line."""
    text = re.sub(r"(?<=[a-z)])\. (?=[A-Z])", ".\n", " ".join(line.strip() for line in lines))
    short = [part for line in text.split("\n") for part in textwrap.wrap(line, 72, break_long_words=False, break_on_hyphens=False)]
    return "\n".join(escaped(line) for line in short)


def items(lines):
    """Writes indented lines: terms with descriptions, or text alone."""
    out, text = [], []

    def end():
        if text:
            out.append(filled(text))
            text.clear()

    for line in lines:
        indentation = len(line) - len(line.lstrip())
        if indentation == 2:
            end()
            head, description = re.match(r"  (\S.*?)(?: {2,}(\S.*))?$", line).groups()
            if head.startswith("-") and not description and line[DESCRIPTION_COLUMN - 1:DESCRIPTION_COLUMN] == " ":
                head, description = line[:DESCRIPTION_COLUMN].strip(), line[DESCRIPTION_COLUMN:]
            out += [".TP", term(head)]
            if description:
                text.append(description)
        elif indentation == 4 and out:  # a line of its own
            end()
            if not out[-2:-1] == [".TP"]:
                out.append(".br")
            text.append(line)
        else:
            text.append(line)
    end()
    return out


def manual(name, version, shown, date, see_also):
    blocks = [block.split("\n") for block in shown.rstrip("\n").split("\n\n")]
    summary = re.match(r"(.*?)[:.](?:\s|$)", " ".join(blocks[0]))[1]
    out = [f'.TH {name.upper()} 1 "{date}" "{version}" "User Commands"', ".SH NAME", f"{escaped(name)} \\- {escaped(summary[0].lower() + summary[1:])}"]
    description = [filled(blocks[0])]
    rest, begun = [], False
    for block in blocks[1:]:
        if block[0].startswith("usage: "):
            out += [".SH SYNOPSIS", ".nf", *(escaped(line[len("usage: "):]) for line in block), ".fi"]
            continue
        while block:
            text = list(itertools.takewhile(lambda line: not line.startswith(" "), block))
            indented = list(itertools.takewhile(lambda line: line.startswith(" "), block[len(text):]))
            block = block[len(text) + len(indented):]
            is_options = bool(indented) and indented[0].startswith("  -")
            if is_options and not begun:
                rest.append(".SH OPTIONS")
                begun = True
            if is_options and len(text) == 1:
                rest.append(f".SS {escaped(text[0])}")
            elif text and not begun:
                description += [".PP", filled(text)]
            elif text:
                title, body = split_title(text, bool(indented))
                rest += [f".SH {escaped(title.upper())}"] if title else [".PP"]
                rest += [filled(body)] if body else []
            rest += items(indented)
    out += [".SH DESCRIPTION", *description, *rest]
    if see_also:
        out += [".SH SEE ALSO", *(f".BR {escaped(one)} (1){',' if one != see_also[-1] else ''}" for one in see_also)]
    return "\n".join(out) + "\n"


def split_title(text, has_items):
    """Returns the title of a section and the lines of its text; the title is "" for a paragraph."""
    if has_items and len(text) == 1 and text[0].endswith(":"):
        return text[0][:-1].split(" (")[0].split(",")[0], ([] if "(" not in text[0] and "," not in text[0] else text)
    match = re.match(r"(Exit status|Faults|Credentials)(?:[:.] | (?=are))(.*)", text[0])
    if match:
        body = match[2] if text[0][len(match[1])] in ":." else text[0]
        return match[1], [body, *text[1:]]
    return "", text


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--date", default="")
    parser.add_argument("--see-also", action="append", default=[])
    arguments = parser.parse_args()
    name = Path(arguments.program).stem
    shown, version = (subprocess.run([arguments.program, option], check=True, capture_output=True, encoding="utf-8").stdout
                      for option in ("--help", "--version"))
    sys.stdout.buffer.write(manual(name, version.strip(), shown, arguments.date, arguments.see_also).encode())


if __name__ == "__main__":
    main()
