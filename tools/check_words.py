#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks comments, documentation, test names and commit subjects against the words of docs/contributing/glossary.md.

Code in `backticks`, in code blocks and in "quotes" is not prose and is not checked. One line per finding; the exit status is 1 if
there is one.

usage: tools/check_words.py [--commits RANGE] [FILE...]

  FILE       only these; all tracked sources and documents otherwise
  --commits  also the subjects of these commits, such as origin/main..HEAD
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_CHECKED = re.compile(r"single_include/|tests/data/|docs/contributing/glossary\.md|tools/check_words\.py|tests/tools/words_test\.py")
WRITTEN = {".git", "build", "node_modules", "__pycache__"}  # folders of what is not a source

# What is not written, and what is written instead.
WORDS = [
    (r"anew", "again"),
    (r"behind(?! (?:a|the|one|an HTTP|another) (?:\w+ )?(?:proxy|gateway|firewall|load balancer))", "after"),
    (r"nobody", "the subject: no caller, no test, no server"),
    (r"who(?:so)?ever|whose ever", "the subject"),
    (r"(?:as it is|as they are)(?=[\s]*(?:[,.;:)]|$))", "unchanged"),
    (r"stands? for", "represents, means"),
    (r"(?:leaves?|left|leaving) out", "omit, skip"),
    (r"(?:gives?|given|gave|giving) up", "stop, discard, release"),
    (r"(?:takes?|taken|took|taking) for", "treat as, mistaken for"),
    (r"mistakes?(?! for)", "error"),
    (r"without a word|in words", "without a message, with an error"),
    (r"tell|tells|told|telling", "report, return, say which, distinguish"),
    (r"mends?|mended|mending", "correct, recover"),
    (r"meets?|met(?! by)", "encounter, satisfy"),
    (r"brings?|brought|bringing", "fetch, return, deliver"),
    (r"spoils?|spoilt|spoiled|spoiling", "corrupt"),
    (r"repetitions?", "retry"),
    (r"asks?|asked|asking", "request, call, query"),
    (r"answers?|answered|answering", "response, respond"),
    (r"by itself", "alone, automatically"),
    (r"of (?:one's|its|their) own kind|of one's own", "your own"),
    (r"likewise", "also"),
    (r"remarks?", "note"),
    (r"judgements?|judges?|judged", "check, classify"),
    (r"surroundings", "runtime"),
    (r"rooms?", "component"),
]
PATTERNS = [(re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), instead) for pattern, instead in WORDS]
NOT_PROSE = re.compile(r'`[^`\n]*`|"[^"\n]*"|https?://\S+|<[^<>\s]*>')
LITERAL = r'R"(?P<d>[^()\s\\]{0,16})\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])*\''
CPP = re.compile(rf'(?P<comment>//[^\n]*|/\*.*?\*/)|TEST_CASE(?:_\w+)?\(\s*(?P<name>(?:"(?:\\.|[^"\\\n])*"\s*)+)|{LITERAL}', re.DOTALL)
NAMED_TEST = re.compile(r"/// Example: .*|// expect: .*")  # a test name, a message


def blanked(text, pattern):
    """Returns the text with what matches replaced by spaces, so that lines stay where they are."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def prose_of_cpp(text):
    """Yields the offset and the text of every comment and test name."""
    for found in CPP.finditer(text):
        if found["comment"]:
            yield found.start("comment"), blanked(blanked(found["comment"], NAMED_TEST), NOT_PROSE)
        elif found["name"]:
            yield found.start("name"), blanked(found["name"].replace('"', " "), re.compile(r"`[^`\n]*`"))


def prose_of_markdown(text):
    text = blanked(text, re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE))
    text = blanked(text, re.compile(r"(?<=\])\([^)\n]*\)"))
    yield 0, blanked(text, NOT_PROSE)


def prose_of_python(text):
    for found in re.finditer(r'''^[ ]*"""(.*?)"""|(?<!["\'])#[^\n]*''', text, re.DOTALL | re.MULTILINE):
        yield found.start(), blanked(found[0].replace('"""', "   "), NOT_PROSE)


def prose_of(name, text):
    if name.endswith((".hpp", ".ipp", ".cpp")):
        return prose_of_cpp(text)
    if name.endswith(".md"):
        return prose_of_markdown(text)
    return prose_of_python(text)


def findings_in(name, text):
    for offset, prose in prose_of(name, text):
        for pattern, instead in PATTERNS:
            for found in pattern.finditer(prose):
                line = text.count("\n", 0, offset + found.start()) + 1
                yield line, f'{name}:{line}: "{found[0]}"; write: {instead}'


def tracked_files():
    """Returns the tracked files; without a Git repository, as in an archive, all but those that builds write."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True) if shutil.which("git") else None
    if listed is not None and listed.returncode == 0:
        names = listed.stdout.split("\n")
    else:
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not WRITTEN & set(path.relative_to(ROOT).parts)]
    return [name for name in names if re.search(r"\.(hpp|ipp|cpp|md|py)$", name) and not NOT_CHECKED.match(name)]


def findings_of_subject(line):
    """Yields what is wrong with "COMMIT SUBJECT"."""
    commit, _, subject = line.partition(" ")
    if not re.match(r"[\w. -]+: \S", subject):
        yield f'commit {commit}: "{subject}" is not "area: what changed"'
    if len(subject) > 60:
        yield f"commit {commit}: the subject has {len(subject)} characters; at most 60"
    for pattern, instead in PATTERNS:
        for found in pattern.finditer(subject):
            yield f'commit {commit}: "{found[0]}"; write: {instead}'


def findings_of_commits(commits):
    run = subprocess.run(["git", "log", "--no-merges", "--format=%h %s", commits], cwd=ROOT, capture_output=True, text=True, check=True)
    for line in run.stdout.splitlines():
        yield from findings_of_subject(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", metavar="RANGE", help=argparse.SUPPRESS)
    parser.add_argument("files", nargs="*", metavar="FILE", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    found = 0
    for name in arguments.files or tracked_files():
        path = Path(name) if arguments.files else ROOT / name
        for _, finding in sorted(findings_in(name, path.read_text(encoding="utf-8"))):
            print(finding)
            found += 1
    for finding in findings_of_commits(arguments.commits) if arguments.commits else []:
        print(finding)
        found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
