# SPDX-License-Identifier: BSL-1.0
"""The Markdown pages as Doxygen reads them, and the pages that are generated from the tests and the examples."""

import re
from collections import defaultdict

import documents
from check_layout import FAULTS, TEST_CASE, literal
from site_headers import ADDRESS, quoted_code

EXTRA_PAGES = ("tests/faults.md",)
ROOT_PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
IN_GUIDE = "docs/guide/README.md"
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
INLINE = re.compile(r"(`[^`\n]+`)|(!?)\[((?:[^][`]|`[^`]*`)*)\]\(([^()\s]+)\)|(<br>)|([\\@<>#])")


def slug(text):
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def page_id(path):
    """Returns the name of a page in the site."""
    return "guide" if path == IN_GUIDE else "page_" + slug(path.removesuffix(".md").removeprefix("docs/"))


def heading_id(path, anchor):
    return f"{page_id(path)}__{slug(anchor)}" if anchor else page_id(path)


class Site:
    """The pages of a source tree; `names` are the qualified names of the reference, to which code in a sentence is linked."""

    def __init__(self, root, names):
        self.root, self.names = root, names
        self.pages = [*documents.pages(root), *EXTRA_PAGES]

    def linked(self, path, text, target):
        """Returns a link in the syntax of Doxygen."""
        if re.match(r"[a-z]+:", target):
            return f"[{text}]({target})"
        name, _, anchor = target.partition("#")
        where = ((self.root / path).parent / name).resolve().relative_to(self.root.resolve()).as_posix() if name else path
        if where not in self.pages:
            return text
        if path == IN_GUIDE and not anchor and where.startswith(documents.GUIDE) and where not in self.below:
            self.below.add(where)
            return f'@subpage {page_id(where)} "{text}"'
        return f"[{text}](@ref {heading_id(where, anchor)})"

    def code(self, span):
        """Returns code in a sentence, linked if it is the name of an entity."""
        text = span.strip("`").strip()
        name = re.sub(r"(\(.*\)|<.*>|\{.*\})$", "", text)
        qualified = name if name.startswith("roster::") else "roster::" + name
        if "::" in name or "_" in name or name != text:
            if qualified in self.names:
                return linked_code(text, qualified)
        return quoted_code(span)

    def sentence(self, path, text):
        def replaced(found):
            code, image, label, target, line_break, special = found.groups()
            if code:
                return ADDRESS.sub(r"<tt>\1&#58;\2</tt>", code) if ADDRESS.match(code) else self.code(code)
            if target:
                if image:
                    return f"@htmlinclude[block] {target}"
                return self.linked(path, INLINE.sub(lambda f: f[0] if f[1] else "\\" + f[6] if f[6] else f[0], label), target)
            return line_break or "\\" + special

        if re.match(r"#+ ", text):
            marks, _, heading = text.partition(" ")
            anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
            name = page_id(path) if marks == "#" else heading_id(path, anchor)
            return f"{marks} {INLINE.sub(lambda f: f[1] or f[3] or ('' if f[5] else chr(92) + f[6]), heading).replace('`', '')} {{#{name}}}"
        quote = re.match(r"> ", text)
        return (quote[0] if quote else "") + INLINE.sub(replaced, text[2:] if quote else text)

    def page(self, path):
        """Returns a page in the syntax of Doxygen."""
        self.below = set()
        picture = "\n@htmlinclude[block] architecture.svg\n" if path == "ARCHITECTURE.md" else ""
        out, text = [], re.sub(r"<!--.*?-->\n?", "", (self.root / path).read_text(), flags=re.S)
        if path == IN_GUIDE:  # Doxygen numbers every list from 1
            text = re.sub(r"^\d+\. ", "- ", text, flags=re.M)
        at = 0
        for fence in [*FENCE.finditer(text), None]:
            end = fence.start() if fence else len(text)
            out += [self.sentence(path, line) for line in joined(text[at:end])]
            if fence:
                at = fence.end()
                code = code_block(*re.match(r"```(\w*)\n(.*)```$", fence[0], re.S).groups())
                out.append(picture or code)  # the first block of that page is the same picture in letters
                picture = ""
        return "\n".join(out) + "\n"


