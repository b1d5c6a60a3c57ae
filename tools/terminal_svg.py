#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Draws the terminal sessions of the documentation: runs the commands on a terminal and writes what it shows as an SVG image.

usage: tools/terminal_svg.py FOLDER [--write] [PAGE...]

FOLDER has the programs, such as build/release/examples. A session is a comment in a page, followed by its image:

  <!-- terminal: roster-ls.svg
  roster-ls --emulator=3
  -->

Without --write, each image is compared with what the commands show now. Ports are replaced, and ages are not compared: they depend on the
time.
"""

import argparse
import contextlib
import difflib
import fcntl
import os
import pty
import re
import struct
import sys
import termios
import unicodedata
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "docs" / "guide" / "roster-ls.md"]
SESSION = re.compile(r"<!-- terminal: (\S+)\n(.*?)-->", re.DOTALL)
AGE = re.compile(r"\b\d+(?:s|m|h|d|w|y)\b *")
COLUMNS, LEFT, TOP, WIDTH, HEIGHT = 100, 16, 26, 7.8, 18
COLOURS = {"31": "red", "32": "green", "33": "yellow", "34": "blue", "35": "purple", "36": "cyan", "90": "gray", "2": "gray"}
STYLE = """
text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #24292f; white-space: pre }
rect { fill: #f6f8fa; stroke: #d0d7de } .bold { font-weight: bold } .prompt { fill: #57606a }
.red { fill: #cf222e } .green { fill: #116329 } .yellow { fill: #7d4e00 } .blue { fill: #0969da } .purple { fill: #8250df }
.cyan { fill: #1b7c83 } .gray { fill: #57606a }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } rect { fill: #0d1117; stroke: #30363d } .prompt { fill: #8b949e }
  .red { fill: #ff7b72 } .green { fill: #7ee787 } .yellow { fill: #d29922 } .blue { fill: #79c0ff } .purple { fill: #d2a8ff }
  .cyan { fill: #56d4dd } .gray { fill: #8b949e }
}"""


def shown_on_terminal(command, folder):
    """Runs a command of the shell on a terminal; returns what it wrote."""
    control, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    pid = os.fork()
    if pid == 0:
        os.setsid()
        for descriptor in (0, 1, 2):
            os.dup2(end, descriptor)
        environment = {"PATH": f"{folder}:/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": "/nonexistent"}
        os.execve("/bin/sh", ["sh", "-c", command], environment)
    os.close(end)
    shown = b""
    with contextlib.suppress(OSError):  # raised at the end of a terminal's output
        while piece := os.read(control, 65536):
            shown += piece
    os.close(control)
    os.waitpid(pid, 0)
    lines = shown.decode().replace("\r\n", "\n").rstrip("\n").split("\n")
    return [re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8080", line.rpartition("\r\x1b[K")[2]) for line in lines]


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def runs(line):
    """Returns the parts of a line, each with the classes of its colour."""
    classes = set()
    parts = re.split(r"\x1b\[([\d;]*)m", line)
    for i, part in enumerate(parts):
        if i % 2 == 0:
            for text in re.split(r"( {2,})", part):  # a part of a table keeps its column in any font
                yield text, sorted(classes)
            continue
        for code in part.split(";"):
            if code in ("", "0"):
                classes.clear()
            elif code == "1":
                classes.add("bold")
            elif code in COLOURS:
                classes.add(COLOURS[code])


def draw(name, lines):
    width, height = round(2 * LEFT + COLUMNS * WIDTH), TOP + HEIGHT * len(lines)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">', f"<title>{escape(name)}</title>",
           f"<style>{STYLE}</style>", f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="6"/>']
    for number, line in enumerate(lines):
        column, row = 0, []
        for text, classes in runs(line):
            size = columns(text)
            if text.strip():
                named = f' class="{" ".join(classes)}"' if classes else ""
                row.append(f'<text{named} x="{LEFT + column * WIDTH:.1f}" y="{TOP + number * HEIGHT}" textLength="{size * WIDTH:.1f}" '
                           f'lengthAdjust="spacingAndGlyphs">{escape(text, quote=False)}</text>')
            column += size
        out += ["".join(row)] if row else []
    return "\n".join(out + ["</svg>", ""])


def session(commands, folder):
    lines = []
    for command in commands.strip().split("\n"):
        if columns(command) > COLUMNS - 2:
            sys.exit(f"tools/terminal_svg.py: a command has more than {COLUMNS - 2} columns: {command}")
        lines += [f"\x1b[1m$ {command}\x1b[0m", *shown_on_terminal(command, folder), ""]
    return lines[:-1]


def text_of(image):
    """Returns the lines of an image without what depends on the time, for the comparison."""
    rows = {}
    for classes, y, text in re.findall(r'<text(?: class="([^"]*)")? [^>]*?y="(\d+)"[^>]*>(.*?)</text>', image):
        rows.setdefault(int(y), []).append(f"{classes}:{text}" if classes else text)
    return [AGE.sub("AGE", " | ".join(row)) for row in rows.values()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("pages", nargs="*", type=Path)
    arguments = parser.parse_args()
    changed = found = 0
    for page in arguments.pages or PAGES:
        for name, commands in SESSION.findall(page.read_text(encoding="utf-8")):
            found += 1
            image = draw(name.removesuffix(".svg"), session(commands, arguments.folder.resolve()))
            path = page.parent / name
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            if text_of(before) == text_of(image) and before:
                continue
            if arguments.write:
                path.write_text(image, encoding="utf-8")
                continue
            changed += 1
            print(f"{path}: differs from what its commands show; run tools/terminal_svg.py {arguments.folder} --write")
            print("\n".join(difflib.unified_diff(text_of(before), text_of(image), "image", "now", lineterm="")))
    if not found:
        sys.exit("tools/terminal_svg.py: the pages have no session")
    sys.exit(1 if changed else 0)


if __name__ == "__main__":
    main()
