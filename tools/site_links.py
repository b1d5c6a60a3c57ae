# SPDX-License-Identifier: BSL-1.0
"""Checks the built site: every link, image, script and anchor exists, and nothing is loaded from elsewhere."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

LOADED = {("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"), ("object", "data"), ("source", "src"), ("image", "href"),
          ("use", "href")}
FROM_STYLE = re.compile(r"""url\(\s*["']?(?!data:|#)([^"')]+)|@import\s+["']([^"']+)""")


class Page(HTMLParser):
    """The links and anchors of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if value is None:
                continue
            if name == "id" or (tag, name) == ("a", "name"):
                self.anchors.add(value)
            elif (tag, name) == ("a", "href") or (tag, name) in LOADED:
                self.links.append((tag, value, self.getpos()[0]))


def findings(folder):
    """Yields one line for each broken link and each resource of another server."""
    pages = {path.name: Page(path.read_text()) for path in sorted(folder.glob("*.html"))}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    for name, page in pages.items():
        for tag, link, line in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto") and tag == "a":
                continue
            if parts.scheme == "javascript" or parts.scheme == "data":
                continue
            if parts.scheme or parts.netloc:
                yield f"{name}:{line}: loads {link}"
            elif parts.path and unquote(parts.path) not in files:
                yield f"{name}:{line}: links to {link}, which does not exist"
            elif parts.fragment and (target := pages.get(unquote(parts.path) or name)) and unquote(parts.fragment) not in target.anchors:
                yield f"{name}:{line}: links to {link}, which has no such anchor"
    for path in sorted(folder.rglob("*.css")):
        for found in FROM_STYLE.finditer(path.read_text()):
            link = found[1] or found[2]
            if re.match(r"(\w+:)?//", link):
                yield f"{path.name}: loads {link}"
            elif not (path.parent / link.partition("?")[0].partition("#")[0]).exists():
                yield f"{path.name}: refers to {link}, which does not exist"