def joined(text):
    """Yields the lines, with the lines of one paragraph or list item joined: links and code may span lines."""
    lines = []
    for line in text.split("\n"):
        begins = re.match(r"\s*([-*|#>]|\d+\.|!\[)", line) or not line.strip() or not lines or not lines[-1].strip() or \
            re.match(r"[#|]", lines[-1])
        if begins:
            lines.append(line)
        else:
            lines[-1] += " " + line.strip()
    return lines


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked_code(text, name):
    """Returns code that is a link to an entity."""
    return f'<code>@ref {name} "{escaped(text)}"</code>' if '"' not in text else f"`{text}`"


LANGUAGES = {"cpp": "{.cpp}", "python": "{.py}", "json": "{.js}"}


def code_block(language, code):
    return f"```{LANGUAGES.get(language, '{.unparsed}')}\n{code}```"


def test_cases(root):
    """Returns the file and the code of each test case by its name, without its faults."""
    out = {}
    for file in sorted((root / "tests").rglob("*.test.cpp")):
        text = file.read_text()
        for found in TEST_CASE.finditer(text):
            begin = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n}\n", found.start())
            out[FAULTS.sub("", literal(found[1]))] = (file.relative_to(root).as_posix(), text[begin:end + 3])
    return out


class Examples:
    """The tests that Example labels name, as pages."""

    def __init__(self, root):
        self.cases, self.used = test_cases(root), set()

    def link(self, name):
        """Returns the link to a test's code; None if no test has the name."""
        name = name.strip().rstrip(".").strip("\"`")
        if name not in self.cases:
            return None
        self.used.add(name)
        return f'@ref test_{slug(name)} "{escaped(name)}"'

    def file(self, name):
        folders = self.cases[name][0].split("/")[1:]
        return "tests_" + (folders[1] if folders[0] == "unit" and len(folders) > 2 else folders[0])

    def pages(self):
        """Yields the name and the text of each page."""
        groups = defaultdict(list)
        for name in sorted(self.used):
            groups[self.file(name)].append(name)
        index = ["# Examples from the tests {#examples_from_tests}", "",
                 "The test cases that the reference names as examples. Each is compiled and run by the tests; names that a test does not "
                 "declare are in its file.", ""]
        for page, names in sorted(groups.items()):
            index.append(f"- @subpage {page}")
            lines = [f"# Tests of {page.removeprefix('tests_').replace('_', ' ')} {{#{page}}}", "", "[TOC]", ""]
            for name in names:
                file, code = self.cases[name]
                heading = re.sub(r"([\\@<>#*|`])", r"\\\1", name)
                lines += [f"## {heading} {{#test_{slug(name)}}}", "", f"In `{file}`:", "", code_block("cpp", code), ""]
            yield page, "\n".join(lines)
        yield "examples_from_tests", "\n".join(index) + "\n"


def programs(root):
    """Returns the page with the example programs and their output."""
    lines = ["# Example programs {#example_programs}", "", "Short programs that run unchanged, against the emulator.", "", "[TOC]", ""]
    for file in sorted((root / "examples").glob("[0-9]*.cpp")):
        lines += [f"## {file.stem[3:].replace('_', ' ').capitalize().replace('api', 'API')} {{#program_{file.stem}}}", "", f"`{file.relative_to(root)}`:", "",
                  code_block("cpp", file.read_text()), ""]
        output = file.with_suffix(".txt")
        if output.exists() and output.read_text().strip():
            lines += ["It prints:", "", code_block("text", output.read_text()), ""]
    return "\n".join(lines)


def inline_picture(svg):
    """Returns a picture whose dark colours follow the site's switch instead of the system's setting."""
    def dark(found):
        rules = re.sub(r"([^{}]+)(\{[^}]*\})", r"html.dark-mode \1\2", re.sub(r"\s+", " ", found[1]).strip())
        return re.sub(r"\s+", " ", rules)

    picture = re.sub(r"@media \(prefers-color-scheme: dark\) \{((?:[^{}]*\{[^}]*\})*)\s*\}", dark, svg)
    return f'<div class="picture">\n{picture}</div>\n'
