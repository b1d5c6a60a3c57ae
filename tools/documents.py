# SPDX-License-Identifier: BSL-1.0
"""The documentation as files: its pages, their code blocks, links and anchors."""

import re
from pathlib import Path

GUIDE = "docs/guide/"
INDEX = GUIDE + "README.md"
BLOCK = re.compile(r"^(?:<!-- (?P<mark>[^>]*) -->\n)?^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.M | re.S)
EXAMPLE = re.compile(r"(examples|tests/tokens)/\S+")
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.M | re.S)
HEADING = re.compile(r"^#+ (.*)$", re.M)
LINK = re.compile(r"\[[^][]*\]\(([^()\s]+)\)")
FILE_NAME = re.compile(r"`((?:\.ci|benchmarks|docs|examples|include|src|tests|tools)/[\w./-]+)`")


def pages(root):
    """Returns the paths of all pages, relative to the root: the README, the pages beside it, and docs/."""
    found = [*root.glob("*.md"), *root.glob("docs/**/*.md")]
    return sorted((path.relative_to(root).as_posix() for path in found), key=lambda path: (path != "README.md", path))


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def blocks(text):
    """Yields (line of the first line of code, mark or "", language, code) of each block."""
    for found in BLOCK.finditer(text):
        yield line_of(text, found.start("code")), found["mark"] or "", found["language"], found["code"]


def title(text):
    """Returns the first heading."""
    return HEADING.search(text)[1]


def without_code(text):
    """Returns the text with its code replaced by spaces, so that positions are unchanged."""
    return CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def anchors(text):
    """Returns the anchors of all headings, as GitHub names them."""
    counts, out = {}, set()
    for found in HEADING.finditer(re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)):
        name = re.sub(r"[^\w\- ]", "", found[1].lower()).replace(" ", "-")
        counts[name] = counts.get(name, -1) + 1
        out.add(f"{name}-{counts[name]}" if counts[name] else name)
    return out


def reading_order(root):
    """Returns the paths of the guide's pages in the order in which its index links to them."""
    index = root / INDEX
    linked = LINK.findall(without_code(index.read_text())) if index.exists() else []
    return [GUIDE + name for name in dict.fromkeys(linked) if re.fullmatch(r"[\w-]+\.md", name)]


def broken_links(root):
    """Yields (path, line, error) for each broken link, anchor and file name."""
    for path in pages(root):
        text = (root / path).read_text()
        for found in LINK.finditer(without_code(text)):
            problem = wrong_link(root, path, found[1])
            if problem:
                yield path, line_of(text, found.start()), problem
        for found in FILE_NAME.finditer(text):
            if not (root / found[1]).exists():
                yield path, line_of(text, found.start()), f"names {found[1]}, which does not exist"


def wrong_link(root, path, link):
    """Returns the error of a link of a page, or None."""
    if re.match(r"[a-z]+:", link):
        return None
    name, _, anchor = link.partition("#")
    target = ((root / path).parent / name).resolve() if name else (root / path).resolve()
    if not target.is_relative_to(Path(root).resolve()) or not target.exists():
        return f"links to {name}, which does not exist"
    if anchor and (target.suffix != ".md" or anchor not in anchors(target.read_text())):
        return f"links to {link}, but {name or path} has no heading for #{anchor}"
    return None
