# SPDX-License-Identifier: BSL-1.0
"""The ways to build the README's program that the pages show: the commands of a way are the block after <!-- way: NAME -->, and its
files those after <!-- FILE of NAME -->. A way without a CMakeLists.txt has that of the README."""

import re

import documents

README_WAY = "CMake, installed"  # the one that shows the README's CMakeLists.txt
PROGRAM = ("app", "build/app")  # where ways write the program


class Ways:
    def __init__(self, top, pages):
        self.texts = {page: (top / page).read_text() for page in pages}
        self.blocks = [(mark, code) for text in self.texts.values() for _, mark, _, code in documents.blocks(text)]

    def shown(self, mark):
        """Returns the only block with this mark."""
        found = [code for name, code in self.blocks if name == mark]
        if len(found) != 1:
            raise SystemExit(f"{', '.join(self.texts)}: {len(found)} blocks after <!-- {mark} -->")
        return found[0]

    def names(self):
        return [mark.removeprefix("way: ") for mark, _ in self.blocks if mark.startswith("way: ")]

    def commands(self, way):
        return self.shown("way: " + way)

    def files(self, way):
        """Returns the files of a way by name, with the program."""
        files = {"main.cpp": self.shown("main.cpp")}
        if "cmake -S . " in self.commands(way):
            files["CMakeLists.txt"] = self.shown("CMakeLists.txt of " + README_WAY)
        for mark, code in self.blocks:
            if file := re.fullmatch(rf"(\S+) of {re.escape(way)}", mark):
                files[file[1]] = code
        return files

    def introduction(self, way):
        """Returns the text of the page between the commands of the way before this one, or the last heading, and its own."""
        text = next(text for text in self.texts.values() if f"<!-- way: {way} -->\n" in text)
        before = text[:text.index(f"<!-- way: {way} -->\n")]
        return re.split(r"^(?:#+ [^\n]*|<!-- way: [^>]* -->\n```sh\n.*?^```)$", before, flags=re.M | re.S)[-1]
