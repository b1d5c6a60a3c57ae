#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Builds the documentation site, for tools/docs, which installs what this needs."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import architecture_picture
import check_layout
import site_fields
import site_links
import site_pages
from declarations import declarations_of
from site_headers import public_header, transformed, undescribed_enumerators

TOP = Path(__file__).resolve().parent.parent
SOURCES = TOP / "docs" / "site"
OUT = TOP / "build" / "docs"
INPUT = OUT / "input"
FIRST_PAGES = ("page_readme", "guide", "example_programs", "fields", "page_architecture", "page_benchmarks", "page_tests_faults",
               "examples_from_tests", "page_changelog", "page_contributing", "page_security")
THEME = ("doxygen-awesome.css", "doxygen-awesome-sidebar-only.css", "doxygen-awesome-sidebar-only-darkmode-toggle.css")
SCRIPTS = ("doxygen-awesome-darkmode-toggle.js",)
FOLDERS = re.compile(r"^\| ((?:`\w+/`(?:, )?)+) \| (.*) \|$", re.M)  # a row of the table of components
HEAD = """<script type="text/javascript" src="$relpath^doxygen-awesome-darkmode-toggle.js"></script>
<script type="text/javascript">DoxygenAwesomeDarkModeToggle.init()</script>
</head>"""


def write(path, text):
    path = INPUT / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def write_page(name, text):
    """Writes a page; the names of the files determine the order in the navigation."""
    place = FIRST_PAGES.index(name) if name in FIRST_PAGES else len(FIRST_PAGES)
    write(f"{place:02}_{name}.md", text)


# The names that have no page.
UNLISTED = re.search(r"^EXCLUDE_SYMBOLS *= (.*)", (SOURCES / "Doxyfile").read_text(), re.M)[1].split()


def names(headers):
    """Returns the qualified names of the public entities that have a description."""
    out = set()
    for text in headers.values():
        for one in declarations_of(text):
            parts = one.namespace.split("::")
            if parts[0] == "roster" and "detail" not in parts and one.name not in UNLISTED:
                out.add(f"{one.namespace}::{one.name}")
    return out


def write_input():
    """Writes what Doxygen reads; returns the undescribed enumerators, which it does not report, and the public names."""
    missing = []
    shutil.rmtree(OUT, ignore_errors=True)
    listed = (TOP / "include/headers.txt").read_text().split()
    headers = {header: (TOP / "include" / header).read_text() for header in listed if public_header(header)}
    examples = site_pages.Examples(TOP)
    for header, text in headers.items():
        read = transformed(text, examples.link)
        write(f"include/{header}", read)
        missing += [f"include/{header}:{line}: enumerator {name} is not documented" for line, name in undescribed_enumerators(read)]
    write("namespaces.hpp", (SOURCES / "namespaces.hpp").read_text())
    public = names(headers)
    site = site_pages.Site(TOP, public)
    for path in site.pages:
        write_page(site_pages.page_id(path), site.page(path))
    for name, text in examples.pages():
        write_page(name, text)
    for name, text in site_fields.pages(TOP, TOP / "build" / "docs-fields"):
        write_page(name, text)
    write_page("example_programs", site_pages.programs(TOP))
    for image in TOP.glob("docs/**/*.svg"):
        write(f"images/{image.name}", site_pages.inline_picture(image.read_text()))
    components = architecture_picture.drawing(check_layout.Project(TOP))
    write("images/architecture.svg", site_pages.inline_picture(components))
    write("layout.xml", (SOURCES / "layout.xml").read_text())
    folders = [(name, text) for cell, text in FOLDERS.findall((TOP / "ARCHITECTURE.md").read_text()) for name in re.findall(r"\w+", cell)]
    write("folders.hpp", "".join(f"/** @dir include/roster/{name}\n{text} */\n" for name, text in folders))
    return missing, public


def settings():
    """Returns the settings: those of the Doxyfile, and the theme."""
    files = " ".join(f'"{SOURCES}/theme/{name}"' for name in THEME)
    extra = " ".join(f'"{SOURCES}/theme/{name}"' for name in SCRIPTS)
    version = re.search(r'ROSTER_VERSION_STRING "([^"]+)"', (TOP / "include/roster/config.hpp").read_text())[1]
    return (SOURCES / "Doxyfile").read_text() + (
        f'\nHTML_EXTRA_STYLESHEET = {files} "{SOURCES}/site.css"\nHTML_EXTRA_FILES = {extra}\nPROJECT_NUMBER = {version}\n')


def run_doxygen():
    (OUT / "Doxyfile").write_text(settings())
    plain = re.sub(r"^(LAYOUT_FILE|HTML_HEADER|HTML_FOOTER).*$", "", settings(), flags=re.M)
    (OUT / "Doxyfile.plain").write_text(plain)
    subprocess.run(["doxygen", "-w", "html", "input/header.html", "input/footer.html", "style.css", "Doxyfile.plain"],
                   cwd=OUT, check=True, stdout=subprocess.DEVNULL)
    header = INPUT / "header.html"
    header.write_text(header.read_text().replace("</head>", HEAD))
    found = subprocess.run(["doxygen", "Doxyfile"], cwd=OUT, capture_output=True, text=True)
    problems = [line for line in (found.stdout + found.stderr).splitlines() if line.strip()]
    for line in problems:
        print(line.replace(f"{INPUT}/", ""))
    return found.returncode == 0 and not problems


def absent(public):
    """Yields the public entities that the reference lacks."""
    words = set(re.findall(r"<name>(?:[\w:]*::)?(\w+)", (OUT / "names.tag").read_text()))
    for name in sorted(public):
        if name.rpartition("::")[2] not in words | {"texts_of"}:
            yield f"the reference lacks {name}"


def main():
    missing, public = write_input()
    for problem in missing:
        print(problem)
    if not run_doxygen() or missing:
        return 1
    findings = [*absent(public), *site_links.findings(OUT / "html")]
    for finding in findings:
        print(finding)
    if not findings:
        print(f"{(OUT / 'html/index.html').relative_to(TOP)}: {sum(1 for _ in (OUT / 'html').glob('*.html'))} pages, no broken link")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
